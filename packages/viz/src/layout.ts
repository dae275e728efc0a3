/**
 * Where everything of a figure stands, in pixels: the same for pixels (`raster/`) and for SVG. Pixel
 * coordinates count from the upper left corner; a pixel's middle is at .5.
 */
import type { Text } from "./artists.ts";
import type { Axes, Figure, Interval } from "./scene.ts";
import { type Tick, ticksOf } from "./ticks.ts";

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Label {
  readonly text: string;
  /** Of the text's left end (align "start"), its middle or its right end ("end"). */
  readonly x: number;
  /** Of the line that the letters stand on. */
  readonly y: number;
  readonly align: "start" | "middle" | "end";
  /** Height of a capital letter. */
  readonly size: number;
  /** Turned to the left, to be read from below. */
  readonly upwards?: boolean;
}

export interface AxesLayout {
  readonly axes: Axes;
  /** Inside of the frame; whole pixels. */
  readonly plot: Rect;
  /** Pixel columns and rows of the ticks. */
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly labels: readonly Label[];
}

/** Heights of capitals, lengths and widths in pixels, after matplotlib's at 100 dots an inch. */
export const TICK_LABEL_SIZE = 10;
const TITLE_SIZE = 12;
export const TICK_LENGTH = 5;
export const FRAME_WIDTH = 1;
export const LINE_WIDTH = 2;
export const MARKER_RADIUS = 3.5;
const PADDING = 12;
const GAP = 5;

/** About how wide a text is whose capitals are `size` high. */
const roughWidth = (text: string, size: number): number => text.length * size * 0.95;

const widestOf = (ticks: readonly Tick[]): number =>
  Math.max(...ticks.map(({ label }) => roughWidth(label, TICK_LABEL_SIZE)));

export function layOut(figure: Figure): AxesLayout[] {
  const width = figure.width / figure.allAxes.length;
  return figure.allAxes.map((axes, i) => {
    const left = Math.round(i * width);
    const right = Math.round((i + 1) * width);
    return layOutAxes(axes, { left, top: 0, width: right - left, height: figure.height });
  });
}

function layOutAxes(axes: Axes, room: Rect): AxesLayout {
  const xs = ticksOf(axes.xlim);
  const ys = ticksOf(axes.ylim);
  const beside = Math.ceil(widestOf(ys)) + TICK_LENGTH + GAP;
  // The last label stands in the middle of its tick, and so half outside.
  const outside = Math.ceil(Math.max(GAP, widestOf(xs) / 2 - PADDING + 2));
  const below = TICK_LENGTH + GAP + TICK_LABEL_SIZE;
  const label = TICK_LABEL_SIZE + 2 * GAP;
  const plot = plotOf(axes, {
    left: room.left + PADDING + beside + (axes.ylabel === "" ? 0 : label),
    right: room.left + room.width - PADDING - outside,
    top: room.top + PADDING + (axes.title === "" ? 0 : TITLE_SIZE + 2 * GAP),
    bottom: room.top + room.height - PADDING - below - (axes.xlabel === "" ? 0 : label),
  });
  return {
    axes,
    plot,
    xTicks: xs.map(({ value }) => xPixel(value, axes.xlim, plot)),
    yTicks: ys.map(({ value }) => yPixel(value, axes.ylim, plot)),
    labels: [
      ...tickLabels(axes, xs, ys, plot),
      ...titles(axes, plot, { below: below + label, beside: beside + GAP }),
    ],
  };
}

/** With equal aspect, the largest rectangle of the limits' proportions, in the middle. */
function plotOf(
  { aspect, xlim, ylim }: Axes,
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
): Rect {
  const room = { width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
  if (aspect === "auto") return { left, top, ...room };
  const unit = Math.min(room.width / (xlim[1] - xlim[0]), room.height / (ylim[1] - ylim[0]));
  const width = Math.max(1, Math.round(unit * (xlim[1] - xlim[0])));
  const height = Math.max(1, Math.round(unit * (ylim[1] - ylim[0])));
  return {
    left: left + ((room.width - width) >> 1),
    top: top + ((room.height - height) >> 1),
    width,
    height,
  };
}

/** The left edge of the plot is the lower limit, the right edge the upper one. */
export function xPixel(value: number, [low, high]: Interval, { left, width }: Rect): number {
  return left + ((value - low) / (high - low)) * width;
}

/** The lower edge of the plot is the lower limit, the upper edge the upper one. */
export function yPixel(value: number, [low, high]: Interval, { top, height }: Rect): number {
  return top + ((high - value) / (high - low)) * height;
}

/** A text of the axes; its left end stands on its point. */
export function textLabel({ x, y, text }: Text, { axes, plot }: AxesLayout): Label {
  const place = { x: xPixel(x, axes.xlim, plot), y: yPixel(y, axes.ylim, plot) };
  return { text, ...place, align: "start", size: TICK_LABEL_SIZE };
}

function tickLabels(
  axes: Axes,
  xs: readonly Tick[],
  ys: readonly Tick[],
  plot: Rect,
): readonly Label[] {
  const size = TICK_LABEL_SIZE;
  const under = plot.top + plot.height + TICK_LENGTH + GAP + size;
  return [
    ...everyFitting(xs, widestOf(xs), plot.width).map(
      ({ value, label }): Label => ({
        text: label,
        x: xPixel(value, axes.xlim, plot),
        y: under,
        align: "middle",
        size,
      }),
    ),
    ...everyFitting(ys, size, plot.height).map(
      ({ value, label }): Label => ({
        text: label,
        x: plot.left - TICK_LENGTH - GAP,
        y: yPixel(value, axes.ylim, plot) + size / 2,
        align: "end",
        size,
      }),
    ),
  ];
}

/**
 * Labels that would run into each other are left out; the ticks stay.
 * @param needs pixels for a label, of which there are `room`
 */
function everyFitting(ticks: readonly Tick[], needs: number, room: number): readonly Tick[] {
  const last = ticks.length - 1;
  let step = Math.ceil(((needs + GAP) * last) / room) || 1;
  // So that the last tick has a label as well.
  while (step < last && last % step !== 0) step++;
  return ticks.filter((_, i) => i % step === 0);
}

function titles(
  { title, xlabel, ylabel }: Axes,
  plot: Rect,
  { below, beside }: { below: number; beside: number },
): Label[] {
  const center = { x: plot.left + plot.width / 2, align: "middle" as const };
  const labels: Label[] = [
    { ...center, text: title, y: plot.top - 2 * GAP, size: TITLE_SIZE },
    { ...center, text: xlabel, y: plot.top + plot.height + below, size: TICK_LABEL_SIZE },
    {
      text: ylabel,
      x: plot.left - beside,
      y: plot.top + plot.height / 2,
      align: "middle",
      size: TICK_LABEL_SIZE,
      upwards: true,
    },
  ];
  return labels.filter(({ text }) => text !== "");
}
