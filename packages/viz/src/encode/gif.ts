/** Writes GIF animations: https://www.w3.org/Graphics/GIF/spec-gif89a.txt, sections 18 to 27. */
import type { Canvas } from "../raster/canvas.ts";
import { PALETTE } from "../raster/palette.ts";
import { changedRect, cut } from "./changes.ts";
import type { FrameEncoder } from "./encoder.ts";
import { compressLzw } from "./lzw.ts";

const CODE_SIZE = 7; // the palette has 128 colours
const LONGEST_BLOCK = 255;
/** Viewers show frames of less than 2/100 s much more slowly. */
export const MOST_GIF_FPS = 50;

/** @param fps frames a second, above 0, at most MOST_GIF_FPS */
export function gifEncoder({ width, height }: Canvas, fps: number): FrameEncoder {
  let before: Uint8Array | undefined;
  let shown = 0;
  return {
    start: () => concat([header(width, height), PALETTE, REPEAT_FOREVER]),
    frame({ pixels }) {
      const whole = { left: 0, top: 0, width, height };
      const nothing = { left: 0, top: 0, width: 1, height: 1 };
      const rect = before ? (changedRect(before, pixels, width) ?? nothing) : whole;
      const part = rect === whole ? pixels : cut(pixels, width, rect);
      before ??= new Uint8Array(pixels.length);
      before.set(pixels);
      // Frames end at whole hundredths: the rounding must not add up.
      const delay = hundredths(shown + 1, fps) - hundredths(shown, fps);
      shown++;
      return concat([
        Uint8Array.of(0x21, 0xf9, 4, KEEP_PICTURE, ...u16(delay), 0, 0),
        Uint8Array.of(0x2c, ...[rect.left, rect.top, rect.width, rect.height].flatMap(u16), 0),
        Uint8Array.of(CODE_SIZE),
        inBlocks(compressLzw(part, CODE_SIZE)),
      ]);
    },
    end: () => Uint8Array.of(0x3b),
  };
}

/** The next frame is drawn over this one. */
const KEEP_PICTURE = 1 << 2;

/** An extension that began with Netscape 2.0, and that every viewer knows. */
const REPEAT_FOREVER = Uint8Array.of(
  ...[0x21, 0xff, 11],
  ...new TextEncoder().encode("NETSCAPE2.0"),
  ...[3, 1, 0, 0, 0],
);

function header(width: number, height: number): Uint8Array {
  const hasPalette = 0x80;
  const packed = hasPalette | ((CODE_SIZE - 1) << 4) | (CODE_SIZE - 1);
  const signature = new TextEncoder().encode("GIF89a");
  return Uint8Array.of(...signature, ...u16(width), ...u16(height), packed, 0, 0);
}

const hundredths = (frames: number, fps: number): number => Math.round((frames * 100) / fps);

const u16 = (value: number): [number, number] => [value & 255, value >> 8];

/** Each block has its length before it; an empty one ends them. */
function inBlocks(data: Uint8Array): Uint8Array {
  const blocks = Math.ceil(data.length / LONGEST_BLOCK);
  const out = new Uint8Array(data.length + blocks + 1);
  for (let i = 0; i < blocks; i++) {
    const block = data.subarray(i * LONGEST_BLOCK, (i + 1) * LONGEST_BLOCK);
    out[i * (LONGEST_BLOCK + 1)] = block.length;
    out.set(block, i * (LONGEST_BLOCK + 1) + 1);
  }
  return out;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
