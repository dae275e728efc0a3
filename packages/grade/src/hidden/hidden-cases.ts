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

/** The sandbox as it is seen from outside. */
export interface Meter {
  /** Processor time so far, or time by the wall where the machine tells no more. */
  cpuNs(): number;
  /** Memory that it uses now; undefined where the machine does not tell. */
  touchedBytes(): number | undefined;
  /** A function of the submission itself, for functions that run beside it. */
  own(module: string, name: string): unknown;
  /** The next question is answered by a new sandbox. */
  startAfresh(): void;
}

export interface HiddenTools {
  readonly lab: Asked;
  /** A file of the lab's tests, of the plan's `helpers`, or "own:programs". */
  readonly helper: Asked;
  readonly meter: Meter;
}

const CASES: Readonly<Record<string, (tools: HiddenTools) => HiddenCase[]>> = {
  modeling: ({ lab }) => modelingCases(lab),
  timing: ({ lab, helper }) => timingCases(lab, helper),
  profiling: profilingCases,
  testing: ({ lab }) => testingCases(lab),
};

export function hiddenCasesOf(id: string, tools: HiddenTools): HiddenCase[] {
  return CASES[id]?.(tools) ?? [];
}
