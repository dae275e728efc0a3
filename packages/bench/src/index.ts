/** Timing that can be trusted: benchmarks, their statistics, growth classes, results. */
export { BenchError, type BenchErrorCode } from "./bench-error.ts";
export {
  type BenchCase,
  type BenchSpec,
  bench,
  type Params,
  titleOf,
} from "./cases/define.ts";
export { sink } from "./cases/sink.ts";
export { KLASSES, type Klass } from "./complexity/classes.ts";
export { type ComplexityFit, fitComplexity } from "./complexity/fit.ts";
export { parseSizes } from "./complexity/sizes.ts";
export { type RunOptions, run } from "./process/here.ts";
export { type RunFileOptions, runFile } from "./process/run-file.ts";
export { type Difference, differences, generationMedians } from "./results/against.ts";
export { type Machine, thisMachine } from "./results/environment.ts";
export type { CaseRecord, ComplexityRecord, Metric, RunRecord } from "./results/schema.ts";
export { appendRun, type ReadRuns, readRuns, Store } from "./results/store.ts";
export { medianInterval } from "./stats/bootstrap.ts";
export { MAD_TO_SIGMA, mad, median } from "./stats/order.ts";
export { type Summary, summarize } from "./stats/summary.ts";
export { WARNING_CODES, type Warning, type WarningCode } from "./warnings.ts";
