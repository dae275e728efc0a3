/** The colours of all pictures: white, and each colour in 15 amounts over white. */
import type { Color } from "../scene.ts";
import { FULL } from "./stamps.ts";

/** matplotlib's values of its letters r g b c m y k: red, green, blue of 0 to 255. */
export const RGB: Readonly<Record<Color, readonly [number, number, number]>> = {
  black: [0, 0, 0],
  red: [255, 0, 0],
  green: [0, 128, 0],
  blue: [0, 0, 255],
  cyan: [0, 191, 191],
  magenta: [191, 0, 191],
  yellow: [191, 191, 0],
};

const ORDER = Object.keys(RGB) as Color[];

/** How the canvas counts colours; 0 to 6. */
export function colorIndex(color: Color): number {
  return ORDER.indexOf(color);
}

/** Pixels are below this: 7 bits. */
export const PALETTE_SIZE = 128;

/** Red, green, blue of pixel 0, 1, ...: 3 x 128 bytes. */
export const PALETTE: Uint8Array = new Uint8Array(3 * PALETTE_SIZE).fill(255);
for (const [index, color] of ORDER.entries()) {
  for (let amount = 1; amount <= FULL; amount++) {
    const mixed = RGB[color].map((value) => Math.round(255 + ((value - 255) * amount) / FULL));
    PALETTE.set(mixed, 3 * ((index << 4) | amount));
  }
}
