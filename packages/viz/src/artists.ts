/** What axes hold, and what an animation changes: points and texts. */
import type { Color } from "./colors.ts";

/** How points are shown: each with a marker, joined by a line, or both. */
export interface PointStyle {
  /** @default true */
  readonly marker?: boolean;
  /** @default false */
  readonly line?: boolean;
}

/** Points of one colour, the slides' `line, = ax.plot(X, Y, 'ro')`. */
export class Points {
  readonly color: Color;
  readonly marker: boolean;
  readonly line: boolean;
  #xs: Float64Array<ArrayBuffer> = new Float64Array();
  #ys: Float64Array<ArrayBuffer> = new Float64Array();
  /** Memory for as many points as there ever were. */
  #room: { readonly xs: ArrayBuffer; readonly ys: ArrayBuffer };

  constructor(
    xs: ArrayLike<number>,
    ys: ArrayLike<number>,
    color: Color,
    { marker = true, line = false }: PointStyle = {},
  ) {
    this.color = color;
    this.marker = marker;
    this.line = line;
    this.#room = { xs: this.#xs.buffer, ys: this.#ys.buffer };
    this.setData(xs, ys);
  }

  /** The next `setData` writes into the same memory: copy it to keep it. */
  get xs(): Float64Array {
    return this.#xs;
  }

  /** As xs. */
  get ys(): Float64Array {
    return this.#ys;
  }

  /** Copies the coordinates. @throws RangeError when there are not as many ys as xs */
  setData(xs: ArrayLike<number>, ys: ArrayLike<number>): void {
    if (xs.length !== ys.length) {
      throw new RangeError(`points need as many ys as xs, got ${xs.length} xs and ${ys.length} ys`);
    }
    // Our own xs, handed back as ys, are not to be overwritten before they are read.
    const isOwn = ArrayBuffer.isView(ys) && ys.buffer === this.#room.xs;
    const unharmed = isOwn ? Array.from(ys) : ys;
    this.#resize(xs.length);
    this.#xs.set(xs);
    this.#ys.set(unharmed);
  }

  #resize(n: number): void {
    if (n === this.#xs.length) return;
    const bytes = n * Float64Array.BYTES_PER_ELEMENT;
    if (bytes > this.#room.xs.byteLength) {
      this.#room = { xs: new ArrayBuffer(bytes), ys: new ArrayBuffer(bytes) };
    }
    this.#xs = new Float64Array(this.#room.xs, 0, n);
    this.#ys = new Float64Array(this.#room.ys, 0, n);
  }
}

/** A line of text in the axes; its left end stands on the point (x, y). */
export class Text {
  readonly color: Color;
  x: number;
  y: number;
  text: string;

  constructor(x: number, y: number, text: string, color: Color) {
    this.x = x;
    this.y = y;
    this.text = text;
    this.color = color;
  }

  setText(text: string): void {
    this.text = text;
  }

  setPosition(x: number, y: number): void {
    this.x = x;
    this.y = y;
  }
}

/** What an animation can change, and gives back when it did. */
export type Artist = Points | Text;
