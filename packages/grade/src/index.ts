/** Grading of submissions that nobody trusts: see README.md. */
export { type Doctor, examineSandbox, type Guarantee } from "./doctor.ts";
export { type Grader, type GraderOptions, openGrader } from "./grade.ts";
export { renderResult } from "./report/text.ts";
export type { CheckSummary, GradeResult, TestResult, TestStatus } from "./result.ts";
export { DEFAULT_DEMAND, LEVELS, type Level } from "./sandbox/level.ts";
export { keptSecret } from "./seed.ts";
