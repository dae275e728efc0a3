/**
 * The program that runs in sandboxes, as Node starts it: from a snapshot of its heap, where it is
 * loaded already, or from its text where Node cannot do that.
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { bundledRunner } from "../inside/bundle.ts";
import { makeWorkspace, removeFolder } from "./workspace.ts";

export interface Runner {
  /** A script that finds `require`. */
  readonly text: string;
  /** The heap of a Node that has loaded it; undefined where there is none. */
  readonly snapshot: Buffer | undefined;
  /** Options of V8, for sandboxes that are not timed. A snapshot starts with those it was made with. */
  readonly v8Options: readonly string[];
}

/**
 * Most sandboxes live for a tenth of a second:
 *
 *     budget, invocations   ten times V8's own. With that, compiling what was called a thousand times takes
 *                           as long as all else; what is hot for milliseconds is still compiled
 *     no-rehash             tables as they are in the snapshot. All sandboxes have the same seed for
 *                           them, by which a submission can slow down its own ones only
 *     the other two         no threads to start, no code that is watched before it is compiled
 */
const SHORT_LIVED: readonly string[] = [
  "--interrupt-budget=1350000",
  "--invocation-count-for-turbofan=30000",
  "--no-rehash-snapshot",
  "--single-threaded",
  "--always-sparkplug",
];

/** For modules from memory, see inside/modules.ts. */
const ALWAYS: readonly string[] = ["--no-warnings", "--experimental-vm-modules"];

/**
 * How Node starts it.
 *
 * @param file where its snapshot is, or its text
 * @param start from its snapshot, from its text, or from its text with V8 as it is everywhere
 */
export function nodeArgs(
  file: string,
  v8Options: readonly string[],
  start: "snapshot" | "text" | "timed",
): string[] {
  if (start === "timed") return [...ALWAYS, file];
  return [...ALWAYS, ...v8Options, ...(start === "snapshot" ? ["--snapshot-blob"] : []), file];
}

let made: Promise<Runner> | undefined;

/** Made once a process. */
export function sandboxRunner(): Promise<Runner> {
  made ??= makeRunner();
  return made;
}

async function makeRunner(): Promise<Runner> {
  const [text, v8Options] = await Promise.all([bundledRunner(), knownOf(SHORT_LIVED)]);
  return { text, v8Options, snapshot: await snapshotOf(text, v8Options) };
}

/** Those that this Node's V8 has: it refuses to start with any other. */
async function knownOf(options: readonly string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--v8-options"], { env: {} });
  const known = new Set(Array.from(stdout.matchAll(/^ +--([a-z0-9-]+) \(/gm), ([, name]) => name));
  return options.filter((option) => known.has(option.replace(/^--(no-)?|=.*$/g, "")));
}

/** @returns undefined where this Node makes none that starts */
async function snapshotOf(text: string, v8Options: readonly string[]): Promise<Buffer | undefined> {
  const dir = makeWorkspace();
  const [source, file] = [join(dir, "runner.cjs"), join(dir, "runner.blob")];
  const args = nodeArgs(file, v8Options, "snapshot");
  try {
    writeFileSync(source, text);
    const isMade = await succeeds([...args, "--build-snapshot", source]);
    // Nobody is there to tell it what to do: it ends at once.
    return isMade && (await succeeds(args)) ? readFileSync(file) : undefined;
  } finally {
    removeFolder(dir);
  }
}

const PATIENCE_MS = 20_000;
/** The last two are where it listens and answers. */
const NOBODY = ["ignore", "ignore", "ignore", "ignore", "ignore"] as const;

async function succeeds(args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, args, {
    env: {},
    stdio: [...NOBODY],
    timeout: PATIENCE_MS,
  });
  try {
    const [code] = await once(child, "close");
    return code === 0;
  } catch {
    return false; // it has not started
  }
}
