/** Memory: what a program takes over time, what a line or a function takes. */
export { type FunctionFacts, functionMemory } from "./memory/function-memory.ts";
export {
  type LineMemory,
  type LinesReport,
  linesReport,
  linesText,
  type MemoryOfBlock,
} from "./memory/line-memory.ts";
export { type FunctionText, type MeasuredHere, measureHere } from "./memory/lines-here.ts";
export { mark } from "./memory/mark.ts";
export { type Measured, type MeasureOptions, measureProgram } from "./memory/measure.ts";
export { type Memit, type MemitOptions, memit, memitText } from "./memory/memit.ts";
export { type MemoryOf, memoryOf } from "./memory/memory-of.ts";
export { peakBytes, peakText } from "./memory/peak.ts";
export { plotSvg } from "./memory/plot-svg.ts";
export { plotText, type TextPlotOptions } from "./memory/plot-text.ts";
export { CannotStart, type Recorded, type RecordOptions, recordMemory } from "./memory/record.ts";
export {
  type Collection,
  type HeapReading,
  type MemoryTimeline,
  readTimeline,
  type Series,
  type TimelineMeta,
} from "./memory/timeline-file.ts";
