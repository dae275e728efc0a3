/**
 * The code that runs in the profiled process. Node 20 runs no TypeScript: from a checkout, each file
 * of `src` that is needed there is written as JavaScript, once for each state of the sources. It is
 * not bundled, since V8 makes faster code from constants of modules (runtime/tree.ts). The published
 * package has JavaScript already.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";

const FOLDERS = ["instrument", "loader", "runtime", "memory/inside"] as const;
const KEPT_MS = 24 * 3600 * 1000;
/** Asked for by name: the command's own code is bundled, and lies elsewhere. */
const START = createRequire(import.meta.url).resolve("@hpts/profile/child");
/** Folder of this package's code. */
export const OWN_SOURCES: string = dirname(dirname(START));

/**
 * @param start what the process begins with, seen from `src`
 * @returns the file for `node --import`
 */
export function childCode(start = "runtime/start"): string {
  if (!START.endsWith(".ts")) return join(OWN_SOURCES, `${start}.js`);
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(OWN_SOURCES, folder))
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name)),
  );
  const cache = join(dirname(OWN_SOURCES), ".hpts");
  const dir = join(cache, `child-${stateOf(files)}`);
  if (!existsSync(dir)) write(files, cache, dir);
  return join(dir, `${start}.js`);
}

function stateOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) {
    const { mtimeMs, size } = statSync(join(OWN_SOURCES, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest("hex").slice(0, 12);
}

/** Whole or not at all: others may be doing the same. */
function write(files: readonly string[], cache: string, dir: string): void {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, "draft-"));
  for (const file of files) {
    const target = join(draft, file.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, javascript(readFileSync(join(OWN_SOURCES, file), "utf8")));
  }
  try {
    renameSync(draft, dir);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(dir)) throw error;
  }
  removeOld(cache);
}

/** Builds of earlier states of the sources, which no run uses any more. */
function removeOld(cache: string): void {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    const isBuild = name.startsWith("child-") || name.startsWith("draft-");
    const ageMs = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (isBuild && ageMs > KEPT_MS) rmSync(path, { recursive: true, force: true });
  }
}

function javascript(text: string): string {
  const { code } = transformSync(text, { loader: "ts", format: "esm", target: "node20" });
  return code.replace(/(["'])(\.{1,2}\/[\w./-]+)\.ts\1/g, "$1$2.js$1");
}
