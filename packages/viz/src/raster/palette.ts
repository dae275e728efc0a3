/** The colours of all pictures: white, and each colour in 15 amounts over white. */
import type { Color } from "../colors.ts";
import { FULL } from "./stamps.ts";

type Rgb = readonly [red: number, green: number, blue: number];
type Colors = Readonly<Record<Color, Rgb>>;

/** matplotlib's values of these names: red, green, blue of 0 to 255. */
export const RGB: Colors = {
  black: [0, 0, 0],
  red: [255, 0, 0],
  green: [0, 128, 0],
  blue: [0, 0, 255],
  cyan: [0, 191, 191],
  magenta: [191, 0, 191],
  yellow: [191, 191, 0],
  gray: [128, 128, 128],
};

/** The same names where the background is dark: black is what stands out from it. */
const ON_DARK: Colors = {
  black: [232, 232, 232],
  red: [255, 107, 107],
  green: [92, 201, 92],
  blue: [120, 165, 255],
  cyan: [64, 214, 214],
  magenta: [230, 120, 230],
  yellow: [222, 222, 80],
  gray: [140, 140, 140],
};

const ORDER = Object.keys(RGB) as Color[];

/** How the canvas counts colours; 0 to 7. */
export function colorIndex(color: Color): number {
  return ORDER.indexOf(color);
}

/** Pixels are below this: 7 bits. */
export const PALETTE_SIZE = 128;

/** Red, green, blue of pixel 0, 1, ...: 3 x 128 bytes. */
export const PALETTE: Uint8Array = mixed(RGB, [255, 255, 255]);

/** For pages only, where the person reads light on dark. Files are on white. */
export const DARK_PALETTE: Uint8Array = mixed(ON_DARK, [22, 24, 29]);

function mixed(colors: Colors, background: Rgb): Uint8Array {
  const palette = new Uint8Array(3 * PALETTE_SIZE);
  for (let i = 0; i < PALETTE_SIZE; i++) {
    const color = colors[ORDER[i >> 4]!];
    const amount = i & FULL;
    const at = (channel: number): number =>
      Math.round(background[channel]! + ((color[channel]! - background[channel]!) * amount) / FULL);
    palette.set([at(0), at(1), at(2)], 3 * i);
  }
  return palette;
}
