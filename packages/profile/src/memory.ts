/** Memory: what a program takes over time, what a line or a function takes. */
export { mark } from "./memory/mark.ts";
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
