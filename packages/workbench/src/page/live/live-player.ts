/**
 * The page's side of the canvas: starts the worker, hands it the student's code, paints what comes
 * back, and ends it when code in it does not come back.
 */

import type { Place } from "@hpts/labkit/lab";
import { CanvasPainter, type Scheme } from "@hpts/viz/page";
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Facts, FromWorker, Settings, ToWorker } from "../../worker/messages.ts";
import { endlessLoop } from "./loop-finder.ts";

export interface LiveFault {
  readonly version: number;
  readonly kind: "todo" | "error" | "endless";
  readonly message: string;
  readonly stack: string;
  /** Where, if that is known. */
  readonly at?: Place;
}

export interface Offer {
  readonly about: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly mostParticles: number;
}

/** Messages that wait behind a long task of the page's own are no silence. */
const GRACE_MS = 100;

export class LivePlayer {
  readonly facts: Signal<Facts | undefined> = signal(undefined);
  /** Whether code of the student's moves the particles. */
  readonly runs: ReadonlySignal<boolean> = computed(() => this.facts.value?.version !== undefined);
  /** Whether a particle is nowhere: it cannot be drawn, and never comes back. */
  readonly isLost: ReadonlySignal<boolean> = computed(() =>
    Number.isNaN(this.facts.value?.largestError),
  );
  readonly isPlaying: Signal<boolean> = signal(false);
  readonly fault: Signal<LiveFault | undefined> = signal(undefined);
  readonly offer: Signal<Offer | undefined> = signal(undefined);
  readonly #canvas: HTMLCanvasElement;
  readonly #lab: string;
  #painter: CanvasPainter | undefined;
  #scheme: Scheme;
  #worker: Worker;
  #settings: Settings;
  #version: number | undefined;
  /** The code that runs, and the one that ran before it: what to go back to. */
  #good: number | undefined;
  #proven: number | undefined;
  /** The code of the last frame; the code that was ended last. */
  #shownVersion: number | undefined;
  #retried: number | undefined;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #frame: Extract<FromWorker, { type: "frame" }> | undefined;

  constructor(canvas: HTMLCanvasElement, lab: string, settings: Settings, scheme: Scheme) {
    this.#canvas = canvas;
    this.#lab = lab;
    this.#settings = settings;
    this.#scheme = scheme;
    this.#worker = this.#start();
  }

  /** New code of the student's; it goes on with the particles as they are. */
  load(version: number): void {
    this.#version = version;
    this.#tell({ type: "load", version, url: this.#urlOf(version) });
  }

  play(): void {
    this.isPlaying.value = true;
    this.#tell({ type: "play" });
  }

  pause(): void {
    this.isPlaying.value = false;
    this.#tell({ type: "pause" });
  }

  step(): void {
    this.isPlaying.value = false;
    this.#tell({ type: "step" });
  }

  restart(): void {
    this.#tell({ type: "restart" });
  }

  set(settings: Settings): void {
    this.#settings = settings;
    this.#tell({ type: "settings", settings });
  }

  paintFor(scheme: Scheme): void {
    this.#scheme = scheme;
    if (this.#painter === undefined) return;
    this.#painter.scheme = scheme;
    if (this.#frame !== undefined) this.#painter.paint(this.#shown);
  }

  close(): void {
    clearTimeout(this.#watchdog);
    this.#worker.terminate();
  }

  /** A copy of what is shown, for a change of colours: the pixels themselves go back to the worker. */
  #shown = new Uint8Array();

  #start(): Worker {
    const worker = new Worker("/worker.js", { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#take(data));
    worker.postMessage({ type: "settings", settings: this.#settings } satisfies ToWorker);
    return worker;
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #urlOf(version: number): string {
    return `/live.js?${new URLSearchParams({ lab: this.#lab, version: String(version) })}`;
  }

  #take(message: FromWorker): void {
    switch (message.type) {
      case "busy":
        this.#watch(message.version, message.allowedMs);
        return;
      case "idle":
        clearTimeout(this.#watchdog);
        return;
      case "running":
        if (this.#good !== undefined && this.#good !== message.version) this.#proven = this.#good;
        this.#good = message.version;
        this.offer.value = message;
        if (message.version === this.#version) this.fault.value = undefined;
        return;
      case "fault":
        this.fault.value = message;
        if (message.version === this.#good) this.#good = this.#proven;
        return;
      case "frame":
        this.#show(message);
        return;
    }
  }

  /** A page that is not seen gets no frames shown and its timers late; then nothing is judged. */
  #watch(version: number, allowedMs: number): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      this.#watchdog = setTimeout(() => this.#end(version), GRACE_MS);
    }, allowedMs);
  }

  #end(version: number): void {
    this.#worker.terminate();
    // Code that has run may only have been kept waiting by a busy machine: it gets a second chance.
    const isSecondChance = this.#shownVersion === version && this.#retried !== version;
    this.#retried = version;
    // What hung may have been running, or have been about to.
    const before = this.#good === version ? this.#proven : this.#good;
    const next = isSecondChance ? version : before;
    this.#good = undefined;
    this.#proven = isSecondChance ? before : undefined;
    this.#worker = this.#start();
    const places = this.facts.value?.places;
    if (places !== undefined) this.#tell({ type: "places", places: places.slice() });
    if (next !== undefined) this.#tell({ type: "load", version: next, url: this.#urlOf(next) });
    if (this.isPlaying.value) this.#tell({ type: "play" });
    if (isSecondChance) return;
    const fault: LiveFault = { version, kind: "endless", message: "", stack: "" };
    this.fault.value = fault;
    void endlessLoop(this.#lab, this.#settings, places?.slice()).then(
      (at) => {
        if (at !== undefined && this.fault.value === fault) this.fault.value = { ...fault, at };
      },
      () => {}, // that it hangs has been said
    );
  }

  #show(frame: Extract<FromWorker, { type: "frame" }>): void {
    const isFirst = this.#frame === undefined;
    this.#frame = frame;
    requestAnimationFrame(() => {
      const { width, height, pixels } = frame;
      const { width: w, height: h } = this.#canvas;
      if (this.#painter === undefined || w !== width || h !== height) {
        this.#painter = new CanvasPainter(this.#canvas, width, height, this.#scheme);
      }
      this.#painter.paint(pixels);
      if (this.#shown.length !== pixels.length) this.#shown = new Uint8Array(pixels.length);
      this.#shown.set(pixels);
      this.facts.value = frame.facts;
      if (frame.facts.timeUnits > 0) this.#shownVersion = frame.facts.version;
      this.#canvas.dataset["version"] = String(frame.facts.version ?? "");
      this.#worker.postMessage({ type: "buffer", pixels } satisfies ToWorker, [pixels.buffer]);
      if (isFirst) this.#canvas.dataset["ready"] = "true";
    });
  }
}
