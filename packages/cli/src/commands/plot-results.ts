/** What the files of `hpts plot` hold, by their content. */
import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { RunRecord } from "@hpts/bench";
import { UsageError } from "@hpts/labkit/lab";
import { ProfileError } from "@hpts/profile";
import { type MemoryTimeline, readTimeline } from "@hpts/profile/memory";
import { callersFolder } from "../context.ts";
import { type Compared, checkedComparison, checkedRun, isObject } from "./plot-check.ts";

interface Read {
  /** For messages. */
  readonly name: string;
  /** A sentence for each line that was passed over. */
  readonly problems: readonly string[];
}

export type Results =
  | (Read & { readonly kind: "runs"; readonly runs: readonly RunRecord[] })
  | (Read & { readonly kind: "comparison"; readonly found: readonly Compared[] })
  | (Read & { readonly kind: "timeline"; readonly timeline: MemoryTimeline });

const RUN_SCHEMA = "hpts/bench/v1";
const EXPECTED = "expected runs of hpts bench, hpts compare --json, or a file of hpts memory run";
export const STDIN = "-";

/** @param name as the user gave it @throws UsageError for what cannot be read, or is nothing of ours */
export function resultsAt(name: string): Results {
  return readResults(textOf(name), name === STDIN ? "stdin" : name);
}

function textOf(name: string): string {
  if (name === STDIN) return read(0, "stdin");
  const file = resolve(callersFolder(), name);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`there is no file ${name}`);
  if (stat.isDirectory()) {
    const history = join(file, ".hpts", "bench", "history.jsonl");
    const hasOne = statSync(history, { throwIfNoEntry: false }) !== undefined;
    const hint = hasOne ? `; its runs are in ${join(name, ".hpts", "bench", "history.jsonl")}` : "";
    throw new UsageError(`${name} is a folder: expected a file${hint}`);
  }
  return read(file, name);
}

function read(file: string | number, name: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * A line of several that is cut off is passed over and named, as `hpts bench` does.
 *
 * @param name for messages
 * @throws UsageError if it is empty, damaged, or of another kind
 */
export function readResults(text: string, name: string): Results {
  if (text.trim() === "") throw new UsageError(`${name} is empty: ${EXPECTED}`);
  if (!/^\s*[{[]/.test(text)) {
    return { kind: "timeline", name, problems: [], timeline: timelineOf(text, name) };
  }
  const { values, problems } = valuesOf(text, name);
  if (values.length === 0) {
    throw new UsageError(problems[0] ?? `${name} holds no result: ${EXPECTED}`);
  }
  const found: Compared[] = [];
  const runs: RunRecord[] = [];
  for (const value of values) {
    if (isObject(value) && value["schema"] === RUN_SCHEMA) {
      runs.push(demanded(checkedRun(value), name, "run"));
    } else if (isComparison(value)) {
      found.push(demanded(checkedComparison(value), name, "comparison"));
    } else throw foreign(value, name);
  }
  if (runs.length > 0 && found.length > 0) {
    throw new UsageError(`${name} holds runs and comparisons: give them one at a time`);
  }
  const read = { name, problems: problems.map((problem) => `${problem}; passed over`) };
  return runs.length > 0 ? { kind: "runs", ...read, runs } : { kind: "comparison", ...read, found };
}

function timelineOf(text: string, name: string): MemoryTimeline {
  try {
    return readTimeline(text, name);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    const isForeign = error.message.includes("is no file of");
    const begin = JSON.stringify(text.trimStart().split(/\r?\n/, 1)[0]!.slice(0, 40));
    const message = isForeign
      ? `${name} holds no results: ${EXPECTED}; got ${begin}`
      : error.message;
    throw new UsageError(message, { cause: error });
  }
}

/** One value of JSON, a list of them, or one a line. */
function valuesOf(text: string, name: string): { values: unknown[]; problems: string[] } {
  try {
    const value = JSON.parse(text) as unknown;
    return { values: Array.isArray(value) ? value : [value], problems: [] };
  } catch {
    // Several lines of JSON are no JSON.
  }
  const values: unknown[] = [];
  const problems: string[] = [];
  const isOneLine = !text.trim().includes("\n");
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      values.push(JSON.parse(line));
    } catch {
      const where = isOneLine ? name : `${name}:${index + 1}`;
      const begin = JSON.stringify(line.slice(0, 40));
      problems.push(`${where} is cut off or damaged: expected JSON, got ${begin}`);
    }
  }
  return { values, problems };
}

function isComparison(value: unknown): boolean {
  if (!isObject(value)) return false;
  const hasAnswer = typeof value["verdict"] === "string" || typeof value["change"] === "string";
  return hasAnswer && "baseline" in value && "candidate" in value;
}

function demanded<T extends object>(checked: T | string, name: string, what: string): T {
  if (typeof checked !== "string") return checked;
  throw new UsageError(`${name} holds a ${what} that is damaged: ${checked}`);
}

function foreign(value: unknown, name: string): UsageError {
  if (!isObject(value)) return new UsageError(`${name} holds JSON, but no results: ${EXPECTED}`);
  const { schema } = value;
  if (typeof schema === "string") {
    return new UsageError(`${name} is of schema ${schema.slice(0, 40)}: ${EXPECTED}`);
  }
  const isProfile = ["nodes", "profiles", "shared", "tree", "frames"].some((key) => key in value);
  if (isProfile) return new UsageError(`${name} looks like a profile: hpts open ${name} shows it`);
  const keys = Object.keys(value).slice(0, 4).join(", ").slice(0, 60);
  return new UsageError(`${name} holds foreign JSON (${keys || "an empty object"}): ${EXPECTED}`);
}
