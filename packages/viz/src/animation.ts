/**
 * An animation as matplotlib's FuncAnimation describes it: a function that changes the figure for each
 * frame. It runs nothing by itself: `show` plays it, `save` writes it into a file, and `run` steps
 * through it. All three go through the same frames.
 */
import type { Animated } from "./animated.ts";
import type { Artist } from "./artists.ts";
import { checkFrames, countOf, type Frames, itemsOf } from "./frames.ts";
import { Growth } from "./growth.ts";
import { animationHost } from "./host.ts";
import { Blit, checkArtists, type Layers, wholeFigure } from "./layers.ts";
import type { SaveOptions } from "./save.ts";
import type { Figure } from "./scene.ts";
import type { PlayOptions } from "./terminal.ts";

/** Changes the artists for an item of `frames`, and gives back those it changed. */
// biome-ignore lint/suspicious/noConfusingVoidType: a function without return is one of these
export type Animate<T> = (item: T) => readonly Artist[] | void;

export interface AnimationOptions<T = number> {
  /** Draws the empty picture before the first frame; gives what it changed. */
  // biome-ignore lint/suspicious/noConfusingVoidType: as above
  readonly init?: () => readonly Artist[] | void;
  /**
   * How many frames there are, and `animate` gets 0, 1, 2, ...; or a list, anything else that gives items
   * one by one (also one after a wait), or a generator function: `animate` gets the items.
   * @default 200
   */
  readonly frames?: Frames<T>;
  /** Time between two frames in ms. @default 20 */
  readonly interval?: number;
  /**
   * Draws over a kept background only the artists that a frame gives back; `init` and `animate` then
   * must give them back. What no frame has ever given back stays as it was after `init`; what an earlier
   * frame gave back, and this one does not, is not seen. @default false
   */
  readonly blit?: boolean;
  /** Played again and again, until it is stopped. Files of animations always repeat. @default false */
  readonly repeat?: boolean;
  /** Stops it wherever it is played or saved. */
  readonly signal?: AbortSignal;
  /** Is told, once, when every frame adds artists. @default console.warn, which writes to stderr */
  readonly warn?: (message: string) => void;
}

export class FuncAnimation<T = number> implements Animated {
  readonly figure: Figure;
  /** Where it is known before they were gone through. */
  readonly frameCount: number | undefined;
  readonly intervalMs: number;
  readonly repeat: boolean;
  readonly blit: boolean;
  readonly signal: AbortSignal | undefined;
  readonly #animate: Animate<unknown>;
  readonly #init: NonNullable<AnimationOptions["init"]>;
  readonly #frames: Frames<unknown>;
  readonly #warn: (message: string) => void;
  readonly #playing = new Set<AbortController>();
  #hasWarned = false;
  #finished: Promise<void> = Promise.resolve();
  #layers: Layers;

  constructor(
    figure: Figure,
    animate: Animate<T>,
    {
      init = () => [],
      frames = 200,
      interval = 20,
      repeat = false,
      blit = false,
      signal,
      warn = console.warn,
    }: AnimationOptions<T> = {},
  ) {
    checkFrames(frames, { repeat });
    if (!(interval >= 0 && Number.isFinite(interval))) {
      throw new RangeError(`interval must be a number of ms, 0 or more, got ${interval}`);
    }
    this.figure = figure;
    this.frameCount = countOf(frames);
    this.intervalMs = interval;
    this.repeat = repeat;
    this.blit = blit;
    this.signal = signal;
    this.#warn = warn;
    this.#layers = wholeFigure(figure);
    this.#animate = animate as Animate<unknown>;
    this.#init = init;
    this.#frames = frames;
  }

  /** Draws what is there before the first frame; gives the artists that changed. */
  init(): readonly Artist[] {
    return this.#checked("init", this.#init());
  }

  /** Moves the figure on to a frame: its number, 0-based, or its item; gives the artists that changed. */
  animate(item: T): readonly Artist[] {
    return this.#checked("animate", this.#animate(item));
  }

  #checked(what: string, changed: ReturnType<Animate<unknown>>): readonly Artist[] {
    if (this.blit) checkArtists(what, changed);
    return changed ?? [];
  }

  /**
   * Goes through the frames once, from init on; the figure is at a frame when its number, 0-based, is
   * given.
   *
   * @param frames how many instead of the animation's own; of items, at most
   */
  async *run(frames?: number): AsyncGenerator<number, void> {
    const growth = new Growth(this.figure, this.#warn);
    const blit = this.#begin();
    let frame = 0;
    for await (const item of itemsOf(this.#frames, frames)) {
      const changed = this.animate(item as T);
      if (blit !== undefined) this.#layers = blit.frame(changed);
      if (!this.#hasWarned) this.#hasWarned = growth.look();
      yield frame++;
      // Before the next item is asked for: it may take long, or never come.
      if (frame === frames) return;
    }
  }

  #begin(): Blit | undefined {
    const changed = this.init();
    this.#layers = wholeFigure(this.figure);
    if (!this.blit) return undefined;
    return new Blit(this.figure, changed);
  }

  /** What is to be drawn of the figure at this frame: all of it, but with `blit`. */
  get layers(): Layers {
    return this.#layers;
  }

  /** Ends what `show` or `save` has begun: `show` then resolves, `save` is rejected, without a file. */
  stop(): void {
    for (const one of this.#playing) one.abort();
  }

  /** Settles as the last `show` or `save` does; nothing begun is finished. */
  get finished(): Promise<void> {
    return this.#finished;
  }

  /**
   * Plays it: in a page that has registered itself (`registerAnimationHost`), else in the terminal,
   * where there is none as one frame of text. Resolves at its end, or when it was stopped.
   */
  async show(options: PlayOptions = {}): Promise<void> {
    const host = options.output === undefined ? animationHost() : undefined;
    return this.#begun(options, async (signal) => {
      if (host !== undefined) return host.show(this, { ...options, signal });
      const { playInTerminal } = await import("#terminal");
      await playInTerminal(this, { ...options, signal });
    });
  }

  /**
   * Writes it into a file, headless: .gif, .apng, with ffmpeg .mp4 and .webm; its last frame as .png or
   * .svg. In Node only.
   *
   * @throws VizError for another suffix, or where ffmpeg is missing or fails
   * @throws RangeError for a number of frames, or of frames a second, that makes no sense
   */
  async save(file: string, options: SaveOptions = {}): Promise<void> {
    return this.#begun(options, async (signal) => {
      const { saveAnimation } = await import("#save");
      await saveAnimation(this, file, { ...options, signal });
    });
  }

  #begun(
    { signal }: { readonly signal?: AbortSignal },
    begin: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const own = new AbortController();
    this.#playing.add(own);
    const either = signal === undefined ? own.signal : AbortSignal.any([own.signal, signal]);
    const ended = begin(either).finally(() => this.#playing.delete(own));
    this.#finished = ended;
    return ended;
  }
}

/**
 * Makes a figure move.
 *
 * @param animate changes the artists for a frame, and gives back those it changed
 * @throws RangeError for frames or an interval that make no sense
 */
export function funcAnimation(
  figure: Figure,
  animate: Animate<number>,
  options?: AnimationOptions<number> & { readonly frames?: number },
): FuncAnimation;
export function funcAnimation<T>(
  figure: Figure,
  animate: Animate<T>,
  options: AnimationOptions<T>,
): FuncAnimation<T>;
export function funcAnimation<T>(
  figure: Figure,
  animate: Animate<T>,
  options: AnimationOptions<T> = {},
): FuncAnimation<T> {
  return new FuncAnimation(figure, animate, options);
}
