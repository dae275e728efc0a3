/**
 * A chart as plain data: what is shown, not where. It survives JSON, so that one process can make it and
 * a page draw it. Presets make charts (`presets/`), `layout.ts` gives everything its place, `svg.ts` and
 * `png.ts` write files, `table.ts` says the same in rows.
 *
 * All numbers are finite: a preset leaves out what is not, and says so in the caption.
 */

export type ChartKind = "scaling" | "speedup" | "distribution" | "history" | "warmup" | "memory";

/** s: seconds. B: bytes. x: how many times. share: 0 to 1. count: a whole number of things. */
export type Unit = "s" | "B" | "x" | "share" | "count";

export interface Chart {
  readonly kind: ChartKind;
  readonly title: string;
  /** One to three sentences: what a person sees who looks at it. */
  readonly summary: string;
  /** Spread, how many, machine and method; a sentence each. */
  readonly caption: readonly string[];
  /** A series is the same thing in every panel: one colour, one marker, one line of the legend. */
  readonly series: readonly SeriesInfo[];
  /** One below the other. */
  readonly panels: readonly Panel[];
}

export interface SeriesInfo {
  readonly name: string;
  /** Colour, marker and dash; two series of a chart never share all three. 0 or more. */
  readonly style: number;
}

export interface Panel {
  readonly x: Axis;
  readonly y: Axis;
  readonly heightPx: number;
  readonly layers: readonly Layer[];
  /** Values on the x axis with a name: tiers, moments. */
  readonly marks: readonly Mark[];
  /** Stretches of the x axis: collections. */
  readonly bands: readonly Band[];
}

export interface Axis {
  readonly label: string;
  readonly unit: Unit;
  /** rows: 0, 1, 2, ... from above, each with a name. steps: 0, 1, 2, ... from the left, likewise. */
  readonly scale: "linear" | "log" | "rows" | "steps";
  /** Low to high, different; both above 0 if logarithmic. */
  readonly domain: readonly [number, number];
  /** For rows and steps. */
  readonly names?: readonly string[];
}

export interface Layer {
  /** Index into `series`. */
  readonly series: number;
  /**
   * line: joined points. points: markers. bars: from `from` to x. area: a closed shape. ticks: short
   * strokes on the floor of the panel, their length by y (0 to 1).
   */
  readonly form: "line" | "points" | "line-points" | "bars" | "area" | "ticks";
  readonly data: readonly Datum[];
  /** Along which axis `low` and `high` lie. @default "y" */
  readonly interval?: "x" | "y";
  /** Only a drawing of data that stand in another layer: in no table, and nothing to point at. */
  readonly isDecoration?: boolean;
  /** Bars: where they begin. @default 0 */
  readonly from?: number;
  /** Drawn with dashes: fitted, not measured. */
  readonly isDashed?: boolean;
}

export interface Datum {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
  /** Of one datum, beyond its figures: "GC 0.4 ms". */
  readonly note?: string;
}

export interface Mark {
  readonly at: number;
  readonly label: string;
}

export interface Band {
  readonly from: number;
  readonly to: number;
}
