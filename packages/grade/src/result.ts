/**
 * `hpts/result/v1`: what a grading says of one submission. Plain data; the same submission, seed and
 * grader give the same result, durations apart.
 */
import type { CheckResult, Flag } from "./judge/messages.ts";
import type { Level } from "./sandbox/level.ts";
import type { Ignored } from "./submission/intake.ts";

/** `inconclusive`: too noisy to tell. `ungraded`: it is not judged here, for a reason that is given. */
export type TestStatus =
  | "pass"
  | "fail"
  | "todo"
  | "error"
  | "timeout"
  | "inconclusive"
  | "ungraded";

export interface TestResult {
  /** Of the exercise: "M4". */
  readonly id: string;
  readonly title: string;
  /** Points that it can earn. */
  readonly weight: number;
  readonly points: number;
  readonly status: TestStatus;
  readonly visibility: "visible" | "hidden";
  /** Why it is not passed, in words for the student; empty if it is. */
  readonly message: string;
  /** Where to look next. */
  readonly hint: string;
  readonly checks: readonly CheckSummary[];
}

export interface CheckSummary {
  readonly id: string;
  readonly name: string;
  readonly status: CheckResult["status"];
  readonly visibility: "visible" | "hidden";
  readonly message: string;
}

export interface GradeResult {
  readonly schema: "hpts/result/v1";
  readonly lab: string;
  /** sha256 of the lab's tests and plan. */
  readonly labDigest: string;
  readonly grader: string;
  readonly submission: { readonly id: string; readonly digest: string };
  readonly sandbox: { readonly level: Level; readonly kernel: string };
  /** Names the seed of the hidden cases; the seed itself takes the secret. */
  readonly seedId: string;
  /** `ungradable`: the submission has nothing to grade. `infrastructure`: our fault; grade it again. */
  readonly status: "graded" | "ungradable" | "infrastructure";
  /** Why it is not graded. */
  readonly problem: string;
  /**
   * Null unless it is graded: never a zero for a fault of ours. As long as an exercise is
   * `inconclusive`, what has been earned for certain, and no mark (see export/shown.ts).
   */
  readonly score: number | null;
  readonly max: number;
  /** False if the sandbox is weaker than what marks demand: then it is practice. */
  readonly isMark: boolean;
  readonly tests: readonly TestResult[];
  readonly flags: readonly Flag[];
  readonly restarts: number;
  /** Exercises that were judged a second time, for the first one was too noisy, or a fault of ours. */
  readonly retried: readonly string[];
  readonly ignored: readonly Ignored[];
  readonly durations: { readonly totalMs: number; readonly judgeMs: number };
}
