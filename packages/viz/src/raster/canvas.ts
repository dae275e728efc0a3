/**
 * An image of at most 256 colours, one byte a pixel, and the few shapes that figures need.
 *
 *     byte of a pixel    cccc llll     c: colour, l: how much of it, 1 to 15 sixteenths and full
 *                        0000 0000     nothing drawn: white
 *
 * Edges are smoothed by the amount l. Where two shapes meet in a pixel, the one that covers more of it
 * wins, at a draw the later one: no mixed colours, so the palette is small, known before anything is
 * drawn, and the same in every frame. Only + - * / and square roots, so pixels are the same everywhere.
 */
import type { Rect } from "../layout.ts";
import { amountAt, FULL, PHASES, type Stamp, type Stamps } from "./stamps.ts";

export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** The same memory; writes four pixels at any place. */
  readonly #view: DataView;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height);
    this.#view = new DataView(this.pixels.buffer);
  }

  /** The whole picture as it is in another of the same size. */
  copyFrom(other: Canvas): void {
    this.pixels.set(other.pixels);
  }

  /** All pixels of a rectangle of whole pixels, as far as it is in the picture. */
  fillRect({ left, top, width, height }: Rect, color: number): void {
    const from = Math.max(0, left);
    const to = Math.min(this.width, left + width);
    if (from >= to) return;
    for (let y = Math.max(0, top); y < Math.min(this.height, top + height); y++) {
      this.pixels.fill((color << 4) | FULL, y * this.width + from, y * this.width + to);
    }
  }

  /**
   * A straight line with round ends, from the middle of one place to another.
   *
   * @param width in pixels, 1 or more
   * @param clip nothing is drawn outside of it
   */
  line(
    x0: number,
    y0: number,
    x1: number,
    y1: number,
    color: number,
    width: number,
    clip: Rect,
  ): void {
    const isSteep = Math.abs(y1 - y0) > Math.abs(x1 - x0);
    if (isSteep) this.#stripe(y0, x0, y1, x1, color, width, turned(clip), true);
    else this.#stripe(x0, y0, x1, y1, color, width, clip, false);
  }

  /**
   * A line that runs along u rather than across, v: for each u a few v are in reach.
   * @param isSteep u is y and v is x
   */
  #stripe(
    u0: number,
    v0: number,
    u1: number,
    v1: number,
    color: number,
    width: number,
    clip: Rect,
    isSteep: boolean,
  ): void {
    const half = width / 2;
    const du = u1 - u0;
    const dv = v1 - v0;
    const squared = du * du + dv * dv;
    const slope = du === 0 ? 0 : dv / du;
    // The line is at most 45 degrees steep: a point at distance d is at most 1.5 d across.
    const reach = (half + 1) * 1.5;
    const right = clip.left + clip.width;
    const bottom = clip.top + clip.height;
    const first = Math.max(clip.left, Math.floor(Math.min(u0, u1) - half - 1));
    const last = Math.min(right - 1, Math.ceil(Math.max(u0, u1) + half + 1));
    const [strideU, strideV] = isSteep ? [this.width, 1] : [1, this.width];
    for (let u = first; u <= last; u++) {
      const middle =
        v0 + slope * (Math.min(Math.max(u + 0.5, Math.min(u0, u1)), Math.max(u0, u1)) - u0);
      const from = Math.max(clip.top, Math.floor(middle - reach));
      const to = Math.min(bottom - 1, Math.ceil(middle + reach));
      for (let v = from; v <= to; v++) {
        const pu = u + 0.5 - u0;
        const pv = v + 0.5 - v0;
        const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (pu * du + pv * dv) / squared));
        const eu = pu - along * du;
        const ev = pv - along * dv;
        const amount = amountAt(half - Math.sqrt(eu * eu + ev * ev));
        if (amount > 0) this.#cover(u * strideU + v * strideV, color, amount);
      }
    }
  }

  /** A marker with its middle at (x, y), which was made for this picture's width. */
  stamp(stamps: Stamps, x: number, y: number, color: number, clip: Rect): void {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const r = stamps.reach;
    if (
      column - r >= clip.left + clip.width ||
      column + r < clip.left ||
      row - r >= clip.top + clip.height ||
      row + r < clip.top
    ) {
      return;
    }
    const phase = Math.floor((y - row) * PHASES) * PHASES + Math.floor((x - column) * PHASES);
    const stamp = stamps.phases[phase]!;
    const isInside =
      column - r >= clip.left &&
      column + r < clip.left + clip.width &&
      row - r >= clip.top &&
      row + r < clip.top + clip.height;
    if (isInside) this.#press(stamp, row * this.width + column, color << 4);
    else this.#pressInside(stamp, column, row, color, clip);
  }

  /** This is where the time of large pictures goes: nothing is asked that is known before. */
  #press({ words, bytes, edges }: Stamp, start: number, base: number): void {
    const pixels = this.pixels;
    const view = this.#view;
    const full = base | FULL;
    const fourFull = full * 0x01010101;
    for (let i = 0; i < words.length; i++) view.setUint32(start + words[i]!, fourFull);
    for (let i = 0; i < bytes.length; i++) pixels[start + bytes[i]!] = full;
    for (let i = 0; i < edges.length; i++) {
      const edge = edges[i]!;
      const at = start + (edge >> 4);
      const amount = edge & FULL;
      if (amount >= (pixels[at]! & FULL)) pixels[at] = base | amount;
    }
  }

  #pressInside({ all }: Stamp, column: number, row: number, color: number, clip: Rect): void {
    for (const { dx, dy, amount } of all) {
      if (!contains(clip, column + dx, row + dy)) continue;
      this.#cover((row + dy) * this.width + column + dx, color, amount);
    }
  }

  #cover(at: number, color: number, amount: number): void {
    if (amount >= (this.pixels[at]! & FULL)) this.pixels[at] = (color << 4) | amount;
  }
}

function contains({ left, top, width, height }: Rect, x: number, y: number): boolean {
  return x >= left && x < left + width && y >= top && y < top + height;
}

function turned({ left, top, width, height }: Rect): Rect {
  return { left: top, top: left, width: height, height: width };
}
