/**
 * git as a reader and writer of objects, and nothing more: no configuration of this machine, no
 * hooks, no filters, no file system monitor, no prompt. A repository that somebody else made can
 * then run nothing here.
 */
import { execFileSync, spawn } from "node:child_process";
import { devNull } from "node:os";

const SETTINGS = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.attributesFile=/dev/null",
  "core.autocrlf=false",
  "core.quotePath=false",
  "credential.helper=",
  "gc.auto=0",
  "maintenance.auto=false",
  "commit.gpgSign=false",
  "fetch.fsckObjects=true",
  "transfer.bundleURI=false",
  "submodule.recurse=false",
  // ext:: runs commands; the others open connections that nobody asked for.
  "protocol.allow=never",
  "protocol.file.allow=always",
  "protocol.https.allow=always",
  "protocol.ssh.allow=always",
  // A token is for one host, and goes nowhere else.
  "http.followRedirects=false",
];

/** For private repositories on TOKEN_HOST, as an environment variable: it is in no list of processes. */
const TOKEN = "HPTS_GIT_TOKEN";
const TOKEN_HOST = "HPTS_GIT_HOST";
const DEFAULT_HOST = "github.com";

/** Bytes of output that are kept. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

const KEPT = ["PATH", "HOME", "SSH_AUTH_SOCK", "SSL_CERT_FILE", "GIT_SSL_CAINFO", "TMPDIR"];
const KEPT_PROXIES = /^(https?|no|all)_proxy$/i;

export interface GitOptions {
  /** The repository's folder, or its git directory. */
  readonly dir: string;
  readonly input?: string | Buffer;
  readonly timeoutMs?: number;
  /** Laid over the plain environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What went wrong with a repository, in git's own words. */
export class GitError extends Error {}

/** Runs git to its end. @returns what it printed @throws GitError */
export function git(args: readonly string[], options: GitOptions): Buffer {
  const { dir, input = "", timeoutMs, env } = options;
  try {
    return execFileSync("git", [...settings(), ...args], {
      cwd: dir,
      input,
      env: { ...plainEnvironment(), ...env },
      maxBuffer: MAX_OUTPUT_BYTES,
      stdio: ["pipe", "pipe", "pipe"],
      ...(timeoutMs !== undefined && { timeout: timeoutMs, killSignal: "SIGKILL" }),
    });
  } catch (error) {
    throw gitError(error as GitFailure, args);
  }
}

/** The same without waiting in place, for what takes long. */
export function gitAsync(args: readonly string[], options: GitOptions): Promise<Buffer> {
  const { dir, input = "", timeoutMs, env } = options;
  return new Promise((resolve, reject) => {
    const child = spawn("git", [...settings(), ...args], {
      cwd: dir,
      env: { ...plainEnvironment(), ...env },
      stdio: ["pipe", "pipe", "pipe"],
      // A group of its own: what git has started ends with it.
      detached: true,
    });
    const output: Buffer[] = [];
    let [stderr, isLate] = ["", false];
    child.stdout.on("data", (bytes: Buffer) => output.push(bytes));
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr = (stderr + text).slice(0, 4_000);
    });
    const stop = (): void => {
      isLate = true;
      process.kill(-child.pid!, "SIGKILL");
    };
    const timer = timeoutMs === undefined ? undefined : setTimeout(stop, timeoutMs);
    child.once("error", (error: GitFailure) => reject(gitError(error, args)));
    child.once("close", (status) => {
      clearTimeout(timer);
      if (status === 0) resolve(Buffer.concat(output));
      else if (isLate) reject(new GitError(`it took longer than ${timeoutMs! / 1000} s`));
      else reject(gitError({ stderr: Buffer.from(stderr), status }, args));
    });
    child.stdin.on("error", () => {}); // it ended early, which close reports
    child.stdin.end(input);
  });
}

interface GitFailure {
  readonly code?: string;
  readonly stderr?: Buffer;
  readonly status?: number | null;
}

function gitError({ code, stderr, status }: GitFailure, args: readonly string[]): GitError {
  if (code === "ENOENT") return new GitError("git was not found on this machine");
  if (code === "ETIMEDOUT") return new GitError("git took too long");
  const said = (stderr?.toString("utf8") ?? "").split("\n").find((line) => line.trim() !== "");
  const words = said?.replace(/^(fatal|error): /, "") ?? `git ended with ${status}`;
  return new GitError(`${words} (git ${args[0]})`);
}

const settings = (): string[] => SETTINGS.flatMap((setting) => ["-c", setting]);

function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => KEPT.includes(name) || KEPT_PROXIES.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "true",
    GIT_NO_LAZY_FETCH: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_LFS_SKIP_SMUDGE: "1",
    GIT_SSH_COMMAND: "ssh -oBatchMode=yes",
    ...tokenSettings(),
  };
}

/** As settings in the environment, which only what we start sees. */
function tokenSettings(): Record<string, string> {
  const token = process.env[TOKEN];
  if (token === undefined || token === "") return {};
  const host = process.env[TOKEN_HOST] ?? DEFAULT_HOST;
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `http.https://${host}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
  };
}
