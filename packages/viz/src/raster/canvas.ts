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

/** Points, and how their coordinates become pixels: at + (value - from) * scale. */
export interface Places {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly toX: Axis;
  readonly toY: Axis;
}

export interface Axis {
  readonly from: number;
  readonly scale: number;
  readonly at: number;
}

export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** The same memory, and three bytes more: reads and writes four pixels from any one on. */
  readonly #view: DataView;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#view = new DataView(new ArrayBuffer(width * height + 3));
    this.pixels = new Uint8Array(this.#view.buffer, 0, width * height);
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

  /**
   * A marker with its middle at each of the places.
   *
   * @param stamps made for this picture's width
   * @param clip nothing is drawn outside of it
   */
  stamp(stamps: Stamps, { xs, ys, toX, toY }: Places, color: number, clip: Rect): void {
    const { width } = this;
    const { phases, reach } = stamps;
    const right = clip.left + clip.width;
    const bottom = clip.top + clip.height;
    // Whole markers have their middle in this rectangle, and parts of one in one that is larger.
    const [minX, maxX] = [clip.left + reach, right - reach];
    const [minY, maxY] = [clip.top + reach, bottom - reach];
    for (let i = 0; i < xs.length; i++) {
      const x = toX.at + (xs[i]! - toX.from) * toX.scale;
      const y = toY.at + (ys[i]! - toY.from) * toY.scale;
      if (x >= minX && x < maxX && y >= minY && y < maxY) {
        const column = Math.floor(x);
        const row = Math.floor(y);
        const phase = Math.floor((y - row) * PHASES) * PHASES + Math.floor((x - column) * PHASES);
        this.#press(phases[phase]!, row * width + column, color);
      } else if (
        x >= clip.left - reach &&
        x < right + reach &&
        y >= clip.top - reach &&
        y < bottom + reach
      ) {
        const column = Math.floor(x);
        const row = Math.floor(y);
        const phase = Math.floor((y - row) * PHASES) * PHASES + Math.floor((x - column) * PHASES);
        this.#pressInside(phases[phase]!, column, row, color, clip);
      }
    }
  }

  /**
   * This is where the time of large pictures goes: as `#cover`, for four pixels at once. In each byte,
   * 128 + its amount - the amount that is there has the highest bit where ours is not the smaller one.
   */
  #press({ offsets, amounts, covered }: Stamp, start: number, color: number): void {
    const view = this.#view;
    const colors = (color << 4) * 0x01010101;
    for (let i = 0; i < offsets.length; i++) {
      const at = start + offsets[i]!;
      const before = view.getInt32(at, true);
      const amount = amounts[i]!;
      const wins = (((amount | 0x80808080) - (before & 0x0f0f0f0f)) >>> 7) & 0x01010101;
      const mask = (wins << 8) - wins;
      const after = amount | (colors & covered[i]!);
      view.setInt32(at, (before & ~mask) | (after & mask), true);
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
