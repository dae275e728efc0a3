/**
 * Installs what is missing, on a machine that has only Node and npm.
 *
 * Whether something is missing is told by a note inside node_modules: a hash of everything that
 * decides what is installed, and where the pnpm is that did it. So the usual start costs a few file
 * reads, and no npx.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { UsageError } from "./arguments.mjs";
import {
  childEnv,
  isUnderPnpm,
  npx,
  pinnedPnpm,
  ROOT,
  runCollected,
  runInherited,
} from "./run.mjs";

const NOTE = join(ROOT, "node_modules", ".hpts-install.json");
const LEAST_NODE = [20, 19];
const EXIT_ENVIRONMENT = 3;

export function installIfNeeded() {
  checkNode();
  const inputs = installInputs();
  if (readNote().inputs === inputs) return;
  console.error("Installing what the course needs (once, about half a minute) ...");
  // Explicitly and frozen, also under pnpm: with CI=true it would run scripts on a stale install.
  const args = ["install", "--frozen-lockfile", "--reporter=append-only", "--loglevel=warn"];
  const code = runInherited(...pnpm(args), childEnv({ CI: "true" }));
  if (code !== 0) throw new UsageError(INSTALL_FAILED, EXIT_ENVIRONMENT);
  writeNote({ inputs });
}

const INSTALL_FAILED = `
The installation did not work; what went wrong stands above. Most often:
  - no network, or a proxy that npm does not know: \`npm ping\` must work
  - the disk is full: an installation takes about 0.5 GiB
  - pnpm-lock.yaml does not fit package.json (after an edit):
    npx --yes ${pinnedPnpm()} install`;

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  throw new UsageError(
    `The course needs Node ${LEAST_NODE.join(".")} or newer, and this is ${process.versions.node}.\n` +
      "Get a newer one at https://nodejs.org (24 is advised).",
    EXIT_ENVIRONMENT,
  );
}

/** The pnpm that is running us, or the pinned one through npx, as [program, arguments]. */
export function pnpm(args) {
  const path = process.env.npm_execpath;
  if (!isUnderPnpm || !path) return npx(["--yes", pinnedPnpm(), ...args]);
  return /\.[cm]?js$/.test(path) ? [process.execPath, [path, ...args]] : [path, args];
}

/** PATH with a pnpm on it, which turbo starts for each task. */
export async function pathWithPnpm() {
  const { pnpmPath = "" } = readNote();
  if (isUnderPnpm) return process.env.PATH;
  const path = existsSync(pnpmPath) ? pnpmPath : await findPnpm();
  return [dirname(path), process.env.PATH].join(delimiter);
}

/** Asks the pinned pnpm where it lies. */
async function findPnpm() {
  const args = ["--yes", pinnedPnpm(), "exec", "node", "-p", "process.env.npm_execpath"];
  const { code, output } = await runCollected(...npx(args));
  const pnpmPath = output.trim().split("\n").at(-1) ?? "";
  if (code !== 0 || !existsSync(pnpmPath)) throw new UsageError(output, EXIT_ENVIRONMENT);
  writeNote({ ...readNote(), pnpmPath });
  return pnpmPath;
}

function installInputs() {
  const hash = createHash("sha256").update(process.version);
  // The links in node_modules are absolute there: a folder that has moved is installed again.
  if (process.platform === "win32") hash.update(ROOT);
  const manifests = ["packages", "labs"].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => join(folder, name, "package.json")),
  );
  const files = ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"];
  const others = ["docs", "tools"].map((folder) => join(folder, "package.json"));
  for (const file of [...files, ...others, ...manifests.sort()]) {
    const path = join(ROOT, file);
    hash.update(`${file}\0`).update(existsSync(path) ? readFileSync(path) : "");
  }
  return hash.digest("hex");
}

function readNote() {
  try {
    return JSON.parse(readFileSync(NOTE, "utf8"));
  } catch {
    return {};
  }
}

function writeNote(note) {
  mkdirSync(dirname(NOTE), { recursive: true });
  writeFileSync(NOTE, JSON.stringify(note));
}
