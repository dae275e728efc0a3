/** Writes text with the strokes of `glyphs.ts`. */
import type { Label, Rect } from "../layout.ts";
import type { Canvas } from "./canvas.ts";
import { CAPITAL_HEIGHT, glyphOf } from "./glyphs.ts";

export interface DrawnText extends Label {
  /** As the canvas counts. */
  readonly color: number;
}

/** Width of a stroke as a share of a capital's height. */
const STROKE = 0.125;
const BEGINNING = { start: 0, middle: 0.5, end: 1 };

/** In pixels. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const char of text) width += glyphOf(char).advance;
  return (width * size) / CAPITAL_HEIGHT;
}

/** @param clip nothing is drawn outside of it */
export function drawText(canvas: Canvas, drawn: DrawnText, clip: Rect): void {
  const { text, x, y, align, size, color, upwards = false } = drawn;
  if (!(Math.abs(x) < 1e5 && Math.abs(y) < 1e5)) return;
  const scale = size / CAPITAL_HEIGHT;
  const width = Math.max(1, size * STROKE);
  let along = -BEGINNING[align] * textWidth(text, size);
  const place = (gx: number, gy: number): [number, number] =>
    upwards ? [x + gy * scale, y - (along + gx * scale)] : [x + along + gx * scale, y + gy * scale];
  for (const char of text) {
    const { strokes, advance } = glyphOf(char);
    for (const stroke of strokes) {
      let [fromX, fromY] = place(stroke[0]!, stroke[1]!);
      for (let i = 0; i < stroke.length; i += 2) {
        const [toX, toY] = place(stroke[i]!, stroke[i + 1]!);
        canvas.line(fromX, fromY, toX, toY, color, width, clip);
        [fromX, fromY] = [toX, toY];
      }
    }
    along += advance * scale;
  }
}
