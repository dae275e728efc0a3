/**
 * An animation as matplotlib's FuncAnimation describes it: a function that changes the figure for
 * frame i. It runs nothing by itself; `playInTerminal` plays it, and a test can step through it.
 */
import type { Figure, Points } from "./scene.ts";

export interface AnimationOptions {
  /** Draws the empty picture before frame 0; gives what it changed. */
  readonly init?: () => readonly Points[];
  /** How many frames there are. @default 200 */
  readonly frames?: number;
  /** Time between two frames in ms. @default 20 */
  readonly interval?: number;
}

export class FuncAnimation {
  readonly figure: Figure;
  readonly frames: number;
  readonly intervalMs: number;
  readonly #animate: (frame: number) => readonly Points[];
  readonly #init: () => readonly Points[];

  constructor(
    figure: Figure,
    animate: (frame: number) => readonly Points[],
    { init = () => [], frames = 200, interval = 20 }: AnimationOptions,
  ) {
    if (!Number.isSafeInteger(frames) || frames < 1) {
      throw new RangeError(`frames must be a whole number, 1 or more, got ${frames}`);
    }
    if (!(interval >= 0 && Number.isFinite(interval))) {
      throw new RangeError(`interval must be a number of ms, 0 or more, got ${interval}`);
    }
    this.figure = figure;
    this.frames = frames;
    this.intervalMs = interval;
    this.#animate = animate;
    this.#init = init;
  }

  /** Draws what is there before frame 0; gives the artists that changed. */
  init(): readonly Points[] {
    return this.#init();
  }

  /** Moves the figure on to a frame, 0-based; gives the artists that changed. */
  animate(frame: number): readonly Points[] {
    return this.#animate(frame);
  }
}

/**
 * Makes a figure move.
 *
 * @param animate changes the artists for a frame, 0-based, and gives back those it changed
 * @throws RangeError for a number of frames or an interval that makes no sense
 */
export function funcAnimation(
  figure: Figure,
  animate: (frame: number) => readonly Points[],
  options: AnimationOptions = {},
): FuncAnimation {
  return new FuncAnimation(figure, animate, options);
}
