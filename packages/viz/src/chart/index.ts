/**
 * Charts of measurements: presets make them from the results of `bench` and `profile`, as plain data;
 * then they are written as SVG, or as rows. No DOM, no I/O: for Node and pages alike.
 */
export {
  type ChartLayout,
  type LayoutOptions,
  layOut,
  type PlacedDatum,
  placedData,
} from "./layout.ts";
export type {
  Axis,
  Band,
  Chart,
  ChartKind,
  Datum,
  Layer,
  Mark,
  Panel,
  SeriesInfo,
  Unit,
} from "./model.ts";
export { type DistributionOptions, distribution } from "./presets/distribution.ts";
export { type HistoryOptions, history } from "./presets/history.ts";
export { machineText } from "./presets/machine.ts";
export { type MemoryOptions, memory } from "./presets/memory.ts";
export { type ScalingOptions, scaling } from "./presets/scaling.ts";
export { type SpeedupBar, type SpeedupOptions, speedup, type Tiers } from "./presets/speedup.ts";
export { type WarmupOptions, warmup } from "./presets/warmup.ts";
export { quantityText } from "./quantity.ts";
export { type SvgOptions, svgOf, toSvg } from "./svg.ts";
export { type ChartTable, type Column, cellText, tableOf } from "./table.ts";
export { type TextOptions, toText } from "./text/to-text.ts";
export type { Theme } from "./theme.ts";
