/**
 * Plays an animation step by step: play, pause, step, restart. It knows no page, so that it also runs
 * in a worker; what shows a frame, and what calls back for the next one, are passed in.
 */
import type { Animated } from "../animated.ts";
import { Picture } from "../raster/picture.ts";

export type PlayerStatus = "paused" | "playing" | "ended" | "failed";

export interface PlayerState {
  readonly status: PlayerStatus;
  /** Frames drawn since the start; 0 before the first one. */
  readonly frame: number;
  /** How many there will be, where that is known. */
  readonly frames: number | undefined;
  /** What the animation threw, where it has failed. */
  readonly error?: unknown;
}

/** What buttons need: the same for a player here and for one in a worker. */
export interface Playable {
  readonly state: PlayerState;
  play(): void;
  pause(): void;
  /** One frame, then pauses. */
  step(): void;
  /** From init on, without a pause if it was playing. */
  restart(): void;
  /** Is called after each change; gives the function that ends this. */
  onChange(listener: (state: PlayerState) => void): () => void;
}

/** Calls back once, after about so many ms, at a time when drawing is well placed; gives how to cancel. */
export type Schedule = (callback: () => void, waitMs: number) => () => void;

export interface PlayerOptions {
  /** Shows a picture; the pixels are those of `Picture.canvas`, and drawn over for the next frame. */
  readonly show: (pixels: Uint8Array) => void;
  readonly schedule: Schedule;
  /** Ms; only differences count. */
  readonly now: () => number;
  /** Stops it for good. */
  readonly signal?: AbortSignal;
}

export class Player implements Playable {
  /** Resolves when it has ended or was stopped; rejected with what the animation throws. */
  readonly finished: Promise<void>;
  readonly picture: Picture;
  readonly #animation: Animated;
  readonly #options: PlayerOptions;
  readonly #listeners = new Set<(state: PlayerState) => void>();
  #state: PlayerState;
  #run: AsyncGenerator<number, void> | undefined;
  #isStepping = false;
  #isStopped = false;
  #cancel = (): void => {};
  #dueMs = 0;
  #settle!: { resolve: () => void; reject: (error: unknown) => void };

  /** @throws RangeError when the figure has no axes */
  constructor(animation: Animated, options: PlayerOptions) {
    this.#animation = animation;
    this.#options = options;
    this.picture = new Picture(animation.figure);
    this.#state = { status: "paused", frame: 0, frames: animation.frameCount };
    this.finished = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.finished.catch(() => {}); // whoever asks for it is told; nobody has to
    for (const signal of [options.signal, animation.signal]) {
      if (signal?.aborted) this.stop();
      signal?.addEventListener("abort", () => this.stop(), { once: true });
    }
  }

  get state(): PlayerState {
    return this.#state;
  }

  play(): void {
    if (this.#isStopped || this.#state.status === "playing") return;
    if (this.#state.status === "ended" || this.#state.status === "failed") this.#rewind();
    this.#change({ status: "playing" });
    this.#dueMs = this.#options.now();
    void this.#advance();
  }

  pause(): void {
    if (this.#state.status !== "playing") return;
    this.#cancel();
    this.#change({ status: "paused" });
  }

  step(): void {
    if (this.#isStopped) return;
    this.#cancel();
    if (this.#state.status === "ended" || this.#state.status === "failed") this.#rewind();
    this.#change({ status: "paused" });
    void this.#advance();
  }

  restart(): void {
    if (this.#isStopped) return;
    const wasPlaying = this.#state.status === "playing";
    this.#cancel();
    this.#rewind();
    this.#change({ status: "paused", frame: 0 });
    if (wasPlaying) this.play();
    else this.step();
  }

  /** For good: it cannot be played any more. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#cancel();
    this.#rewind();
    if (this.#state.status !== "failed") this.#change({ status: "ended" });
    this.#settle.resolve();
  }

  onChange(listener: (state: PlayerState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #rewind(): void {
    // A generator of the student's gets to its `finally`; what that throws comes too late for anybody.
    this.#run?.return().catch(() => {});
    this.#run = undefined;
  }

  /** One frame; while playing, asks for the next one. */
  async #advance(): Promise<void> {
    if (this.#isStepping) return;
    this.#isStepping = true;
    this.#run ??= this.#animation.run();
    const run = this.#run;
    try {
      const { done, value } = await run.next();
      this.#isStepping = false;
      if (this.#run !== run) return this.#goOn();
      if (done) return this.#end();
      this.picture.draw(this.#animation.layers);
      this.#options.show(this.picture.canvas.pixels);
      this.#change({ frame: value + 1 });
      this.#wait();
    } catch (error) {
      this.#isStepping = false;
      if (this.#run !== run) return this.#goOn();
      this.#run = undefined;
      this.#change({ status: "failed", error });
      this.#settle.reject(error);
    }
  }

  /** It was restarted while a frame was on its way. */
  #goOn(): void {
    if (!this.#isStopped) void this.#advance();
  }

  #end(): void {
    this.#run = undefined;
    const { status, frame } = this.#state;
    // Frames that ran out at once would do so again, without end.
    if (this.#animation.repeat && frame > 0 && status === "playing") {
      this.#change({ frame: 0 });
      void this.#advance();
      return;
    }
    this.#change({ status: "ended" });
    this.#settle.resolve();
  }

  #wait(): void {
    if (this.#state.status !== "playing") return;
    const now = this.#options.now();
    // Behind time, it goes on from now: it does not hurry to make up for it.
    this.#dueMs = Math.max(this.#dueMs + this.#animation.intervalMs, now);
    this.#cancel = this.#options.schedule(() => void this.#advance(), this.#dueMs - now);
  }

  #change(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }
}
