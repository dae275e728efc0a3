/**
 * Plays an animation in a terminal, in place: only cells that changed are written, one write a
 * frame, nothing above is scrolled away or cleared. However it ends, the cursor comes back, on a
 * line of its own: at the last frame, at Ctrl+C, when something throws or exits, and at SIGTERM and
 * SIGHUP, which end the process with 128 + their number. (Nothing can be done about SIGKILL.)
 * Where there is no terminal, one frame is printed as plain text.
 */
import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Animated } from "./animated.ts";
import { type Cell, drawAxes } from "./braille.ts";
import { changesText, wholeText } from "./cell-text.ts";
import { orAborted } from "./or-aborted.ts";

export interface PlayOptions {
  /** Where to draw. @default process.stdout */
  readonly output?: TerminalOutput;
  /** Stops the animation; the promise then resolves as usual. */
  readonly signal?: AbortSignal;
  /** How many frames. @default the animation's */
  readonly frames?: number;
  /** For NO_COLOR and HPTS_ASCII. @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What is needed of a stream such as process.stdout. */
export interface TerminalOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

const ESC = "\x1b[";
const HIDE_CURSOR = `${ESC}?25l`;
const SHOW_CURSOR = `${ESC}?25h`;
const DEADLY = ["SIGTERM", "SIGHUP"] as const;
/** Lines kept free below the picture: the caption and the line after it. */
const CAPTION_ROWS = 2;

/**
 * Resolves when the last frame is drawn, or the signal or Ctrl+C has stopped it.
 *
 * @throws RangeError when the figure has no axes
 */
export async function playInTerminal(
  animation: Animated,
  { output = process.stdout, signal, env = process.env, frames }: PlayOptions = {},
): Promise<void> {
  const painter = createPainter(animation, output, env);
  const count = frames ?? animation.frameCount;
  if (!output.isTTY) {
    for await (const frame of animation.run(1)) {
      output.write(painter.plainText(captionOf(count, frame)));
    }
    return;
  }
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once("SIGINT", onInterrupt);
  const signals = [stop.signal, signal, animation.signal].filter((one) => one !== undefined);
  const stopped = AbortSignal.any(signals);
  const restore = hideCursor(output);
  try {
    let hasPlayed: boolean;
    do hasPlayed = await playFrames(animation, { frames, painter, output, stopped });
    while (animation.repeat && hasPlayed && !stopped.aborted);
  } finally {
    process.off("SIGINT", onInterrupt);
    restore();
  }
}

/** Hides the cursor until the function that it gives is called, or the process ends. */
function hideCursor(output: TerminalOutput): () => void {
  const show = (): unknown => output.write(`\n${SHOW_CURSOR}`);
  process.once("exit", show);
  for (const signal of DEADLY) process.once(signal, endBySignal);
  output.write(HIDE_CURSOR);
  return () => {
    process.off("exit", show);
    for (const signal of DEADLY) process.off(signal, endBySignal);
    show();
  };
}

/** As the signal would have ended the process, but through its exit; unless others see to it. */
function endBySignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) === 0) process.exit(128 + constants.signals[signal]);
}

interface Stage {
  readonly frames: number | undefined;
  readonly painter: Painter;
  readonly output: TerminalOutput;
  readonly stopped: AbortSignal;
}

/** @returns whether there was a frame */
async function playFrames(
  animation: Animated,
  { frames, painter, output, stopped }: Stage,
): Promise<boolean> {
  let due = performance.now();
  let hasPlayed = false;
  const run = animation.run(frames);
  while (!stopped.aborted) {
    const next = await orAborted(run.next(), stopped);
    if (next === undefined || next.done) break;
    hasPlayed = true;
    output.write(painter.nextFrame(captionOf(frames ?? animation.frameCount, next.value)));
    due += animation.intervalMs;
    // An abort during the wait ends the loop above; it is not an error.
    await sleep(Math.max(0, due - performance.now()), undefined, { signal: stopped }).catch(
      () => {},
    );
  }
  // Not waited for: frames that come from elsewhere may never come.
  run.return().catch(() => {});
  return hasPlayed;
}

function captionOf(frames: number | undefined, frame: number): string {
  return `frame ${frame + 1}${frames === undefined ? "" : ` of ${frames}`}   (Ctrl+C stops)`;
}

interface Painter {
  /** Escape codes and characters that turn the last frame into the present one. */
  nextFrame(caption: string): string;
  plainText(caption: string): string;
}

function createPainter(
  animation: Animated,
  output: TerminalOutput,
  env: Readonly<Record<string, string | undefined>>,
): Painter {
  const [axes] = animation.figure.allAxes;
  if (axes === undefined) throw new RangeError("the figure has no axes: call figure.axes() first");
  const rows = (output.rows ?? 24) - CAPTION_ROWS;
  const size = { columns: output.columns ?? 80, rows };
  const ascii = Boolean(env["HPTS_ASCII"]) || env["TERM"] === "linux";
  const colored = !env["NO_COLOR"] && env["TERM"] !== "dumb";
  let shown: Cell[][] | undefined;
  const draw = (): Cell[][] => {
    const { kept, drawn } = animation.layers;
    const layers = [kept.get(axes), drawn.get(axes)].filter((layer) => layer !== undefined);
    return drawAxes(axes, size, ascii, layers);
  };

  return {
    nextFrame(caption) {
      const cells = draw();
      const text =
        shown === undefined ? wholeText(cells, colored) : changesText(shown, cells, colored);
      shown = cells;
      return `${text}\r${caption}`;
    },
    plainText(caption) {
      const lines = draw().map((row) => row.map(({ char }) => char).join(""));
      return `${lines.join("\n")}\n${caption.replace(/ {3}.*/, "")}\n`;
    },
  };
}
