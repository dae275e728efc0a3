/**
 * Draws a figure into pixels. Frame, ticks and labels are drawn once, and copied under what moves.
 *
 * @example
 * const picture = new Picture(fig);
 * picture.draw();            // again after every change of the points
 * encodePng(picture.canvas);
 */
import {
  type AxesLayout,
  FRAME_WIDTH,
  LINE_WIDTH,
  layOut,
  MARKER_RADIUS,
  TICK_LABEL_SIZE,
  TICK_LENGTH,
  xPixel,
  yPixel,
} from "../layout.ts";
import type { Figure, Points } from "../scene.ts";
import { Canvas } from "./canvas.ts";
import { colorIndex } from "./palette.ts";
import { discStamps, type Stamps } from "./stamps.ts";
import { drawText } from "./text.ts";

const BLACK = colorIndex("black");

export class Picture {
  /** As it was last drawn; the same object for every frame. */
  readonly canvas: Canvas;
  readonly #layouts: readonly AxesLayout[];
  readonly #background: Canvas;
  readonly #marker: Stamps;

  /** @param figure no axes may be added to it afterwards */
  constructor(figure: Figure) {
    const { width, height } = figure;
    this.canvas = new Canvas(width, height);
    this.#background = new Canvas(width, height);
    this.#layouts = layOut(figure);
    this.#marker = discStamps(MARKER_RADIUS, width);
    for (const layout of this.#layouts) drawBackground(this.#background, layout);
  }

  /** The figure as it is now. */
  draw(): void {
    this.canvas.copyFrom(this.#background);
    for (const layout of this.#layouts) {
      for (const points of layout.axes.artists) this.#drawPoints(points, layout);
      this.#drawTexts(layout);
    }
  }

  #drawPoints(points: Points, { axes: { xlim, ylim }, plot }: AxesLayout): void {
    const { xs, ys } = points;
    const color = colorIndex(points.color);
    const [left, scaleX] = [xlim[0], plot.width / (xlim[1] - xlim[0])];
    const [top, scaleY] = [ylim[1], plot.height / (ylim[1] - ylim[0])];
    if (points.line) this.#drawLine(points, { xlim, ylim }, plot);
    if (!points.marker) return;
    for (let i = 0; i < xs.length; i++) {
      const x = plot.left + (xs[i]! - left) * scaleX;
      const y = plot.top + (top - ys[i]!) * scaleY;
      // Neither NaN nor infinite, and near enough for whole numbers of 32 bits.
      if (!(x > -100 && x < 10_000 && y > -100 && y < 10_000)) continue;
      this.canvas.stamp(this.#marker, x, y, color, plot);
    }
  }

  /** As in matplotlib, a point that is no number is a gap. */
  #drawLine(
    { xs, ys, color }: Points,
    { xlim, ylim }: Pick<AxesLayout["axes"], "xlim" | "ylim">,
    plot: AxesLayout["plot"],
  ): void {
    for (let i = 1; i < xs.length; i++) {
      const ends = [xs[i - 1]!, ys[i - 1]!, xs[i]!, ys[i]!];
      if (!ends.every(Number.isFinite)) continue;
      this.canvas.line(
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

  #drawTexts({ axes, plot }: AxesLayout): void {
    for (const { x, y, text, color } of axes.texts) {
      const place = { x: xPixel(x, axes.xlim, plot), y: yPixel(y, axes.ylim, plot) };
      const style = { size: TICK_LABEL_SIZE, align: "start", color: colorIndex(color) } as const;
      drawText(this.canvas, { text, ...place, ...style }, plot);
    }
  }
}

function drawBackground(canvas: Canvas, { plot, xTicks, yTicks, labels }: AxesLayout): void {
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
