/** Results for tests, without a grading. */
import type { Graded, Head } from "../../src/journal/records.ts";
import { gradedRecord } from "../../src/journal/records.ts";
import type { CheckSummary, GradeResult, TestResult } from "../../src/result.ts";

export const HEAD: Head = {
  type: "head",
  schema: "hpts/journal/v1",
  lab: "modeling",
  labDigest: "11".repeat(32),
  grader: "hpts-grade 1",
};

/** 21 March 2026, noon. */
export const NOON_MS: number = Date.UTC(2026, 2, 21, 12);

export function check(part: Partial<CheckSummary> = {}): CheckSummary {
  return {
    id: "M1/0",
    name: "keeps its place",
    status: "pass",
    visibility: "visible",
    message: "",
    ...part,
  };
}

export function exercise(part: Partial<TestResult> = {}): TestResult {
  const status = part.status ?? "pass";
  return {
    id: "M1",
    title: "Particle",
    weight: 2,
    points: status === "pass" ? 2 : 0,
    status,
    visibility: "visible",
    message: "",
    hint: "",
    checks: [check({ status: status === "pass" ? "pass" : "fail" })],
    ...part,
  };
}

export function resultOf(student: string, part: Partial<GradeResult> = {}): GradeResult {
  const tests = part.tests ?? [exercise()];
  const status = part.status ?? "graded";
  return {
    schema: "hpts/result/v1",
    lab: HEAD.lab,
    labDigest: HEAD.labDigest,
    grader: HEAD.grader,
    submission: { id: student, digest: "22".repeat(32) },
    sandbox: { level: 3, kernel: "6.1.0" },
    seedId: "0123456789abcdef",
    status,
    problem: "",
    score: status === "graded" ? tests.reduce((sum, { points }) => sum + points, 0) : null,
    max: 4,
    isMark: true,
    tests,
    flags: [],
    restarts: 0,
    retried: [],
    ignored: [],
    durations: { totalMs: 250, judgeMs: 200 },
    ...part,
  };
}

export function recordOf(student: string, part: Partial<GradeResult> = {}): Graded {
  return gradedRecord(resultOf(student, part), NOON_MS);
}
