/**
 * Runs an animation in a process of its own (runtime/animate-child.mjs), which can be stopped whatever
 * it does.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { constants } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { callersFolder } from "../context.ts";

const CHILD = fileURLToPath(new URL("../../runtime/animate-child.mjs", import.meta.url));

/** What the child is to do. */
export interface AnimationJob {
  /** With the animation; a full path. */
  readonly file: string;
  /** The same, as it is called in messages. */
  readonly name: string;
  /** x, y and speed of each. */
  readonly particles: readonly (readonly [number, number, number])[];
  readonly particlesAreRandom: boolean;
  readonly output?: string;
  readonly frames?: number;
  readonly fps?: number;
}

/** How it ended. kind: of a usage that makes no sense, a missing program, or the student's code. */
export type Ended =
  | { readonly type: "done"; readonly frames: number }
  | { readonly type: "stopped" }
  | {
      readonly type: "failed";
      readonly kind: "todo" | "usage" | "missing" | "code";
      readonly message: string;
      readonly stack?: string;
    };

type Message = Ended | { readonly type: "alive"; readonly frame: number; readonly frames?: number };

/**
 * Resolves when the child has ended, and says how; a child that said nothing has crashed.
 * @param limitS seconds in which nothing may happen
 */
export async function runAnimation(job: AnimationJob, limitS: number): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), CHILD], {
    cwd: callersFolder(),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  // A child that ends before it has read this is told of below.
  child.send(job, () => {});
  const progress = new Progress(job.output !== undefined);
  let told: Ended | undefined;
  const watchdog = watch(child, limitS, () => {
    told ??= { type: "failed", kind: "code", message: tooLong(limitS, progress.frame) };
  });
  child.on("message", (message: Message) => {
    watchdog.reset();
    if (message.type === "alive") progress.show(message);
    else told ??= message;
  });
  const stopForwarding = forwardSignals(child, () => {
    told ??= { type: "stopped" };
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once("close", (...how) => resolve(how)),
  );
  watchdog.stop();
  stopForwarding();
  progress.clear();
  if (signal !== null) cleanUp(job, child);
  return told ?? { type: "failed", kind: "code", message: endedEarly(code, signal) };
}

function tooLong(limitS: number, frame: number): string {
  const where = frame === 0 ? "before the first frame" : `in frame ${frame}`;
  return `nothing happened for ${limitS} s, ${where}: is there a loop that does not end? (--limit)`;
}

function endedEarly(code: number | null, signal: NodeJS.Signals | null): string {
  const unsettled = 13; // of Node: an await for what never comes
  if (code === unsettled || code === 0)
    return "the code ended the process, or waits for what never comes";
  return `the process ended early (${signal ?? `exit code ${code}`})`;
}

function watch(child: ChildProcess, limitS: number, onLimit: () => void) {
  const arm = (): NodeJS.Timeout =>
    setTimeout(() => {
      onLimit();
      child.kill("SIGKILL");
    }, limitS * 1000);
  // Only once it has said something: how long Node takes to start is not the code's matter.
  let timer: NodeJS.Timeout | undefined;
  return {
    reset(): void {
      clearTimeout(timer);
      timer = arm();
    },
    stop: (): void => clearTimeout(timer),
  };
}

/** How long the child may take to stop by itself, in ms. */
const PATIENCE_MS = 1000;

/** Ctrl+C reaches the child as well, but not if its code holds it. */
function forwardSignals(child: ChildProcess, onInterrupt: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const kill = (): boolean => child.kill("SIGKILL");
  const interrupt = (): void => {
    if (timer !== undefined) kill();
    onInterrupt();
    child.kill("SIGINT");
    timer ??= setTimeout(kill, PATIENCE_MS);
  };
  const end = (signal: NodeJS.Signals): never => process.exit(128 + constants.signals[signal]);
  process.on("SIGINT", interrupt).on("SIGTERM", end).on("SIGHUP", end).on("exit", kill);
  return () => {
    clearTimeout(timer);
    process.off("SIGINT", interrupt).off("SIGTERM", end).off("SIGHUP", end).off("exit", kill);
  };
}

/** After a child that could not do it itself: the half file, and the cursor that was hidden. */
function cleanUp({ output }: AnimationJob, { pid }: ChildProcess): void {
  if (output !== undefined) {
    rmSync(join(dirname(output), `.${basename(output)}.${pid}.part`), { force: true });
  } else if (process.stdout.isTTY) {
    process.stdout.write("\n\x1b[?25h");
  }
}

const BEFORE_PROGRESS_MS = 1000;
const BETWEEN_MS = 100;

/** Of files, on a terminal, after a second: which frame it is at, and how long it will take. */
class Progress {
  frame = 0;
  readonly #isShown: boolean;
  #shownAt = performance.now() + BEFORE_PROGRESS_MS - BETWEEN_MS;
  #firstAt: number | undefined;
  #isOnScreen = false;

  constructor(isFile: boolean) {
    this.#isShown = isFile && process.stderr.isTTY === true;
  }

  show({ frame, frames }: { readonly frame: number; readonly frames?: number }): void {
    this.frame = frame;
    const now = performance.now();
    if (frame > 0) this.#firstAt ??= now;
    if (!this.#isShown || frame === 0 || now - this.#shownAt < BETWEEN_MS) return;
    this.#shownAt = now;
    const text = progressText({ frame, ...(frames && { frames }) }, now - this.#firstAt!);
    process.stderr.write(`\r${text.padEnd(PROGRESS_WIDTH)}`);
    this.#isOnScreen = true;
  }

  clear(): void {
    if (this.#isOnScreen) process.stderr.write(`\r${" ".repeat(PROGRESS_WIDTH)}\r`);
  }
}

const PROGRESS_WIDTH = 70;

/**
 * @param frame the one that is being drawn, 1-based
 * @param elapsedMs since the first one was begun
 */
export function progressText(
  { frame, frames }: { readonly frame: number; readonly frames?: number },
  elapsedMs: number,
): string {
  const end = "   (Ctrl+C stops)";
  if (frames === undefined) return `frame ${frame}${end}`;
  const done = frame - 1;
  const left = done > 0 ? `, ${durationText((elapsedMs / done) * (frames - done))} left` : "";
  return `frame ${frame} of ${frames}${left}${end}`;
}

/** Rounded up: who waits likes it better to be surprised. */
function durationText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
