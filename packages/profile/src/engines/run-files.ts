/** What the profiled process has left in the run's folder. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize } from "node:v8";
import type { FunctionEntry, LineEntry } from "../instrument/table.ts";
import type { FileTable } from "../loader/program-loader.ts";
import type { ThreadResult } from "../runtime/shared.ts";
import type { V8Profile } from "./v8-tree.ts";

/** A function, or a file's own code, and the file it is in. */
export interface PlacedFunction extends FunctionEntry {
  readonly file: string;
}

export interface ThreadFiles {
  readonly thread: string;
  readonly result: ThreadResult;
  readonly v8: V8Profile | undefined;
  readonly tables: readonly FileTable[];
  readonly functions: ReadonlyMap<number, PlacedFunction>;
  readonly lines: ReadonlyMap<number, LineEntry>;
}

/** One for each thread that has started, the main thread first. */
export function readRun(dir: string): ThreadFiles[] {
  const names = readdirSync(dir).sort(byThread);
  const tables = readTables(dir);
  return names
    .filter((name) => name.startsWith("result-"))
    .map((name) => deserialize(readFileSync(join(dir, name))) as ThreadResult)
    .map((result) => threadFiles(dir, names, result, tables));
}

/** "result-<process>-<thread>.bin": processes and threads by number. */
function byThread(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

export function readTables(dir: string): FileTable[] {
  return readdirSync(dir)
    .filter((name) => name.startsWith("table-"))
    .map((name) => JSON.parse(readFileSync(join(dir, name), "utf8")) as FileTable);
}

export function placedFunctions(tables: readonly FileTable[]): Map<number, PlacedFunction> {
  return new Map(
    tables.flatMap(({ file, functions }) => functions.map((one) => [one.id, { ...one, file }])),
  );
}

function threadFiles(
  dir: string,
  names: readonly string[],
  result: ThreadResult,
  all: readonly FileTable[],
): ThreadFiles {
  const { thread } = result;
  const tables = all.filter((table) => table.thread === thread);
  const v8 = `v8-${thread}.json`;
  return {
    thread,
    result,
    tables,
    v8: names.includes(v8)
      ? (JSON.parse(readFileSync(join(dir, v8), "utf8")) as V8Profile)
      : undefined,
    functions: placedFunctions(tables),
    lines: new Map(tables.flatMap(({ lines }) => lines.map((line) => [line.id, line]))),
  };
}

/** Texts of the files, for reports of lines. */
export function sourcesOf(tables: readonly FileTable[]): Record<string, string> {
  return Object.fromEntries(tables.map(({ file, source }) => [file, source]));
}
