/**
 * Draws a figure into pixels. Frame, ticks and labels are drawn once, and copied under what moves.
 *
 * @example
 * const picture = new Picture(fig);
 * picture.draw();            // again after every change of the points
 * encodePng(picture.canvas);
 */

import type { Points } from "../artists.ts";
import { type Layer, type Layers, wholeFigure } from "../layers.ts";
import {
  type AxesLayout,
  FRAME_WIDTH,
  LINE_WIDTH,
  layOut,
  MARKER_RADIUS,
  TICK_LENGTH,
  textLabel,
  xPixel,
  yPixel,
} from "../layout.ts";
import type { Figure } from "../scene.ts";
import { Canvas } from "./canvas.ts";
import { colorIndex } from "./palette.ts";
import { discStamps, type Stamps } from "./stamps.ts";
import { drawText } from "./text.ts";

const BLACK = colorIndex("black");

export class Picture {
  /** As it was last drawn; the same object for every frame. */
  readonly canvas: Canvas;
  readonly #figure: Figure;
  readonly #layouts: readonly AxesLayout[];
  readonly #background: Canvas;
  #kept: Layers["kept"] | undefined;
  readonly #marker: Stamps;

  /** @param figure no axes may be added to it afterwards */
  constructor(figure: Figure) {
    const { width, height } = figure;
    this.canvas = new Canvas(width, height);
    this.#figure = figure;
    this.#background = new Canvas(width, height);
    this.#layouts = layOut(figure);
    this.#marker = discStamps(MARKER_RADIUS, width);
  }

  /**
   * The figure as it is now.
   * @param layers of the animation whose frame it is
   */
  draw({ kept, drawn }: Layers = wholeFigure(this.#figure)): void {
    if (kept !== this.#kept) this.#drawBackground(kept);
    this.canvas.copyFrom(this.#background);
    for (const layout of this.#layouts) {
      drawLayer(this.canvas, drawn.get(layout.axes), layout, this.#marker);
    }
  }

  #drawBackground(kept: Layers["kept"]): void {
    this.#kept = kept;
    this.#background.pixels.fill(0);
    for (const layout of this.#layouts) {
      drawFrame(this.#background, layout);
      drawLayer(this.#background, kept.get(layout.axes), layout, this.#marker);
    }
  }
}

function drawLayer(
  canvas: Canvas,
  layer: Layer | undefined,
  layout: AxesLayout,
  marker: Stamps,
): void {
  for (const points of layer?.points ?? []) drawPoints(canvas, points, layout, marker);
  for (const text of layer?.texts ?? []) {
    drawText(canvas, { ...textLabel(text, layout), color: colorIndex(text.color) }, layout.plot);
  }
}

function drawPoints(
  canvas: Canvas,
  points: Points,
  { axes: { xlim, ylim }, plot }: AxesLayout,
  marker: Stamps,
): void {
  const { xs, ys } = points;
  const color = colorIndex(points.color);
  if (points.line) drawLine(canvas, points, { xlim, ylim }, plot);
  if (!points.marker) return;
  const toX = { from: xlim[0], scale: plot.width / (xlim[1] - xlim[0]), at: plot.left };
  const toY = { from: ylim[1], scale: plot.height / (ylim[0] - ylim[1]), at: plot.top };
  canvas.stamp(marker, { xs, ys, toX, toY }, color, plot);
}

/** As in matplotlib, a point that is no number is a gap. */
function drawLine(
  canvas: Canvas,
  { xs, ys, color }: Points,
  { xlim, ylim }: Pick<AxesLayout["axes"], "xlim" | "ylim">,
  plot: AxesLayout["plot"],
): void {
  for (let i = 1; i < xs.length; i++) {
    const ends = [xs[i - 1]!, ys[i - 1]!, xs[i]!, ys[i]!];
    if (!ends.every(Number.isFinite)) continue;
    canvas.line(
      xPixel(ends[0]!, xlim, plot),
      yPixel(ends[1]!, ylim, plot),
      xPixel(ends[2]!, xlim, plot),
      yPixel(ends[3]!, ylim, plot),
      colorIndex(color),
      LINE_WIDTH,
      plot,
    );
  }
}

function drawFrame(canvas: Canvas, { plot, xTicks, yTicks, labels }: AxesLayout): void {
  const all = { left: 0, top: 0, width: canvas.width, height: canvas.height };
  const right = plot.left + plot.width;
  const bottom = plot.top + plot.height;
  const bar = (left: number, top: number, width: number, height: number): void =>
    canvas.fillRect({ left, top, width, height }, BLACK);
  const f = FRAME_WIDTH;
  bar(plot.left - f, plot.top - f, plot.width + 2 * f, f);
  bar(plot.left - f, bottom, plot.width + 2 * f, f);
  bar(plot.left - f, plot.top - f, f, plot.height + 2 * f);
  bar(right, plot.top - f, f, plot.height + 2 * f);
  for (const x of xTicks) bar(Math.round(x - f / 2), bottom, f, TICK_LENGTH);
  for (const y of yTicks) bar(plot.left - TICK_LENGTH, Math.round(y - f / 2), TICK_LENGTH, f);
  for (const label of labels) drawText(canvas, { ...label, color: BLACK }, all);
}
