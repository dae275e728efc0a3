/** What the judge's main thread and its thread for tests say to each other. */
import type { BundledFiles } from "../submission/bundle.ts";
import type { LabPlan } from "./lab-plan.ts";
import type { SurveyPart } from "./survey.ts";

/** One submission to ask. */
export interface Job {
  readonly plan: LabPlan;
  /** See test-bundle.ts. */
  readonly tests: string;
  readonly exercises: readonly string[];
  /** Of the hidden cases' inputs. */
  readonly seed: number;
  readonly submission: BundledFiles;
  /** See LabPlan.apart. */
  readonly apart: BundledFiles;
  /** The student's tests, where the answer is a suite; see LabPlan.arena. */
  readonly specs: BundledFiles;
  /** Exercises that ask for speed. */
  readonly races: Readonly<Record<string, RacePlan>>;
  /** Instead of checks: each "check" is then a program, and its only note is a Surveyed, as JSON. */
  readonly survey?: SurveyPart;
  /** Checks that have a result already: "M4/2". A thread that had to be ended is not asked twice. */
  readonly done: readonly string[];
  readonly restarts: number;
  /** Whether calls may be asked before they are made; see wall/foresight.ts. */
  readonly foresees: boolean;
}

/** What the judge's main thread adds to a job itself. */
export type Asked = Omit<Job, "done" | "restarts" | "foresees">;

export interface RacePlan {
  /** How many times as fast, at the least. */
  readonly minRatio: number;
  /** What it is compared with, in a sandbox of its own. */
  readonly baseline: BundledFiles;
  readonly particles: number;
  /** Of the submission; it exports `evolve`. */
  readonly module: string;
}

export type CheckStatus = "pass" | "fail" | "todo" | "error" | "timeout" | "inconclusive";

export interface CheckResult {
  /** "M4/2": the second check of M4; "M4/h1": its first hidden one. */
  readonly id: string;
  readonly exercise: string;
  readonly name: string;
  readonly status: CheckStatus;
  readonly message: string;
  readonly notes: readonly string[];
  readonly durationMs: number;
  /** Its inputs are ours; `name` is a description, and all that may be shown. */
  readonly isHidden: boolean;
}

/** Something that is worth telling the teacher; no points depend on it. */
export type Flag = "crash" | "memory" | "output" | "protocol" | "timeout";

export type FromThread =
  /** First of all: what the kernel calls this thread, as "123/task/125"; empty where it has no name. */
  | { readonly type: "thread"; readonly place: string }
  | {
      readonly type: "started";
      readonly isHidden: boolean;
      readonly id: string;
      readonly exercise: string;
      readonly name: string;
    }
  | { readonly type: "check"; readonly result: CheckResult }
  | { readonly type: "flag"; readonly flag: Flag }
  /** Questions; the thread waits. */
  | { readonly type: "sandbox" }
  | { readonly type: "ending" }
  /** Two sandboxes, for a race. */
  | { readonly type: "pair" }
  /** One of the two runs, the other one stands still. */
  | { readonly type: "turn"; readonly side: "baseline" | "candidate" }
  /** What the current sandbox has used so far. */
  | { readonly type: "usage" }
  | { readonly type: "done"; readonly restarts: number }
  /** Nothing that was told counts: ask again, without foresight. */
  | { readonly type: "unforeseen" }
  | { readonly type: "broken"; readonly message: string };

/** What the thread asks and waits for. */
export type Question = Extract<
  FromThread,
  { readonly type: "sandbox" | "ending" | "pair" | "turn" | "usage" }
>;

/** Descriptors of this process. */
export interface Pipe {
  readonly readFd: number;
  readonly writeFd: number;
}

/** Of a sandbox, seen from outside; undefined where the machine does not tell. */
export interface Usage {
  /** Processor time of all its threads so far. */
  readonly cpuNs: number | undefined;
  /** Memory that it has used for the first time, given back or not. */
  readonly touchedBytes: number | undefined;
}

export type Answer =
  | { readonly type: "sandbox"; readonly readFd: number; readonly writeFd: number }
  | { readonly type: "pair"; readonly baseline: Pipe; readonly candidate: Pipe }
  /** `isAlone`: the other side stands still. */
  | { readonly type: "turn"; readonly cpuNs: number | undefined; readonly isAlone: boolean }
  | ({ readonly type: "usage" } & Usage)
  | {
      readonly type: "ending";
      readonly why: "time" | "memory" | "output" | "crash";
      readonly code: number | null;
    };

/**
 * Shared memory of both.
 *
 *     Float64 0   how much the sandbox may work or sleep, in ms (see allowance.ts); 0: no limit
 *     Int32   2   1 as soon as an answer lies in the thread's port
 *     Int32   3   counts the limits that were set: each is a new allowance
 */
export const SHARED_BYTES = 16;
export const ANSWERED = 2;
export const LIMITS_SET = 3;
