/** Comparisons and verdicts: `@hpts/bench/compare`. */
export type { Implementation } from "./compare/build-pair.ts";
export { SourceError } from "./compare/bundle.ts";
export { type Calibration, calibrate, LEAST_ROOM } from "./compare/calibrate.ts";
export {
  type CompareOptions,
  compare,
  type JudgeOptions,
  judgeSpeedup,
} from "./compare/compare.ts";
export {
  type Change,
  type Decision,
  decide,
  decideChange,
  type Estimate,
  estimate,
  RULE,
  type Rule,
} from "./compare/decision.ts";
export { type AnyFunction, type InProcessOptions, judgeInProcess } from "./compare/in-process.ts";
export type {
  Comparison,
  Fault,
  Judgement,
  Measured,
  SpeedChange,
  SpeedVerdict,
  Verdict,
} from "./compare/judgement.ts";
export { fileAt, type OldFile, RevisionError } from "./compare/revision.ts";
export { ratioText } from "./compare/texts.ts";
