/** What is different between two frames: files of animations store no more than that. */
import type { Rect } from "../layout.ts";

/**
 * The smallest rectangle that holds all pixels which differ.
 * @returns undefined if there is none
 */
export function changedRect(
  before: Uint8Array,
  after: Uint8Array,
  width: number,
): Rect | undefined {
  const height = after.length / width;
  let top = 0;
  while (top < height && !rowDiffers(before, after, top * width, width)) top++;
  if (top === height) return undefined;
  let bottom = height - 1;
  while (!rowDiffers(before, after, bottom * width, width)) bottom--;
  let left = width;
  let right = -1;
  for (let y = top; y <= bottom; y++) {
    const row = y * width;
    for (let x = 0; x < left; x++) {
      if (before[row + x] !== after[row + x]) left = x;
    }
    for (let x = width - 1; x > right; x--) {
      if (before[row + x] !== after[row + x]) right = x;
    }
  }
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function rowDiffers(a: Uint8Array, b: Uint8Array, from: number, width: number): boolean {
  for (let i = from; i < from + width; i++) if (a[i] !== b[i]) return true;
  return false;
}

/** A part of a picture, row by row. */
export function cut(pixels: Uint8Array, width: number, rect: Rect): Uint8Array {
  const part = new Uint8Array(rect.width * rect.height);
  for (let y = 0; y < rect.height; y++) {
    const from = (rect.top + y) * width + rect.left;
    part.set(pixels.subarray(from, from + rect.width), y * rect.width);
  }
  return part;
}
