/** Puts indexed pixels onto a <canvas>: one copy through a table of colours, no drawing calls. */
import { expandPixels, type Scheme } from "./rgba.ts";

export class CanvasPainter {
  /** Of the colours; the next `paint` shows it. */
  scheme: Scheme;
  readonly #context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  readonly #image: ImageData;
  readonly #rgba: Uint32Array;

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
    this.paint(new Uint8Array(this.#rgba.length)); // it would be black
  }

  /** @param pixels indexed, as many as the canvas has; they are copied */
  paint(pixels: Uint8Array): void {
    if (pixels.length !== this.#rgba.length) {
      throw new RangeError(`expected ${this.#rgba.length} pixels, got ${pixels.length}`);
    }
    expandPixels(pixels, this.#rgba, this.scheme);
    this.#context.putImageData(this.#image, 0, 0);
  }
}
