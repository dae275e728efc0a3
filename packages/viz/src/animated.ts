import type { Layers } from "./layers.ts";
import type { Figure } from "./scene.ts";

/** What is played, shown and saved: a FuncAnimation, whatever its frames' items are. */
export interface Animated {
  readonly figure: Figure;
  /** How many frames there are, where it is known before. */
  readonly frameCount: number | undefined;
  readonly intervalMs: number;
  readonly repeat: boolean;
  readonly signal: AbortSignal | undefined;
  /** What is to be drawn of the figure at the present frame. */
  readonly layers: Layers;
  /** Goes through the frames once; gives the number of each one, 0-based, when the figure is at it. */
  run(frames?: number): AsyncGenerator<number, void>;
}
