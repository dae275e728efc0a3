/**
 * An animation as matplotlib's FuncAnimation describes it: a function that changes the figure for
 * frame i. It runs nothing by itself: `show` plays it, `save` writes it into a file, and a test can
 * step through it.
 */
import type { SaveOptions } from "./save.ts";
import type { Artist, Figure } from "./scene.ts";
import type { PlayOptions } from "./terminal.ts";

export interface AnimationOptions {
  /** Draws the empty picture before frame 0; gives what it changed. */
  readonly init?: () => readonly Artist[];
  /** How many frames there are. @default 200 */
  readonly frames?: number;
  /** Time between two frames in ms. @default 20 */
  readonly interval?: number;
  /** Played again and again, until it is stopped. Files of animations always repeat. @default false */
  readonly repeat?: boolean;
  /** Stops it wherever it is played or saved. */
  readonly signal?: AbortSignal;
}

export class FuncAnimation {
  readonly figure: Figure;
  readonly frames: number;
  readonly intervalMs: number;
  readonly repeat: boolean;
  readonly signal: AbortSignal | undefined;
  readonly #animate: (frame: number) => readonly Artist[];
  readonly #init: () => readonly Artist[];

  constructor(
    figure: Figure,
    animate: (frame: number) => readonly Artist[],
    { init = () => [], frames = 200, interval = 20, repeat = false, signal }: AnimationOptions,
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
    this.repeat = repeat;
    this.signal = signal;
    this.#animate = animate;
    this.#init = init;
  }

  /** Draws what is there before frame 0; gives the artists that changed. */
  init(): readonly Artist[] {
    return this.#init();
  }

  /** Moves the figure on to a frame, 0-based; gives the artists that changed. */
  animate(frame: number): readonly Artist[] {
    return this.#animate(frame);
  }

  /** Plays it in the terminal; resolves at its end, or when it was stopped. In Node only. */
  async show(options: PlayOptions = {}): Promise<void> {
    const { playInTerminal } = await import("./terminal.ts");
    await playInTerminal(this, options);
  }

  /**
   * Writes it into a file, headless: .gif, .apng, with ffmpeg .mp4 and .webm; its last frame as .png or
   * .svg. In Node only.
   *
   * @throws VizError for another suffix, or where ffmpeg is missing or fails
   * @throws RangeError for a number of frames, or of frames a second, that makes no sense
   */
  async save(file: string, options: SaveOptions = {}): Promise<void> {
    const { saveAnimation } = await import("./save.ts");
    await saveAnimation(this, file, options);
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
  animate: (frame: number) => readonly Artist[],
  options: AnimationOptions = {},
): FuncAnimation {
  return new FuncAnimation(figure, animate, options);
}
