/** What all writers of animations have in common: bytes at the beginning, for each frame, at the end. */
import type { Canvas } from "../raster/canvas.ts";

export interface FrameEncoder {
  /**
   * The same number of bytes for every number of frames, so that it can be put right at the end.
   * @param frames how many there will be, or were
   */
  start(frames: number): Uint8Array;
  /** Keeps nothing of the canvas, which the next frame is drawn into. */
  frame(canvas: Canvas): Uint8Array;
  end(): Uint8Array;
}
