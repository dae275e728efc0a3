/** Starts `hpts` as a user does: a process of its own, in a folder, with a plain environment. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll } from "vitest";

/** The command line of `hpts`, without arguments. */
export const HPTS_COMMAND: readonly string[] = [
  process.execPath,
  join(import.meta.dirname, "..", "..", "bin", "hpts.mjs"),
];

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  /** Laid over the plain environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Messages as if the terminal were endless: where a line breaks depends on the paths in it. */
export function unwrapped(stderr: string): string {
  return stderr.replaceAll(/\n +/g, " ");
}

/** Runs `hpts` to its end. Its stdin is no terminal, and empty. */
export async function runHpts(args: readonly string[], options: RunOptions): Promise<Outcome> {
  return new Running(startHpts(args, options)).ended;
}

/** Starts `hpts`; it is killed when the test file is done, should it still run. */
export function startHpts(args: readonly string[], { cwd, env }: RunOptions): ChildProcess {
  return startProcess([...HPTS_COMMAND, ...args], "ignore", { cwd, ...(env && { env }) });
}

const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

export function startProcess(
  [program, ...args]: readonly string[],
  stdin: "ignore" | "pipe",
  { cwd, env }: RunOptions,
): ChildProcess {
  const child = spawn(program!, args, {
    cwd,
    env: { ...plainEnvironment(), ...env },
    stdio: [stdin, "pipe", "pipe"],
  });
  started.push(child);
  return child;
}

const REMOVED = /^(npm_|LAB_|HPTS_|VITEST|GIT_|INIT_CWD$|FORCE_COLOR$|NODE_ENV$|NODE_PATH$|TEST$)/i;

/**
 * Without what the shell, npm or the vitest around us leave behind: all of it would change what
 * hpts does. TERM is fixed because the Linux console gets other signs.
 */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !REMOVED.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: "1", TERM: "xterm" };
}

/** How long to wait for an output before the test is given up, with all output so far. */
const PATIENCE_MS = 20_000;

/** A process whose output can be waited for. */
export class Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome>;
  stdout = "";
  stderr = "";
  #seen = 0;
  #isClosed = false;

  constructor(child: ChildProcess) {
    this.child = child;
    child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
    });
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    this.ended = new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => {
        this.#isClosed = true;
        resolve({ code, signal, stdout: this.stdout, stderr: this.stderr });
      });
    });
  }

  /** The stdout since the last wait, up to and with `text`. Fails if the process ends before. */
  waitFor(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const at = this.stdout.indexOf(text, this.#seen);
        if (at < 0) return;
        const part = this.stdout.slice(this.#seen, at + text.length);
        this.#seen = at + text.length;
        stopLooking();
        resolve(part);
      };
      const giveUp = (): void => {
        stopLooking();
        const output = `${this.stdout.slice(this.#seen)}\n${this.stderr}`;
        reject(new Error(`hpts did not print ${JSON.stringify(text)}, but:\n${output}`));
      };
      const patience = setTimeout(giveUp, PATIENCE_MS);
      const stopLooking = (): void => {
        clearTimeout(patience);
        this.child.stdout!.off("data", look);
        this.child.off("close", giveUp);
      };
      this.child.stdout!.on("data", look);
      this.child.once("close", giveUp);
      look();
      if (this.#isClosed) giveUp();
    });
  }
}
