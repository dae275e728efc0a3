/**
 * Runs a student's test file inside of the sandbox, with labkit's runner. The subject under test is
 * the judge's; which one it is, nobody here knows.
 */

import type { TestOutcome } from "@hpts/labkit/arena";
import { cancelTimers, recordTimers, runSpecFile, vitestModule } from "@hpts/labkit/arena-specs";
import { GIVEN_KEY } from "../submission/given-key.ts";

export interface SpecClaim {
  readonly tests: readonly TestOutcome[];
  readonly crash: { readonly message: string; readonly stack: string } | undefined;
  /** Errors that came when their test was already over. */
  readonly late: readonly string[];
}

const given = (globalThis as Record<symbol, unknown>)[Symbol.for(GIVEN_KEY)] as Record<
  string,
  unknown
>;
given["vitest"] = vitestModule;
recordTimers();

let late: string[] = [];
for (const event of ["unhandledRejection", "uncaughtException"]) {
  process.on(event, (error) => late.push(error instanceof Error ? error.message : String(error)));
}

/** @param file of the folder that this process works in, such as "hunt.spec.mjs" */
export async function runSpec(file: string, isDeaf: boolean): Promise<SpecClaim> {
  late = [];
  const { tests, crash } = await runSpecFile(`${process.cwd()}/${file}`, { deaf: isDeaf });
  // Rejections that nobody handles are reported a turn later.
  await new Promise((resolve) => setImmediate(resolve));
  cancelTimers();
  return { tests, crash, late };
}
