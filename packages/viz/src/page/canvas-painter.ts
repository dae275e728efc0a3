/**
 * Puts indexed pixels onto a <canvas>: one copy through a table of colours, no drawing calls, and of
 * those pixels only that are not as they were.
 */
import { expandPixels, RGBA, type Scheme } from "./rgba.ts";

export class CanvasPainter {
  /** Of the colours; the next `paint` shows it. */
  scheme: Scheme;
  readonly #context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  readonly #image: ImageData;
  readonly #rgba: Uint32Array;
  /** What was painted last; four pixels are compared at once. */
  readonly #before: Uint8Array;
  readonly #wordsBefore: Uint32Array;
  #schemeBefore: Scheme | undefined;

  /**
   * @param canvas gets this size
   * @throws Error when the canvas already has a context of another kind
   */
  constructor(
    canvas: HTMLCanvasElement | OffscreenCanvas,
    width: number,
    height: number,
    scheme: Scheme = "light",
  ) {
    canvas.width = width;
    canvas.height = height;
    // Pixels come from here and never have to be read back quickly; opaque needs no blending.
    const context = canvas.getContext("2d", { alpha: false }) as
      | CanvasRenderingContext2D
      | OffscreenCanvasRenderingContext2D
      | null;
    if (context === null) throw new Error("the canvas must give a 2d context, and gave none");
    this.scheme = scheme;
    this.#context = context;
    this.#image = context.createImageData(width, height);
    this.#rgba = new Uint32Array(this.#image.data.buffer);
    const bytes = new ArrayBuffer(Math.ceil(this.#rgba.length / 4) * 4);
    this.#before = new Uint8Array(bytes, 0, this.#rgba.length);
    this.#wordsBefore = new Uint32Array(bytes);
    this.paint(new Uint8Array(this.#rgba.length)); // it would be black
  }

  /** @param pixels indexed, as many as the canvas has; they are copied */
  paint(pixels: Uint8Array): void {
    if (pixels.length !== this.#rgba.length) {
      throw new RangeError(`expected ${this.#rgba.length} pixels, got ${pixels.length}`);
    }
    const isAll = this.scheme !== this.#schemeBefore || pixels.byteOffset % 4 !== 0;
    const [from, to] = isAll ? this.#expandAll(pixels) : this.#expandChanged(pixels);
    if (from >= to) return;
    const { width } = this.#image;
    const top = Math.floor(from / width);
    this.#context.putImageData(this.#image, 0, 0, 0, top, width, Math.ceil(to / width) - top);
  }

  #expandAll(pixels: Uint8Array): [from: number, to: number] {
    this.#schemeBefore = this.scheme;
    this.#before.set(pixels);
    expandPixels(pixels, this.#rgba, this.scheme);
    return [0, pixels.length];
  }

  /** @returns the first pixel that has changed, and the one behind the last */
  #expandChanged(pixels: Uint8Array): [from: number, to: number] {
    const before = this.#wordsBefore;
    const words = pixels.length >> 2;
    const now = new Uint32Array(pixels.buffer, pixels.byteOffset, words);
    let from = -1;
    let to = 0;
    for (let i = 0; i < words; i++) {
      if (now[i] === before[i]) continue;
      before[i] = now[i]!;
      this.#expand(4 * i, 4 * i + 4);
      if (from < 0) from = 4 * i;
      to = 4 * i + 4;
    }
    // Up to three at the end: not worth a comparison.
    const rest = 4 * words;
    if (rest < pixels.length) {
      this.#before.set(pixels.subarray(rest), rest);
      this.#expand(rest, pixels.length);
      if (from < 0) from = rest;
      to = pixels.length;
    }
    return from < 0 ? [0, 0] : [from, to];
  }

  #expand(from: number, to: number): void {
    const table = RGBA[this.scheme];
    const pixels = this.#before;
    const rgba = this.#rgba;
    for (let i = from; i < to; i++) rgba[i] = table[pixels[i]!]!;
  }
}
