/**
 * The page's worker: what the student's code does here cannot hold the page up, and can be ended.
 *
 * A frame is drawn only when there are pixels to draw it into; they come back from the page when it
 * has shown them. So a page that is slow, or not seen, slows the worker down, and nothing piles up.
 */
import type { Live } from "@hpts/labkit/live";
import type { FromWorker, ToWorker } from "./messages.ts";
import { Stage } from "./stage.ts";

const FRAME_MS = 1000 / 60;
/** One on its way, one to draw into. */
const BUFFERS = 2;

const stage = new Stage(() => performance.now());
const buffers: Uint8Array<ArrayBuffer>[] = [];
let made = 0;
let isPlaying = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let lastMs = 0;
/** A picture is owed: something has changed while nothing was playing. */
let isOwed = true;
/** The picture that is owed is the next frame, and not the same once more. */
let isStepOwed = false;

/** When the student's code was called, and how long it may take; for code with marks in its loops. */
let called = { atMs: 0, allowedMs: 0 };

class EndlessLoop extends Error {
  readonly place: string;

  constructor(place: string) {
    super(`a loop does not end: ${place}`);
    this.place = place;
  }
}

/** See live/loop-marks.ts of the server. */
Object.assign(globalThis, {
  __hptsLoop(place: string): void {
    if (performance.now() - called.atMs > called.allowedMs) throw new EndlessLoop(place);
  },
});

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  void take(data).catch(() => {}); // said where it happened
});

async function take(message: ToWorker): Promise<void> {
  switch (message.type) {
    case "load":
      return load(message.version, message.url);
    case "settings":
      return change(() => stage.set(message.settings));
    case "places":
      return change(() => stage.goOnFrom(message.places));
    case "restart":
      return change(() => stage.restart());
    case "play":
      isPlaying = true;
      return schedule();
    case "pause":
      isPlaying = false;
      return;
    case "step":
      isPlaying = false;
      isStepOwed = true;
      return owe();
    case "buffer":
      buffers.push(message.pixels);
      return schedule();
  }
}

async function load(version: number, url: string): Promise<void> {
  busy(version);
  try {
    const { default: live } = (await import(url)) as { default?: Live };
    if (typeof live?.start !== "function")
      throw new Error("live.ts has no default export with start");
    stage.take({ version, live });
    say({
      type: "running",
      version,
      about: live.about,
      choices: live.choices ?? [],
      mostParticles: live.mostParticles ?? 10_000,
    });
  } catch (error) {
    sayFault(version, error);
  } finally {
    idle();
  }
  owe();
}

function change(work: () => void): void {
  busy(stage.version ?? 0);
  try {
    work();
  } catch (error) {
    sayFault(stage.version ?? 0, error);
  } finally {
    idle();
  }
  owe();
}

function owe(): void {
  isOwed = true;
  schedule();
}

function schedule(): void {
  if (timer !== undefined || !(isPlaying || isOwed)) return;
  const wait = isOwed ? 0 : Math.max(0, lastMs + FRAME_MS - performance.now());
  timer = setTimeout(() => {
    timer = undefined;
    show(isPlaying || isStepOwed);
  }, wait);
}

/** @param moves whether time passes */
function show(moves: boolean): void {
  if (buffers.length === 0 && made >= BUFFERS) return; // the next buffer wakes us up
  lastMs = performance.now();
  const version = stage.version ?? 0;
  if (moves) busy(version);
  const { pixels, facts, thrown } = moves ? stage.frame() : { ...stage.still(), thrown: undefined };
  if (moves) idle();
  if (thrown !== undefined) sayFault(version, thrown);
  isOwed = false;
  isStepOwed = false;
  const { width, height } = stage.size;
  const buffer = bufferOf(pixels.length);
  buffer.set(pixels);
  say({ type: "frame", pixels: buffer, width, height, facts }, [buffer.buffer]);
  schedule();
}

/** A figure of another size needs others. */
function bufferOf(length: number): Uint8Array<ArrayBuffer> {
  const buffer = buffers.pop();
  if (buffer === undefined) made++;
  return buffer?.length === length ? buffer : new Uint8Array(length);
}

function sayFault(version: number, error: unknown): void {
  const { name, message, stack, code } =
    error instanceof Error
      ? (error as Error & { code?: unknown })
      : { name: "Error", message: String(error), stack: "", code: undefined };
  const isTodo = code === "HPTS_LABKIT_TODO";
  const text = isTodo || name === "Error" ? message : `${name}: ${message}`;
  say({
    type: "fault",
    version,
    kind: isTodo ? "todo" : "error",
    message: text,
    stack: stack ?? "",
    ...(error instanceof EndlessLoop && { loop: error.place }),
  });
}

function busy(version: number): void {
  const { allowedMs } = stage;
  called = { atMs: performance.now(), allowedMs };
  say({ type: "busy", version, allowedMs });
}

const idle = (): void => say({ type: "idle" });

function say(message: FromWorker, transfer: Transferable[] = []): void {
  // The worker's own: the types here are those of a page.
  (postMessage as (message: FromWorker, transfer: Transferable[]) => void)(message, transfer);
}
