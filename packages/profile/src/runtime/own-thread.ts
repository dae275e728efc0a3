/** The options of the run, and the tables of the thread that this module is loaded in. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import type { LoaderOptions } from "../loader/program-loader.ts";
import { createTables, type ThreadTables } from "./shared.ts";

export interface RunOptions {
  readonly engine: string;
  readonly loader: Omit<LoaderOptions, "runtimeUrl">;
  /** Time between samples of V8's profiler, microseconds. */
  readonly intervalUs: number;
  readonly dir: string;
  /** Nodes of the tree above which recursion is folded. */
  readonly nodeLimit?: number;
}

/** `--import .../start.js?run=<folder>`: threads and forked processes inherit it. */
function runFolder(): string {
  for (const word of process.execArgv) {
    const [, folder] = /[?&]run=([^&]*)/.exec(word) ?? [];
    if (folder !== undefined) return decodeURIComponent(folder);
  }
  throw new Error("the profiler's runtime was loaded without a run");
}

const dir = runFolder();

export const options: RunOptions = {
  ...(JSON.parse(readFileSync(join(dir, "options.json"), "utf8")) as Omit<RunOptions, "dir">),
  dir,
};

export const thread: string = `${process.pid}-${threadId}`;
export const tables: ThreadTables = createTables(options.engine);
