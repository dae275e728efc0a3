/**
 * The judge's own `exercise`, `demand` and hooks: they note what a test file declares, and run it,
 * one check after the other. What they mean to a test is what they mean in `@hpts/labkit/test`.
 */
import { AssertionError } from "node:assert";
import { SessionOver } from "./session.ts";

export interface CheckContext {
  note(line: string): void;
}

export interface Check {
  readonly name: string;
  readonly run: (context: CheckContext) => void | Promise<void>;
  readonly limitMs: number;
}

export interface TestFile {
  readonly checks: Check[];
  readonly before: (() => unknown)[];
  readonly after: (() => unknown)[];
}

const DEFAULT_LIMIT_MS = 5_000;

/** What the file that is being evaluated declares. */
let current: TestFile = emptyFile();

function emptyFile(): TestFile {
  return { checks: [], before: [], after: [] };
}

/** @param evaluate runs the file's own code @throws what that throws */
export function collect(evaluate: () => void): TestFile {
  current = emptyFile();
  evaluate();
  return current;
}

export function exercise(
  name: string,
  run: Check["run"],
  { limitMs = DEFAULT_LIMIT_MS }: { limitMs?: number } = {},
): void {
  current.checks.push({ name, run, limitMs });
}

export function demand(
  condition: boolean,
  message: string,
  below: (...args: never[]) => unknown = demand,
): asserts condition {
  if (!condition) throw new AssertionError({ message, stackStartFn: below });
}

export function beforeAll(run: () => unknown): void {
  current.before.push(run);
}

export function afterAll(run: () => unknown): void {
  current.after.push(run);
}

/** What a sandbox had that was left for another one needs no tidying up. */
async function tidyUp(hook: () => unknown): Promise<void> {
  try {
    await hook();
  } catch (error) {
    if (!(error instanceof SessionOver && error.reason === "left")) throw error;
  }
}

/** Hooks may ask the submission as well, so they run as part of the first and of the last check. */
export function withHooks({ checks, before, after }: TestFile): Check[] {
  return checks.map((check, i) => ({
    ...check,
    async run(context) {
      if (i === 0) for (const hook of before) await hook();
      await check.run(context);
      if (i === checks.length - 1) for (const hook of after) await tidyUp(hook);
    },
  }));
}
