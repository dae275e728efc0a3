/** Profiling: engines that write one model, reports and files that are made from it. */
export {
  type BytesOptions,
  parseProfileBytes,
  READABLE,
  type ReadOptions,
  readProfile,
} from "./convert/read.ts";
export { type Unit, type UnitWords, unitOf } from "./convert/unit.ts";
export {
  convertProfile,
  EXPORT_FORMATS,
  type ExportFormat,
  formatOf,
  suffixOf,
} from "./convert/write.ts";
export { loadProfile, saveProfile } from "./model/file.ts";
export { parseProfile, printProfile } from "./model/json.ts";
export { mergeProfiles } from "./model/merge.ts";
export {
  type Engine,
  FRAME_KINDS,
  type FrameKind,
  type Frames,
  type Lines,
  type Meta,
  type Nodes,
  type Profile,
  type Timeline,
} from "./model/profile.ts";
export { type FrameTotals, frameTotals, nodeTotals, outermostNodes } from "./model/totals.ts";
export { type FramePlace, TreeBuilder } from "./model/tree-builder.ts";
export { speedscopePage } from "./open/page.ts";
export { browserCommand, openBrowser, openKcachegrind } from "./open/programs.ts";
export { type Served, servePage, serveSpeedscope, speedscopeLink } from "./open/server.ts";
export {
  type CallColumns,
  type FunctionColumns,
  type ProfileData,
  type ProfileDataOptions,
  profileData,
} from "./open/view-data.ts";
export { ProfileError, type ProfileErrorCode } from "./profile-error.ts";
export {
  type ProfiledOptions,
  Profiler,
  type ProfilerOptions,
  profiled,
  profiledWith,
} from "./profiler.ts";
export {
  type Change,
  type Diff,
  type DiffOptions,
  diffProfiles,
  type FunctionDiff,
  type Runs,
} from "./reports/diff.ts";
export { type DiffTextOptions, diffText } from "./reports/diff-text.ts";
export type { LineUnit } from "./reports/line-table.ts";
export {
  type HotLine,
  hotLines,
  type LineTableOptions,
  lineTable,
  memoryTable,
} from "./reports/lines.ts";
export { type MemoryBlock, type MemoryRow, memoryTableText } from "./reports/memory-table.ts";
export type { ReadSource } from "./reports/source-block.ts";
export { type SummaryOptions, summary, summaryLines } from "./reports/summary.ts";
export type { CodePlace } from "./run/live-lines.ts";
export { type LiveOptions, type LivePart, livePart, type ProgramScript } from "./run/live-part.ts";
export { type RunCodeOptions, run, runctx } from "./run/run-code.ts";
export {
  type ProgramRun,
  type RunEngine,
  type RunProgramOptions,
  runProgram,
} from "./run/run-program.ts";
export { type BrowserOptions, StatsBrowser } from "./stats/browser.ts";
export type { Figures, FunctionStats } from "./stats/function-table.ts";
export type { ReportOptions } from "./stats/report.ts";
export type { Restriction } from "./stats/restrictions.ts";
export { parseRestriction } from "./stats/restrictions.ts";
export { sortOrder } from "./stats/sort-keys.ts";
export { type Sink, Stats, type StatsOptions, type StatsSource } from "./stats/stats.ts";
export type { FunctionProfile, StatsProfile } from "./stats/stats-profile.ts";
