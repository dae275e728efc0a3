/**
 * `exercise("what must hold", () => { ... })`: a vitest test that knows a third outcome.
 *
 *     passed    the function returned and met no unwritten code
 *     to do     it met a Todo, even one that the code under test or an expect() swallowed
 *     failed    anything else, a time limit included
 *
 * "To do" is reported as a skipped test with a note, so a clean clone is green; with LAB_STRICT=1,
 * as grading sets it, it fails.
 *
 * The list of Todos belongs to the process, so these tests must not run concurrently.
 *
 * After a check that hit its time limit, the other checks of its file fail without being run: they
 * mostly call the same function, and a dozen time limits in a row are a minute and more.
 */
import { AssertionError } from "node:assert";
import { types } from "node:util";
import { type TestContext, test } from "vitest";
import { takeTodos } from "../todo.ts";
import type {} from "./matchers.ts"; // their types, for every test and every student's test
import { runWithin, TimeLimitError } from "./time-limit.ts";

/** What a check leaves for the checklist, in vitest's task.meta. */
export interface ExerciseMeta {
  readonly todo?: { readonly message: string; readonly hint?: string; readonly stack: string };
  readonly notes?: readonly string[];
}

declare module "vitest" {
  interface TaskMeta {
    hpts?: ExerciseMeta;
  }
}

export interface CheckContext {
  /** Adds a line to the checklist under this exercise, whatever the outcome: a figure, a finding. */
  note(line: string): void;
}

export interface ExerciseOptions {
  /** How long the check may run. @default 5000 */
  readonly limitMs?: number;
}

/** True also for errors of another realm, such as a `node:vm` context. */
const { isNativeError } = types;

const DEFAULT_LIMIT_MS = 5_000;

/** Test file -> its check that hit the time limit. A run is a process, so it begins empty. */
const outOfTime = new Map<string, string>();

/** Defines one check of an exercise; the file's name says of which: `tests/M4.test.ts`. */
export function exercise(
  name: string,
  check: (context: CheckContext) => void | Promise<void>,
  options: ExerciseOptions = {},
): void {
  const limitMs = Number(process.env["LAB_LIMIT_MS"] || options.limitMs || DEFAULT_LIMIT_MS);
  // vitest's own time limit stays out of the way: ours names the loop.
  test(name, { timeout: 0 }, (context) => runCheck(context, check, limitMs));
}

/**
 * An assertion whose message says it all. For what is computed only to be looked at: after
 * `expect(missed, why).toBe(undefined)` the student would read what `missed` was as well.
 *
 * @param below the function that demands on behalf of a check: the place is where it was called
 * @throws AssertionError
 */
export function demand(
  condition: boolean,
  message: string,
  below: (...args: never[]) => unknown = demand,
): asserts condition {
  if (!condition) throw new AssertionError({ message, stackStartFn: below });
}

async function runCheck(
  context: TestContext,
  check: (context: CheckContext) => void | Promise<void>,
  limitMs: number,
): Promise<void> {
  const { filepath } = context.task.file;
  const earlier = outOfTime.get(filepath);
  if (earlier !== undefined) throw new NotRunError(earlier);
  const notes: string[] = [];
  takeTodos(); // what an earlier check left behind is not this one's
  const label = `${filepath} ${context.task.name}`;
  const failure = await failureOf(label, limitMs, () =>
    check({ note: (line) => notes.push(line) }),
  );
  const [met] = takeTodos();
  // A loop without end comes first: it may be what keeps the student from what is to do.
  const isOutOfTime = failure?.error instanceof TimeLimitError;
  if (isOutOfTime) outOfTime.set(filepath, context.task.name);
  const todo = isOutOfTime ? undefined : met;
  context.task.meta.hpts = { ...(notes.length > 0 && { notes }), ...(todo && { todo }) };
  if (todo !== undefined) {
    if (process.env["LAB_STRICT"]) throw new Error(`to do: ${todo.message}`);
    context.skip(`to do: ${todo.message}`);
  }
  if (failure !== undefined) throw failure.error;
}

class NotRunError extends Error {
  constructor(earlier: string) {
    super(`not run, because "${earlier}" took too long`);
    this.stack = ""; // there is no place to go to
  }
}

async function failureOf(
  label: string,
  limitMs: number,
  check: () => void | Promise<void>,
): Promise<{ error: unknown } | undefined> {
  try {
    await runWithin(limitMs, label, check);
    return undefined;
  } catch (error) {
    return { error: isNativeError(error) || error instanceof Error ? error : notAnError(error) };
  }
}

function notAnError(thrown: unknown): TypeError {
  return new TypeError(
    `threw ${describeValue(thrown)}, which is not an Error: write throw new Error("...") instead`,
    { cause: thrown },
  );
}

function describeValue(value: unknown): string {
  if (typeof value === "string") return `the string ${JSON.stringify(value.slice(0, 80))}`;
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}
