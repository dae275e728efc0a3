/** Draws shapes into pixels: red, green, blue, a byte each. Text is strokes of our own letters. */
import { CAPITAL_HEIGHT } from "../../raster/glyphs.ts";
import { drawableText, letterOf } from "../letters.ts";
import type { Ink, PathShape, Shape, TextShape } from "../shapes.ts";
import { CAPITAL_SHARE, widthOf } from "../text-size.ts";
import { colourOf, type Theme } from "../theme.ts";
import { Coverage } from "./coverage.ts";
import { dashes, roundPoints, strokeLine } from "./stroke.ts";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Row by row, three bytes a pixel. */
  readonly rgb: Uint8Array;
}

/** Width of a letter's stroke as a share of its capitals' height. */
const STROKE = 0.13;
const BOLD_STROKE = 0.2;
const BEGINNING = { start: 0, middle: 0.5, end: 1 };

/** @param scale pixels of the picture for a pixel of the shapes */
export function paint(
  shapes: readonly Shape[],
  size: { readonly width: number; readonly height: number },
  theme: Theme,
  scale: number,
): Pixels {
  const width = Math.round(size.width * scale);
  const height = Math.round(size.height * scale);
  const painter = new Painter(width, height, theme, scale);
  painter.fill("ground");
  for (const shape of shapes) painter.draw(shape);
  return { width, height, rgb: painter.rgb };
}

class Painter {
  readonly rgb: Uint8Array;
  readonly #coverage: Coverage;
  readonly #theme: Theme;
  readonly #scale: number;

  constructor(width: number, height: number, theme: Theme, scale: number) {
    this.rgb = new Uint8Array(width * height * 3);
    this.#coverage = new Coverage(width, height);
    this.#theme = theme;
    this.#scale = scale;
  }

  fill(ink: Ink): void {
    const colour = channels(colourOf(ink, this.#theme));
    this.rgb.set(colour.slice(0, this.rgb.length));
    for (let done = 3; done < this.rgb.length; done *= 2) this.rgb.copyWithin(done, 0, done);
  }

  draw(shape: Shape): void {
    if (shape.type === "group") for (const one of shape.shapes) this.draw(one);
    else if (shape.type === "text") this.#text(shape);
    else this.#path(shape);
  }

  #path({ lines, stroke, fill, widthPx = 1, dash = [], opacity = 1 }: PathShape): void {
    const scaled = lines.map((line) => line.map((value) => value * this.#scale));
    if (fill !== undefined) {
      for (const line of scaled) this.#coverage.polygon(line);
      this.#press(fill, opacity);
    }
    if (stroke === undefined) return;
    const width = widthPx * this.#scale;
    const closed =
      fill === undefined ? scaled : scaled.map((line) => [...line, line[0]!, line[1]!]);
    const pattern = dash.map((length) => length * this.#scale);
    for (const line of closed) {
      const parts = pattern.length === 0 ? [line] : dashes(line, pattern);
      for (const part of parts) {
        strokeLine(this.#coverage, part, width);
        // Ends stay flat; only joints are round.
        if (part.length > 4) roundPoints(this.#coverage, part.slice(2, -2), width);
      }
    }
    this.#press(stroke, 1);
  }

  #text({ text, x, y, align, fontPx, ink, isBold }: TextShape): void {
    const capital = fontPx * CAPITAL_SHARE * this.#scale;
    const unit = capital / CAPITAL_HEIGHT;
    const width = Math.max(1, capital * (isBold === true ? BOLD_STROKE : STROKE));
    let left = (x - BEGINNING[align] * widthOf(text, fontPx)) * this.#scale;
    const foot = y * this.#scale;
    for (const char of drawableText(text)) {
      const { strokes, advance } = letterOf(char);
      for (const stroke of strokes) {
        const line = stroke.map((value, i) => (i % 2 === 0 ? left : foot) + value * unit);
        strokeLine(this.#coverage, line, width);
        roundPoints(this.#coverage, line, width);
      }
      left += advance * unit;
    }
    this.#press(ink, 1);
  }

  #press(ink: Ink, opacity: number): void {
    const [red, green, blue] = channels(colourOf(ink, this.#theme));
    const { rgb } = this;
    this.#coverage.take((pixel, amount) => {
      const share = amount * opacity;
      const at = pixel * 3;
      rgb[at] = mixed(rgb[at]!, red, share);
      rgb[at + 1] = mixed(rgb[at + 1]!, green, share);
      rgb[at + 2] = mixed(rgb[at + 2]!, blue, share);
    });
  }
}

const mixed = (before: number, colour: number, share: number): number =>
  Math.round(before + (colour - before) * share);

const channels = (hex: string): [number, number, number] => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
];
