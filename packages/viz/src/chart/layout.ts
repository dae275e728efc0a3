/** Where everything of a chart stands, in pixels from the upper left corner. The height follows. */
import type { Axis, Band, Chart, Datum, Layer, Mark, Panel } from "./model.ts";
import { quantityText } from "./quantity.ts";
import { axisTitle, scaleOf, type Tick, ticksOf } from "./scales.ts";
import { shortened, widthOf, wrapped } from "./text-size.ts";

export interface LayoutOptions {
  /** @default 760; at least 260 */
  readonly widthPx?: number;
  /** Indices of series that are not drawn; they stay in the legend. */
  readonly hidden?: ReadonlySet<number>;
  /** @default true */
  readonly hasLegend?: boolean;
  /** @default true */
  readonly hasTitle?: boolean;
  /** @default true */
  readonly hasCaption?: boolean;
}

export interface ChartLayout {
  readonly chart: Chart;
  readonly width: number;
  readonly height: number;
  readonly title: readonly string[];
  readonly titleTop: number;
  readonly panels: readonly PanelLayout[];
  readonly legend: readonly LegendEntry[];
  readonly caption: readonly string[];
  readonly captionTop: number;
  readonly hidden: ReadonlySet<number>;
}

export interface PanelLayout {
  readonly panel: Panel;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly xTicks: readonly PlacedTick[];
  readonly yTicks: readonly PlacedTick[];
  readonly marks: readonly PlacedMark[];
  readonly bands: readonly Band[];
  /** Of the axes; empty where another panel says it. */
  readonly titles: { readonly x: string; readonly y: string };
  readonly yTitleY: number;
  readonly xTitleY: number;
}

export interface PlacedTick extends Tick {
  readonly at: number;
}

export interface PlacedMark extends Mark {
  readonly atPx: number;
  readonly text: string;
  readonly textX: number;
  readonly textY: number;
  readonly textWidth: number;
}

export interface LegendEntry {
  readonly series: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export const TITLE_PX = 16;
export const TEXT_PX = 12;
export const LINE_PX = 16;
export const TITLE_LINE_PX = 22;
export const KEY_WIDTH_PX = 30;
const PAD_PX = 16;
const GAP_PX = 8;
/** Half of the uppermost label stands above the panel. */
const AXIS_TITLE_GAP_PX = 14;
const X_TICK_ROOM_PX = 22;
const AXIS_TITLE_PX = 18;
/** Half of the first label below stands left of the panel. */
const LEAST_LEFT_PX = 16;
const WIDTH_PX = 760;
const LEAST_WIDTH_PX = 260;
const MOST_LEGEND_ROWS = 8;
const PIXELS_A_Y_TICK = 38;
const PIXELS_AN_X_TICK = 80;

export function layOut(chart: Chart, options: LayoutOptions = {}): ChartLayout {
  const width = Math.max(LEAST_WIDTH_PX, Math.round(options.widthPx ?? WIDTH_PX));
  const inner = width - 2 * PAD_PX;
  const title = options.hasTitle === false ? [] : wrapped(chart.title, TITLE_PX * 1.08, inner, 2);
  let y = PAD_PX + title.length * TITLE_LINE_PX;
  const left = leftOf(chart, width);
  const panels = chart.panels.map((panel, i) => {
    const right = width - PAD_PX - Math.max(lastLabelRoom(panel), figureRoom(panel));
    // Of panels with the same axis, the first has its name on y, the last on x.
    const yTitle = panel.y.label === chart.panels[i - 1]?.y.label ? "" : axisTitle(panel.y);
    const xTitle = panel.x.label === chart.panels[i + 1]?.x.label ? "" : axisTitle(panel.x);
    const placed = placePanel(panel, { left, right, edge: width - PAD_PX }, y, {
      x: xTitle,
      y: yTitle,
    });
    y = placed.xTitleY + GAP_PX;
    return placed;
  });
  y += GAP_PX;
  // Rows have the names of their series already.
  const isNamed = chart.panels.every((one) => one.y.scale === "rows");
  const hasLegend = options.hasLegend !== false && chart.series.length > 1 && !isNamed;
  const legend = hasLegend ? placeLegend(chart, inner, y) : [];
  if (legend.length > 0) y = legend.at(-1)!.y + GAP_PX;
  const sentences = options.hasCaption === false ? [] : chart.caption;
  const caption = sentences.flatMap((sentence) => wrapped(sentence, TEXT_PX, inner));
  const captionTop = y + LINE_PX;
  const isBare = legend.length === 0 && caption.length === 0;
  return {
    chart,
    width,
    height: Math.ceil(y + caption.length * LINE_PX + (isBare ? 0 : PAD_PX)),
    title,
    titleTop: PAD_PX + TITLE_PX,
    panels,
    legend,
    caption,
    captionTop,
    hidden: options.hidden ?? new Set(),
  };
}

/** What can be pointed at. */
export interface PlacedDatum {
  readonly panel: number;
  readonly layer: Layer;
  readonly series: number;
  readonly datum: Datum;
  readonly x: number;
  readonly y: number;
}

/** Of all series that are shown, in the order of the table. */
export function placedData({ panels, hidden }: ChartLayout): PlacedDatum[] {
  return panels.flatMap(({ panel, x, y }, index) =>
    panel.layers
      .filter(({ isDecoration, series }) => isDecoration !== true && !hidden.has(series))
      .flatMap((layer) =>
        layer.data.map((datum) => ({
          panel: index,
          layer,
          series: layer.series,
          datum,
          x: x(datum.x),
          y: y(datum.y),
        })),
      ),
  );
}

/** The same for all panels, so that their left edges stand in one line. */
function leftOf({ panels }: Chart, width: number): number {
  const widest = panels.flatMap(({ y, heightPx }) =>
    ticksOf(y, heightPx / PIXELS_A_Y_TICK).map(({ label }) => widthOf(label, TEXT_PX)),
  );
  const room = Math.min(
    width * 0.35,
    widest.reduce((a, b) => Math.max(a, b), LEAST_LEFT_PX),
  );
  return Math.ceil(PAD_PX + room + GAP_PX);
}

/** The last label stands in the middle of its tick, and so half outside. */
function lastLabelRoom({ x }: Panel): number {
  const last = ticksOf(x, 6).at(-1);
  return last === undefined ? 0 : Math.min(40, Math.ceil(widthOf(last.label, TEXT_PX) / 2));
}

/** Bars have their figure to the right of them. */
function figureRoom({ layers, x }: Panel): number {
  return layers
    .filter(({ form }) => form === "bars")
    .flatMap(({ data }) => data.map((one) => widthOf(quantityText(one.x, x.unit), TEXT_PX)))
    .reduce((most, px) => Math.max(most, Math.ceil(px + 2 * GAP_PX)), 0);
}

/** @param edge where names of marks end at the latest */
function placePanel(
  panel: Panel,
  { left, right, edge }: { left: number; right: number; edge: number },
  from: number,
  titles: PanelLayout["titles"],
): PanelLayout {
  const yTitleY = from + (titles.y === "" ? 0 : AXIS_TITLE_PX);
  const x = scaleOf(panel.x, [left, right]);
  const { marks, rows } = placeMarks(panel.marks, x, left, edge, yTitleY + LINE_PX);
  const top = yTitleY + AXIS_TITLE_GAP_PX + rows * LINE_PX;
  const bottom = top + panel.heightPx;
  const y = scaleOf(panel.y, panel.y.scale === "rows" ? [top, bottom] : [bottom, top]);
  return {
    panel,
    left,
    right,
    top,
    bottom,
    x,
    y,
    xTicks: placeXTicks(panel.x, x, left, right),
    yTicks: placeYTicks(panel.y, y, left, panel.heightPx),
    marks,
    bands: panel.bands,
    titles,
    yTitleY,
    xTitleY: bottom + X_TICK_ROOM_PX + (titles.x === "" ? 0 : AXIS_TITLE_PX),
  };
}

function placeXTicks(
  axis: Axis,
  x: (value: number) => number,
  left: number,
  right: number,
): PlacedTick[] {
  const most = axis.scale === "steps" ? 12 : Math.max(2, (right - left) / PIXELS_AN_X_TICK);
  const ticks = ticksOf(axis, most).map((tick) => ({
    ...tick,
    label: shortened(tick.label, TEXT_PX, 120),
    at: x(tick.value),
  }));
  return thinned(ticks, ({ label }) => widthOf(label, TEXT_PX) + GAP_PX);
}

function placeYTicks(
  axis: Axis,
  y: (value: number) => number,
  left: number,
  heightPx: number,
): PlacedTick[] {
  const ticks = ticksOf(axis, heightPx / PIXELS_A_Y_TICK).map((tick) => ({
    ...tick,
    label: shortened(tick.label, TEXT_PX, left - PAD_PX - GAP_PX + 1),
    at: y(tick.value),
  }));
  return thinned(ticks, () => LINE_PX);
}

/** Every tick, or every second, third, ...: as many as stand clear of each other. */
function thinned(ticks: readonly PlacedTick[], room: (tick: PlacedTick) => number): PlacedTick[] {
  for (let step = 1; step < ticks.length; step++) {
    const kept = ticks.filter((_, i) => i % step === 0);
    const isClear = kept.every(
      (tick, i) =>
        i === 0 || Math.abs(tick.at - kept[i - 1]!.at) >= (room(tick) + room(kept[i - 1]!)) / 2,
    );
    if (isClear) return kept;
  }
  return ticks.slice(0, 1);
}

/**
 * Names of marks stand above the panel, in as many rows as they need, at most four: each to the right of
 * its line. Lines further to the left have higher rows, so no line crosses a name.
 */
function placeMarks(
  marks: readonly Mark[],
  x: (value: number) => number,
  left: number,
  right: number,
  top: number,
): { marks: PlacedMark[]; rows: number } {
  const starts: number[] = [];
  const placed = marks
    .toSorted((a, b) => b.at - a.at)
    .map((mark) => {
      const text = shortened(mark.label, TEXT_PX, Math.min(200, right - left));
      const width = widthOf(text, TEXT_PX);
      const atPx = x(mark.at);
      const textX = Math.max(left, Math.min(atPx + MARK_GAP_PX, right - width));
      let row = starts.findIndex((start) => textX + width + GAP_PX <= start);
      if (row < 0) row = starts.length;
      const isShown = row < MOST_MARK_ROWS;
      if (isShown) starts[row] = Math.min(textX, atPx - 1);
      return { ...mark, atPx, textX, row, text: isShown ? text : "", textWidth: width };
    });
  const rows = starts.length;
  return {
    rows,
    marks: placed.map(({ row, ...mark }) => ({
      ...mark,
      textY: top + Math.max(0, rows - 1 - row) * LINE_PX,
    })),
  };
}

const MARK_GAP_PX = 3;
const MOST_MARK_ROWS = 4;

/** Rows of entries in columns of equal width. What has no room is counted, and stands in the table. */
function placeLegend({ series }: Chart, inner: number, top: number): LegendEntry[] {
  const mostPx = Math.min(inner, 320);
  const widest = series.reduce(
    (most, { name }) =>
      Math.max(most, Math.min(widthOf(name, TEXT_PX) + KEY_WIDTH_PX + 20, mostPx)),
    0,
  );
  const columns = Math.max(1, Math.min(series.length, Math.floor(inner / widest)));
  const room = columns * MOST_LEGEND_ROWS;
  const shown = series.length > room ? room - 1 : series.length;
  const place = (i: number) => ({
    x: PAD_PX + (i % columns) * Math.floor(inner / columns),
    y: top + LINE_PX + Math.floor(i / columns) * (LINE_PX + 2),
  });
  const entries = series.slice(0, shown).map(({ name }, i) => ({
    series: i,
    text: shortened(name, TEXT_PX, widest - KEY_WIDTH_PX - 16),
    ...place(i),
  }));
  if (shown === series.length) return entries;
  return [...entries, { series: -1, text: `and ${series.length - shown} more`, ...place(shown) }];
}
