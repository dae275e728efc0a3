/**
 * What is shown of a result, whatever the format: clean, and of hidden cases nothing but their
 * description. Every exporter takes its texts from here and never from a result itself.
 */
import type { CheckSummary, GradeResult, TestResult, TestStatus } from "../result.ts";
import { cleanLine, cleanName, cleanText } from "./clean.ts";

export interface Exported {
  /** ISO 8601 in UTC; empty if it is not known. */
  readonly gradedAt: string;
  readonly result: GradeResult;
}

/** A mark, or why there is none: that is never a zero. */
export type Mark =
  | { readonly kind: "mark"; readonly score: number; readonly max: number }
  | { readonly kind: NoMark; readonly reason: string };

/** practice: the sandbox was too weak. inconclusive: too noisy to tell, and somebody must decide. */
export type NoMark = "ungradable" | "infrastructure" | "practice" | "inconclusive";

export interface Shown {
  readonly student: string;
  readonly lab: string;
  readonly mark: Mark;
  readonly exercises: readonly ShownExercise[];
  /** What else is to be known, a sentence each. */
  readonly notes: readonly string[];
}

export interface ShownExercise {
  readonly id: string;
  readonly title: string;
  readonly status: TestStatus;
  readonly points: number;
  readonly weight: number;
  /** "2 of 5 checks passed", or empty if none was run. */
  readonly counts: string;
  /** Why it is not passed; may have several lines. */
  readonly why: string;
  readonly hint: string;
  readonly checks: readonly ShownCheck[];
}

export interface ShownCheck {
  readonly name: string;
  readonly status: CheckSummary["status"];
  readonly isHidden: boolean;
  /** Empty if it passed, or is hidden. */
  readonly message: string;
}

export function shownOf(result: GradeResult): Shown {
  return {
    student: cleanName(result.submission.id),
    lab: cleanLine(result.lab),
    mark: markOf(result),
    exercises: result.tests.map(shownExercise),
    notes: notesOf(result),
  };
}

export function markOf(result: GradeResult): Mark {
  const { status, problem, score, max, isMark, sandbox, tests } = result;
  if (status === "infrastructure") {
    const reason = `not graded, for a fault of the grader or its machine: ${cleanLine(problem)}`;
    return { kind: status, reason };
  }
  if (status === "ungradable") {
    return { kind: status, reason: `cannot be graded: ${cleanLine(problem)}` };
  }
  if (!isMark || score === null) {
    const reason = `practice, no mark: graded in a sandbox of level L${sandbox.level}`;
    return { kind: "practice", reason };
  }
  const open = tests
    .filter((test) => test.status === "inconclusive")
    .map(({ id }) => cleanLine(id));
  if (open.length > 0) {
    const reason = `not decided: ${open.join(", ")} too noisy to tell; it is to be graded again`;
    return { kind: "inconclusive", reason };
  }
  return { kind: "mark", score, max };
}

/** "passed", "to do", "too slow": words for people. */
export const STATUS_WORDS: Readonly<Record<TestStatus, string>> = {
  pass: "passed",
  fail: "not passed",
  todo: "to do",
  error: "error",
  timeout: "too slow",
  inconclusive: "too noisy to tell",
  ungraded: "not judged here",
};

const FLAG_NOTES: Readonly<Record<GradeResult["flags"][number], string>> = {
  crash: "The code ended the process.",
  memory: "The code used up the memory.",
  output: "The code printed more than anybody reads.",
  protocol: "The code answered with what is no answer, as if it were the runner.",
  timeout: "The code did not come to an end in time.",
};
const MOST_IGNORED = 20;

function shownExercise(test: TestResult): ShownExercise {
  const checks = test.checks.map(shownCheck);
  const passed = checks.filter(({ status }) => status === "pass").length;
  return {
    id: cleanLine(test.id),
    title: cleanLine(test.title),
    status: test.status,
    points: test.points,
    weight: test.weight,
    counts: checks.length === 0 ? "" : `${passed} of ${checks.length} checks passed`,
    why: test.status === "pass" ? "" : whyOf(test, checks),
    hint: test.status === "pass" ? "" : cleanLine(test.hint),
    checks,
  };
}

function shownCheck({ name, status, visibility, message }: CheckSummary): ShownCheck {
  const isHidden = visibility === "hidden";
  const isSilent = isHidden || status === "pass";
  return { name: cleanLine(name), status, isHidden, message: isSilent ? "" : cleanText(message) };
}

/** Not the exercise's own message: it might be the one of a hidden check. */
function whyOf({ message, status }: TestResult, checks: readonly ShownCheck[]): string {
  const faulty = checks.find((check) => check.status !== "pass");
  if (faulty === undefined) return cleanText(message);
  if (faulty.isHidden) return `with inputs of our own: ${faulty.name}`;
  return status === "todo" ? faulty.message : `${faulty.name}: ${faulty.message}`;
}

function notesOf({ flags, ignored, restarts }: GradeResult): string[] {
  const notes = flags.map((flag) => FLAG_NOTES[flag]);
  if (restarts > 0) notes.push(`Sandboxes started anew: ${restarts}.`);
  for (const { name, why } of ignored.slice(0, MOST_IGNORED)) {
    notes.push(`Not read: ${cleanLine(name)} (${cleanLine(why)}).`);
  }
  const more = ignored.length - MOST_IGNORED;
  return more > 0 ? [...notes, `And ${more} more not read.`] : notes;
}
