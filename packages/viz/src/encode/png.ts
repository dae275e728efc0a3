/**
 * Writes PNG, and its animations: https://www.w3.org/TR/png-3/, sections 5 and 11. Pixels are indices
 * into a palette without transparency, which some readers get wrong in animations.
 */
import { crc32, deflateSync } from "node:zlib";
import type { Canvas } from "../raster/canvas.ts";
import { PALETTE } from "../raster/palette.ts";
import { changedRect, cut } from "./changes.ts";
import type { FrameEncoder } from "./encoder.ts";
import { concat } from "./gif.ts";

export const SIGNATURE: Uint8Array = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const BIT_DEPTH = 8;
const INDEXED = 3;

/** One picture. */
export function encodePng({ width, height, pixels }: Canvas): Uint8Array {
  return concat([
    SIGNATURE,
    imageHeader(width, height),
    chunk("PLTE", PALETTE),
    chunk("IDAT", compressed(pixels, width)),
    chunk("IEND", new Uint8Array()),
  ]);
}

/**
 * An animation that repeats forever. Viewers without animations show its first frame.
 *
 * @param fps frames a second, above 0
 */
export function apngEncoder({ width, height }: Canvas, fps: number): FrameEncoder {
  let before: Uint8Array | undefined;
  let sequence = 0;
  return {
    start: (frames) =>
      concat([
        SIGNATURE,
        imageHeader(width, height),
        chunk("PLTE", PALETTE),
        chunk("acTL", concat([u32(frames), u32(0)])),
      ]),
    frame({ pixels }) {
      const whole = { left: 0, top: 0, width, height };
      const nothing = { left: 0, top: 0, width: 1, height: 1 };
      const rect = before ? (changedRect(before, pixels, width) ?? nothing) : whole;
      const data = compressed(rect === whole ? pixels : cut(pixels, width, rect), rect.width);
      const place = [rect.width, rect.height, rect.left, rect.top].map(u32);
      const control = [u32(sequence++), ...place, duration(fps), KEEP_AND_REPLACE];
      const image = before ? chunk("fdAT", concat([u32(sequence++), data])) : chunk("IDAT", data);
      before ??= new Uint8Array(pixels.length);
      before.set(pixels);
      return concat([chunk("fcTL", concat(control)), image]);
    },
    end: () => chunk("IEND", new Uint8Array()),
  };
}

/** dispose: leave the picture as it is; blend: put the new pixels in the old ones' place. */
const KEEP_AND_REPLACE = Uint8Array.of(0, 0);

/** As a fraction of 16-bit numbers: 1/fps if that is whole, else ms. */
function duration(fps: number): Uint8Array {
  const isWhole = Number.isInteger(fps) && fps <= 65_535;
  const [numerator, denominator] = isWhole
    ? [1, fps]
    : [Math.min(65_535, Math.round(1000 / fps)), 1000];
  return Uint8Array.of(
    ...[numerator >> 8, numerator & 255],
    ...[denominator >> 8, denominator & 255],
  );
}

function imageHeader(width: number, height: number): Uint8Array {
  const rest = Uint8Array.of(BIT_DEPTH, INDEXED, 0, 0, 0);
  return chunk("IHDR", concat([u32(width), u32(height), rest]));
}

/** Each row begins with its filter: 0, none, which is best for indices. */
function compressed(pixels: Uint8Array, width: number): Uint8Array {
  const height = pixels.length / width;
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) {
    rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  return deflateSync(rows);
}

export function chunk(type: string, data: Uint8Array): Uint8Array {
  const content = concat([new TextEncoder().encode(type), data]);
  return concat([u32(data.length), content, u32(crc32(content))]);
}

export function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255);
}
