/**
 * A chart as a PNG file: `@hpts/viz/chart-png`, for Node. The ground is always painted, and letters are
 * strokes of our own, so that no font is needed and the pixels are the same on every machine.
 */
import { deflateSync } from "node:zlib";
import { concat } from "../encode/gif.ts";
import { chunk, SIGNATURE, u32 } from "../encode/png.ts";
import { draw } from "./draw.ts";
import { type LayoutOptions, layOut } from "./layout.ts";
import type { Chart } from "./model.ts";
import { type Pixels, paint } from "./raster/paint.ts";
import type { Theme } from "./theme.ts";

export interface PngOptions extends LayoutOptions {
  /** @default "light" */
  readonly theme?: Theme;
  /** Pixels of the file for a pixel of the layout, 0.5 to 4. @default 2 */
  readonly scale?: number;
}

/** @throws RangeError for a scale out of its range */
export function toPng(
  chart: Chart,
  { theme = "light", scale = 2, ...options }: PngOptions = {},
): Uint8Array {
  return encode(toPixels(chart, { theme, scale, ...options }));
}

/** The same before it is a file. */
export function toPixels(
  chart: Chart,
  { theme = "light", scale = 2, ...options }: PngOptions = {},
): Pixels {
  if (!(scale >= 0.5 && scale <= 4)) throw new RangeError(`scale must be 0.5 to 4, got ${scale}`);
  const layout = layOut(chart, options);
  return paint(draw(layout), layout, theme, scale);
}

/** Each row begins with its filter: 0, none. */
function encode({ width, height, rgb }: Pixels): Uint8Array {
  const rows = new Uint8Array(height * (width * 3 + 1));
  for (let y = 0; y < height; y++) {
    rows.set(rgb.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1);
  }
  const [bitDepth, trueColour] = [8, 2];
  const rest = Uint8Array.of(bitDepth, trueColour, 0, 0, 0);
  return concat([
    SIGNATURE,
    chunk("IHDR", concat([u32(width), u32(height), rest])),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", new Uint8Array()),
  ]);
}
