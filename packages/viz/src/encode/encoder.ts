/** What all writers of animations have in common: bytes at the beginning, for each frame, at the end. */
import type { Canvas } from "../raster/canvas.ts";

export interface FrameEncoder {
  start(): Uint8Array;
  /** Keeps nothing of the canvas, which the next frame is drawn into. */
  frame(canvas: Canvas): Uint8Array;
  end(): Uint8Array;
}
