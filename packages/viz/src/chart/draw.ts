/** From a layout to shapes. */
import {
  type ChartLayout,
  KEY_WIDTH_PX,
  type LegendEntry,
  LINE_PX,
  type PanelLayout,
  TEXT_PX,
  TITLE_LINE_PX,
  TITLE_PX,
} from "./layout.ts";
import { markerShape } from "./markers.ts";
import type { Chart, Datum, Layer } from "./model.ts";
import { quantityText } from "./quantity.ts";
import { styleOf } from "./series-style.ts";
import type { GroupShape, Ink, PathShape, Shape, TextShape } from "./shapes.ts";
import { widthOf } from "./text-size.ts";
import { thinLine } from "./thin-line.ts";

const PAD_PX = 16;
const LINE_WIDTH_PX = 2;
const INTERVAL_WIDTH_PX = 1.5;
const CAP_PX = 4;
const FITTED_DASH = [6, 4];
const BAR_SHARE = 0.5;
/** Beyond this many, the markers of a line would be a thick line. */
const MOST_MARKERS = 150;

export function draw(layout: ChartLayout): Shape[] {
  return [
    ...layout.title.map((text, i) =>
      textAt(text, PAD_PX, layout.titleTop + i * TITLE_LINE_PX, "start", "text", {
        fontPx: TITLE_PX,
        isBold: true,
      }),
    ),
    ...layout.panels.flatMap((panel) => drawPanel(panel, layout)),
    ...layout.legend.map((entry) => drawEntry(entry, layout)),
    ...layout.caption.map((text, i) =>
      textAt(text, PAD_PX, layout.captionTop + i * LINE_PX, "start", "quiet"),
    ),
  ];
}

function drawPanel(place: PanelLayout, layout: ChartLayout): Shape[] {
  const { panel, left, right, top, bottom, x, xTicks, yTicks, marks, bands, titles } = place;
  const isRows = panel.y.scale === "rows";
  if (panel.layers.every(({ data }) => data.length === 0)) return drawNothing(place);
  const shapes: Shape[] = bands.map(({ from, to }) => {
    // A collection of a millisecond in a minute is seen as well.
    const [a, b] = [x(from), Math.max(x(to), x(from) + 1)];
    return { type: "path", lines: [[a, top, b, top, b, bottom, a, bottom]], fill: "band" };
  });
  const gridLines = [
    ...(isRows ? [] : yTicks.map(({ at }) => [left, at, right, at])),
    ...(panel.x.scale === "steps" ? [] : xTicks.map(({ at }) => [at, top, at, bottom])),
  ];
  shapes.push({ type: "path", lines: gridLines, stroke: "grid", widthPx: 1 });
  shapes.push({
    type: "path",
    lines: [
      [left, top, left, bottom, right, bottom],
      ...xTicks.map(({ at }) => [at, bottom, at, bottom + 4]),
    ],
    stroke: "axis",
    widthPx: 1,
  });
  for (const { label, at } of xTicks) shapes.push(textAt(label, at, bottom + 18, "middle", "text"));
  for (const { label, at } of yTicks) shapes.push(textAt(label, left - 8, at + 4, "end", "text"));
  if (titles.y !== "") shapes.push(textAt(titles.y, PAD_PX, place.yTitleY, "start", "quiet"));
  if (titles.x !== "")
    shapes.push(
      textAt(titles.x, middleFor(titles.x, place, layout), place.xTitleY, "middle", "quiet"),
    );
  for (const layer of panel.layers) {
    if (layout.hidden.has(layer.series)) continue;
    const { style } = layout.chart.series[layer.series]!;
    shapes.push({ type: "group", series: layer.series, shapes: drawLayer(layer, style, place) });
  }
  for (const mark of marks) {
    const line = [mark.atPx, mark.text === "" ? top : mark.textY - 9, mark.atPx, bottom];
    shapes.push({ type: "path", lines: [line], stroke: "mark", widthPx: 1.5, dash: [5, 3] });
  }
  for (const { text, textX, textY, textWidth } of marks) {
    if (text === "") continue;
    // A name that had to move to the left stands on lines: they stop there.
    shapes.push(behindText(textX, textY, textWidth));
    shapes.push(textAt(text, textX, textY, "start", "text"));
  }
  for (const layer of panel.layers) {
    if (layer.form !== "bars" || layout.hidden.has(layer.series)) continue;
    shapes.push(...barTexts(layer, place));
  }
  return shapes;
}

/** The middle of the panel, or as near to it as the text fits into the picture. */
function middleFor(text: string, { left, right }: PanelLayout, { width }: ChartLayout): number {
  const half = widthOf(text, TEXT_PX) / 2;
  return Math.max(half, Math.min((left + right) / 2, width - PAD_PX - half));
}

/** Axes around nothing would show numbers that nobody measured. */
function drawNothing({ left, right, top, bottom }: PanelLayout): Shape[] {
  const frame = [left, top, left, bottom, right, bottom];
  return [
    { type: "path", lines: [frame], stroke: "axis", widthPx: 1 },
    textAt("nothing to show", (left + right) / 2, (top + bottom) / 2 + 4, "middle", "quiet"),
  ];
}

function drawLayer(layer: Layer, style: number, place: PanelLayout): Shape[] {
  const { x, y, bottom } = place;
  const { colour, dash, marker } = styleOf(style);
  const ink: Ink = `series${colour}`;
  const points = layer.data.flatMap((one) => [x(one.x), y(one.y)]);
  switch (layer.form) {
    case "area":
      return [{ type: "path", lines: [points], fill: ink, stroke: ink, widthPx: 1, opacity: 0.35 }];
    case "ticks":
      return [
        {
          type: "path",
          lines: layer.data.map((one) => [x(one.x), bottom, x(one.x), bottom - one.y * 24]),
          stroke: ink,
          widthPx: 1.5,
        },
      ];
    case "bars":
      return [drawBars(layer, ink, place), ...drawIntervals(layer, "text", place)];
    case "line":
      if (layer.data.length === 1) return [markerShape(marker, points, ink)];
      return [drawLine(points, ink, layer.isDashed === true ? FITTED_DASH : dash)];
    default: {
      const isLine = layer.form === "line-points";
      const hasMarkers = layer.data.length <= MOST_MARKERS;
      return [
        ...drawIntervals(layer, ink, place),
        ...(isLine && layer.data.length > 1 ? [drawLine(points, ink, dash)] : []),
        ...(hasMarkers || !isLine ? [markerShape(marker, points, ink)] : []),
      ];
    }
  }
}

function drawLine(points: readonly number[], stroke: Ink, dash: readonly number[]): PathShape {
  return { type: "path", lines: [thinLine(points)], stroke, widthPx: LINE_WIDTH_PX, dash };
}

function drawBars(layer: Layer, fill: Ink, { x, y }: PanelLayout): PathShape {
  const half = (Math.abs(y(1) - y(0)) * BAR_SHARE) / 2;
  const base = x(layer.from ?? 0);
  const lines = layer.data.map((one) => {
    const [end, middle] = [x(one.x), y(one.y)];
    return [base, middle - half, end, middle - half, end, middle + half, base, middle + half];
  });
  return { type: "path", lines, fill };
}

/** The figure of a bar, to the right of its interval; the layout has left room for it. */
function barTexts({ data }: Layer, { panel, x, y }: PanelLayout): Shape[] {
  return data.flatMap((one): Shape[] => {
    const text = quantityText(one.x, panel.x.unit);
    const left = Math.max(x(one.x), x(one.high ?? one.x), x(1)) + 8;
    const foot = y(one.y) + 4;
    return [
      behindText(left, foot, widthOf(text, TEXT_PX)),
      textAt(text, left, foot, "start", "text"),
    ];
  });
}

/** Hides the lines that a text stands on. */
function behindText(left: number, foot: number, width: number): PathShape {
  const [from, to] = [left - 1, left + width + 1];
  const lines = [[from, foot - 11, to, foot - 11, to, foot + 3, from, foot + 3]];
  return { type: "path", lines, fill: "ground" };
}

function drawIntervals(layer: Layer, stroke: Ink, { x, y }: PanelLayout): PathShape[] {
  const isAcross = layer.interval === "x";
  const lines = layer.data.flatMap((one): number[][] => {
    const { low, high } = one as Datum;
    if (low === undefined || high === undefined) return [];
    const [px, py] = [x(one.x), y(one.y)];
    if (isAcross) {
      const [a, b] = [x(low), x(high)];
      return [
        [a, py, b, py],
        [a, py - CAP_PX, a, py + CAP_PX],
        [b, py - CAP_PX, b, py + CAP_PX],
      ];
    }
    const [a, b] = [y(low), y(high)];
    return [
      [px, a, px, b],
      [px - CAP_PX, a, px + CAP_PX, a],
      [px - CAP_PX, b, px + CAP_PX, b],
    ];
  });
  return lines.length === 0 ? [] : [{ type: "path", lines, stroke, widthPx: INTERVAL_WIDTH_PX }];
}

function drawEntry({ series, text, x, y }: LegendEntry, { chart, hidden }: ChartLayout): Shape {
  const label = textAt(text, x + KEY_WIDTH_PX, y, "start", hidden.has(series) ? "quiet" : "text");
  if (series < 0) return label;
  const key = hidden.has(series) ? [] : drawKey(chart, series, x, y - 4);
  return { type: "group", series, shapes: [...key, label] } satisfies GroupShape;
}

/** What a series looks like, 22 px wide. @param y its middle */
export function drawKey({ series, panels }: Chart, index: number, x: number, y: number): Shape[] {
  const { colour, dash, marker } = styleOf(series[index]!.style);
  const ink: Ink = `series${colour}`;
  const own = panels.flatMap(({ layers }) => layers.filter((one) => one.series === index));
  const forms = own.map(({ form }) => form);
  const isFitted = own.some(({ isDashed }) => isDashed === true);
  const isLine = forms.some((form) => form.startsWith("line"));
  const isTicks = forms.includes("ticks");
  const isMarked = forms.some((form) => form !== "line" && form !== "ticks");
  const tick = [x + 11, y + 5, x + 11, y - 5];
  return [
    ...(isLine ? [drawLine([x, y, x + 22, y], ink, isFitted ? FITTED_DASH : dash)] : []),
    ...(isMarked ? [markerShape(marker, [x + 11, y], ink)] : []),
    ...(isTicks ? [{ type: "path", lines: [tick], stroke: ink, widthPx: 2 } as const] : []),
  ];
}

function textAt(
  text: string,
  x: number,
  y: number,
  align: TextShape["align"],
  ink: Ink,
  more: Partial<TextShape> = {},
): TextShape {
  return { type: "text", text, x, y, align, ink, fontPx: TEXT_PX, ...more };
}
