/** Grading of submissions that nobody trusts: see README.md. */
export { type BatchOptions, type BatchReport, headOf, runBatch } from "./batch/batch.ts";
export { type Difference, standingText } from "./batch/difference.ts";
export { type Graders, openGraders } from "./batch/graders.ts";
export { durationText, type Progress, progressText } from "./batch/progress.ts";
export { type Regraded, regrade } from "./batch/regrade.ts";
export {
  type PassedOver,
  parseShard,
  type Shard,
  submissionsIn,
  WHOLE,
} from "./batch/submissions.ts";
export { type Row, renderTable, rowOf } from "./batch/table.ts";
export { parseWhere } from "./batch/where.ts";
export { type Doctor, examineSandbox, type Guarantee } from "./doctor.ts";
export { classroom50From } from "./export/classroom50.ts";
export { fileNamesOf } from "./export/file-name.ts";
export { type ExportSettings, FORMATS, type Format } from "./export/formats.ts";
export { type Exported, markOf } from "./export/shown.ts";
export { type Grader, type GraderOptions, openGrader } from "./grade.ts";
export { type Journal, openJournal, type ReadJournal, readJournal } from "./journal/journal.ts";
export { JournalError, type JournalTrouble, reasonOf } from "./journal/journal-error.ts";
export { type Merged, mergeJournals } from "./journal/merge.ts";
export { gradedRecord } from "./journal/records.ts";
export { misjudged, type Surveyed, surveySuite } from "./marking/survey-suite.ts";
export { safeText } from "./report/safe-text.ts";
export { renderResult } from "./report/text.ts";
export type { CheckSummary, GradeResult, TestResult, TestStatus } from "./result.ts";
export { DEFAULT_DEMAND, LEVELS, type Level } from "./sandbox/level.ts";
export { keptSecret } from "./seed.ts";
