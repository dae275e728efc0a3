/**
 * Plays on a canvas what a worker draws (`playInWorker`), and ends the worker when it does not answer
 * any more: its code is then in a loop that does not end.
 */
import { CanvasPainter } from "./canvas-painter.ts";
import type { Playable, PlayerState } from "./player.ts";
import type { Scheme } from "./rgba.ts";
import type { FromWorker, TextOfError, ToWorker } from "./worker-messages.ts";

export interface WorkerPlayerOptions {
  readonly canvas: HTMLCanvasElement;
  /** Plays at once, else shows one frame and waits. */
  readonly plays: boolean;
  /** @default "light" */
  readonly scheme?: Scheme;
  /** How long the worker may not answer, in ms. @default 1000 */
  readonly limitMs?: number;
}

/** Between two questions whether the worker is still there. */
const PING_MS = 200;

export class WorkerPlayer implements Playable {
  readonly #start: () => Worker;
  readonly #options: WorkerPlayerOptions;
  readonly #listeners = new Set<(state: PlayerState) => void>();
  #state: PlayerState = { status: "paused", frame: 0, frames: undefined };
  #first: "play" | "step" = "step";
  #size = { width: 0, height: 0 };
  #scheme: Scheme | undefined;
  #painter: CanvasPainter | undefined;
  #pixels: Uint8Array | undefined;
  #unanswered = 0;
  #timer: number | undefined;
  #worker: Worker | undefined;
  #hasBegun = false;
  #isOver = false;

  /** @param start loads the worker: now, and to play again after one that failed */
  constructor(start: () => Worker, options: WorkerPlayerOptions) {
    this.#start = start;
    this.#options = options;
    this.#begin(options.plays ? "play" : "step");
  }

  /** @param first what the animation is to do once it is there */
  #begin(first: "play" | "step"): void {
    const worker = this.#start();
    const own = (act: () => void): void => {
      if (this.#worker === worker) act();
    };
    this.#worker = worker;
    this.#first = first;
    this.#hasBegun = false;
    this.#unanswered = 0;
    worker.addEventListener("message", ({ data }) => own(() => this.#hear(data as FromWorker)));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      own(() => this.#fail({ message: event.message || "the module could not be loaded" }));
    });
    this.#timer = setInterval(() => this.#watch(), PING_MS) as unknown as number;
  }

  get state(): PlayerState {
    return this.#state;
  }

  play(): void {
    this.#do("play");
  }

  pause(): void {
    this.#tell({ type: "pause" });
  }

  step(): void {
    this.#do("step");
  }

  restart(): void {
    this.#do("restart");
  }

  #do(what: "play" | "step" | "restart"): void {
    if (this.#worker !== undefined) {
      this.#tell({ type: what });
    } else if (!this.#isOver) {
      this.#change({ status: "paused", frame: 0, frames: undefined });
      this.#begin(what === "step" ? "step" : "play");
    }
  }

  onChange(listener: (state: PlayerState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Shows the present picture in other colours. */
  paintAs(scheme: Scheme): void {
    this.#scheme = scheme;
    if (this.#painter === undefined) return;
    this.#painter.scheme = scheme;
    if (this.#pixels !== undefined) this.#painter.paint(this.#pixels);
  }

  /** For good: ends the worker. The last picture stays. */
  stop(): void {
    this.#isOver = true;
    this.#endWorker();
  }

  #endWorker(): void {
    clearInterval(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #fail(error: TextOfError): void {
    this.#endWorker();
    this.#change({ ...this.#state, status: "failed", error });
  }

  #tell(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }

  #hear(message: FromWorker): void {
    this.#unanswered = 0;
    this.#hasBegun = true;
    if (message.type === "figure") {
      this.#size = message;
      this.#painter = undefined;
      this.#pixels = undefined;
      this.#tell({ type: this.#first });
    } else if (message.type === "frame") {
      const worker = this.#worker;
      requestAnimationFrame(() => this.#worker === worker && this.#paint(message.pixels));
    } else if (message.type === "state") {
      this.#describe(message);
      this.#change(message.state);
    } else if (message.type === "failed") {
      this.#fail(message.error);
    }
  }

  #paint(memory: ArrayBuffer): void {
    this.#painter ??= this.#makePainter();
    this.#pixels ??= new Uint8Array(memory.byteLength);
    this.#pixels.set(new Uint8Array(memory));
    this.#painter.paint(this.#pixels);
    this.#tell({ type: "memory", pixels: memory }, [memory]);
  }

  /** Only now: until there is a picture, the canvas keeps the one it has. */
  #makePainter(): CanvasPainter {
    const { canvas, scheme } = this.#options;
    canvas.setAttribute("role", "img");
    return new CanvasPainter(canvas, this.#size.width, this.#size.height, this.#scheme ?? scheme);
  }

  /** While it plays, the words would change faster than anybody can listen. */
  #describe({ state, description }: Extract<FromWorker, { type: "state" }>): void {
    if (state.status === "playing" && state.frame > 1) return;
    this.#options.canvas.setAttribute("aria-label", description);
  }

  /** Counts turns, not time: a computer that slept is no endless loop. */
  #watch(): void {
    const { limitMs = 1000 } = this.#options;
    if (!this.#hasBegun) return;
    if (this.#unanswered * PING_MS >= limitMs) {
      const { frame } = this.#state;
      const where = frame === 0 ? "before the first frame" : `after frame ${frame}`;
      this.#fail({
        message: `no sign of life for ${limitMs / 1000} s, ${where}: is there a loop that does not end?`,
      });
      return;
    }
    this.#unanswered++;
    this.#tell({ type: "ping" });
  }

  #change(state: PlayerState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}
