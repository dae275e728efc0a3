/** Hidden cases of all labs: inputs that nobody knows, and what is right for them. */
import { modelingCases } from "./modeling.ts";
import { profilingCases } from "./profiling.ts";
import type { Draw } from "./random.ts";
import { testingCases } from "./testing.ts";
import { timingCases } from "./timing.ts";

export interface HiddenCase {
  readonly exercise: string;
  /** All that a student is shown when it fails. */
  readonly description: string;
  /** Asks the submission, and throws where an answer is wrong. */
  readonly check: (draw: Draw) => void | Promise<void>;
}

/** A module of the submission; what it exports asks the sandbox. */
// biome-ignore lint/suspicious/noExplicitAny: a submission's exports have no types
export type Asked = (module: string) => any;

const CASES: Readonly<Record<string, (lab: Asked, helper: Asked) => HiddenCase[]>> = {
  modeling: modelingCases,
  timing: timingCases,
  profiling: profilingCases,
  testing: testingCases,
};

/** @param helper a file of the lab's tests, of the plan's `helpers`, or "own:programs" */
export function hiddenCasesOf(id: string, lab: Asked, helper: Asked): HiddenCase[] {
  return CASES[id]?.(lab, helper) ?? [];
}
