/**
 * Indexed pixels as what a canvas shows. One table of 256 numbers: a picture changes from light to dark
 * with its table, not with its pixels, which are the same as in files.
 */
import { DARK_PALETTE, PALETTE, PALETTE_SIZE } from "../raster/palette.ts";

export type Scheme = "light" | "dark";

/** Red, green, blue, opaque of each pixel's value, in the order of bytes in an ImageData. */
export const RGBA: Readonly<Record<Scheme, Uint32Array>> = {
  light: tableOf(PALETTE),
  dark: tableOf(DARK_PALETTE),
};

/**
 * @param pixels each below 128, as `Picture.canvas.pixels`
 * @param into an ImageData's `data`, as numbers of 32 bits; as many as there are pixels
 */
export function expandPixels(pixels: Uint8Array, into: Uint32Array, scheme: Scheme): void {
  const table = RGBA[scheme];
  for (let i = 0; i < pixels.length; i++) into[i] = table[pixels[i]!]!;
}

function tableOf(palette: Uint8Array): Uint32Array {
  const bytes = new Uint8Array(4 * 256).fill(255);
  for (let i = 0; i < PALETTE_SIZE; i++) bytes.set(palette.subarray(3 * i, 3 * i + 3), 4 * i);
  return new Uint32Array(bytes.buffer);
}
