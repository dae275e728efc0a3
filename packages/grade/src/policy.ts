/**
 * From checks to points. Pure: the same checks always give the same points.
 *
 * An exercise earns its points when all of its checks pass, hidden ones included: part of a starter
 * may work as it is handed out, and half of an exercise would then be a present.
 */
import type { CheckResult } from "./judge/messages.ts";
import type { CheckSummary, TestResult, TestStatus } from "./result.ts";

export interface GradedExercise {
  readonly id: string;
  readonly title: string;
  readonly points: number;
}

export interface PolicyInput {
  readonly lab: string;
  readonly exercises: readonly GradedExercise[];
  readonly checks: readonly CheckResult[];
  /** Ids of checks whose inputs and messages nobody is shown. */
  readonly hidden: ReadonlySet<string>;
  /** Exercises that are not judged, and why. */
  readonly notGraded: Readonly<Record<string, string>>;
}

export function testsOf(input: PolicyInput): TestResult[] {
  return input.exercises.map((exercise) => testOf(exercise, input));
}

/** What an exercise could earn that is not judged counts in neither. */
export function totalOf(tests: readonly TestResult[]): { score: number; max: number } {
  const counted = tests.filter(({ status }) => status !== "ungraded");
  return {
    score: counted.reduce((sum, { points }) => sum + points, 0),
    max: counted.reduce((sum, { weight }) => sum + weight, 0),
  };
}

function testOf({ id, title, points }: GradedExercise, input: PolicyInput): TestResult {
  const base = { id, title, weight: points, visibility: "visible" as const };
  const reason = input.notGraded[id];
  if (reason !== undefined) {
    return { ...base, points: 0, status: "ungraded", message: reason, hint: "", checks: [] };
  }
  const checks = input.checks
    .filter(({ exercise }) => exercise === id)
    .map((check) => summaryOf(check, input.hidden.has(check.id)));
  const faulty = checks.find(isFaulty) ?? checks.find(({ status }) => status !== "pass");
  // No check is no pass: nothing was shown to work.
  const status: TestStatus = checks.length === 0 ? "error" : (faulty?.status ?? "pass");
  const message = checks.length === 0 ? "no check of it was run" : (faulty?.message ?? "");
  return {
    ...base,
    points: status === "pass" ? points : 0,
    status,
    message,
    hint: status === "pass" ? "" : hintFor(status, input.lab, id),
    checks,
  };
}

/** What is certain decides before what is too noisy to tell: the exercise is then no open one. */
const isFaulty = ({ status }: CheckSummary): boolean =>
  status !== "pass" && status !== "inconclusive";

/** Of a hidden check, its name is the author's description, and all that is shown. */
function summaryOf({ id, name, status, message }: CheckResult, isHidden: boolean): CheckSummary {
  const shown = isHidden && status !== "pass" ? `with inputs of our own: ${name}` : message;
  return { id, name, status, visibility: isHidden ? "hidden" : "visible", message: shown };
}

function hintFor(status: TestStatus, lab: string, id: string): string {
  if (status === "timeout") return "run it yourself: the checklist names the line of the loop";
  if (status === "error") return `hpts test ${lab} ${id} shows where`;
  return `hpts hint ${lab} ${id}`;
}
