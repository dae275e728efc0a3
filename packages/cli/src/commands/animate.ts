/**
 * `hpts animate`: runs a student's simulation in a process of its own (runtime/animate-child.mjs),
 * which can be stopped whatever it does, and shows it or writes it into a file.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, rmSync, statSync } from "node:fs";
import { constants } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createRandom, referenceParticles } from "@hpts/core";
import { readLabs, UsageError } from "@hpts/labkit/lab";
import { callersFolder, currentContext, labNamed } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { Interrupted, NotYet, printError } from "../report.ts";

const CHILD = fileURLToPath(new URL("../../runtime/animate-child.mjs", import.meta.url));

export interface AnimateFlags {
  readonly output?: string;
  readonly frames?: string;
  readonly fps?: string;
  readonly seed?: string;
  readonly particles?: string;
  readonly limit: string;
}

/** What the child is to do. */
interface Job {
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

type Message =
  | { readonly type: "alive"; readonly frame: number; readonly frames: number }
  | { readonly type: "done"; readonly frames: number }
  | { readonly type: "stopped" }
  | {
      readonly type: "failed";
      readonly kind: "todo" | "usage" | "missing" | "code";
      readonly message: string;
      readonly stack?: string;
    };

/** @param what a lab, or a file that exports an animation */
export async function animate(what: string, flags: AnimateFlags): Promise<void> {
  const limitS = number("--limit", flags.limit, { least: 0.1, most: 86_400 });
  const file = fileOf(what);
  const output = outputFile(flags);
  const job: Job = {
    file,
    name: relative(callersFolder(), file),
    ...particlesOf(flags),
    ...(output !== undefined && { output }),
    ...(flags.frames !== undefined && { frames: whole("--frames", flags.frames, 1) }),
    ...(flags.fps !== undefined && {
      fps: number("--fps", flags.fps, { least: 0.01, most: 1000 }),
    }),
  };
  const ended = await runChild(job, limitS);
  if (ended.type === "stopped") throw new Interrupted();
  if (ended.type === "failed") return sayFailure(ended, job);
  if (output === undefined || flags.output === undefined) return;
  const kib = (statSync(output).size / 1024).toPrecision(3);
  console.log(`${flags.output}: ${ended.frames} frame${ended.frames === 1 ? "" : "s"}, ${kib} KiB`);
}

/** A file, or the animation of a lab's starter. */
function fileOf(what: string): string {
  const path = resolve(callersFolder(), what);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile()) return path;
  if (/\.[cm]?[jt]s$/.test(what)) throw new UsageError(`there is no file ${what}`);
  const context = currentContext();
  const lab = labNamed(context, what);
  const file = join(lab.dir, "starter", "visualize.ts");
  if (existsSync(file)) return file;
  const others = readLabs(context.root)
    .labs.filter(({ dir }) => existsSync(join(dir, "starter", "visualize.ts")))
    .map(({ manifest }) => manifest.id);
  const known = others.length === 0 ? "no lab has" : `these have: ${others.join(", ")}`;
  throw new UsageError(`lab ${lab.manifest.id} has nothing that moves (${known})`);
}

/** Noticed before the code runs. */
function outputFile({ output }: AnimateFlags): string | undefined {
  if (output === undefined) return undefined;
  const file = resolve(callersFolder(), output);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`-o must be a file, ${output} is a folder`);
  }
  if (existsSync(dirname(file))) return file;
  throw new UsageError(`-o ${output}: there is no folder ${dirname(output)}`);
}

/** The slides' three; with a seed, random ones as the course's benchmark makes them. */
function particlesOf({ seed, particles }: AnimateFlags) {
  if (seed === undefined) {
    if (particles !== undefined) throw new UsageError("--particles needs --seed, as in --seed 1");
    const three = referenceParticles().map(({ x, y, angVel }) => [x, y, angVel] as const);
    return { particles: three, particlesAreRandom: false };
  }
  const random = createRandom(whole("--seed", seed, 0));
  const one = (): readonly [number, number, number] => [
    random.uniform(-1, 1),
    random.uniform(-1, 1),
    random.uniform(-1, 1),
  ];
  const count = whole("--particles", particles ?? "100", 1);
  return { particles: Array.from({ length: count }, one), particlesAreRandom: true };
}

/** Resolves when the child has ended, and says how; a child that said nothing has crashed. */
async function runChild(job: Job, limitS: number): Promise<Exclude<Message, { type: "alive" }>> {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), CHILD], {
    cwd: callersFolder(),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  // A child that ends before it has read this is told of below.
  child.send(job, () => {});
  const progress = new Progress(job.output !== undefined);
  let told: Exclude<Message, { type: "alive" }> | undefined;
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
  let timer = arm();
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
function cleanUp({ output }: Job, { pid }: ChildProcess): void {
  if (output !== undefined) {
    rmSync(join(dirname(output), `.${basename(output)}.${pid}.part`), { force: true });
  } else if (process.stdout.isTTY) {
    process.stdout.write("\n\x1b[?25h");
  }
}

const BEFORE_PROGRESS_MS = 1000;
const BETWEEN_MS = 100;

/** Of files, on a terminal, after a second: which frame it is at. */
class Progress {
  frame = 0;
  readonly #isShown: boolean;
  #shownAt = performance.now() + BEFORE_PROGRESS_MS - BETWEEN_MS;
  #isOnScreen = false;

  constructor(isFile: boolean) {
    this.#isShown = isFile && process.stderr.isTTY === true;
  }

  show({ frame, frames }: { readonly frame: number; readonly frames: number }): void {
    this.frame = frame;
    const now = performance.now();
    if (!this.#isShown || frame === 0 || now - this.#shownAt < BETWEEN_MS) return;
    this.#shownAt = now;
    process.stderr.write(`\rframe ${frame} of ${frames}   (Ctrl+C stops)`);
    this.#isOnScreen = true;
  }

  clear(): void {
    if (this.#isOnScreen) process.stderr.write(`\r${" ".repeat(60)}\r`);
  }
}

function sayFailure(failed: Extract<Message, { type: "failed" }>, { file }: Job): void {
  const place = placeOf(failed.stack, dirname(file));
  const where = place === undefined ? "" : ` (${place})`;
  if (failed.kind === "usage") throw new UsageError(failed.message);
  if (failed.kind === "todo") throw new NotYet(`not written yet: ${failed.message}${where}`);
  printError(failed.kind === "missing" ? failed.message : `${failed.message}${where}`);
  process.exitCode = failed.kind === "missing" ? EXIT.environment : EXIT.crash;
}

/** The first line of the stack that is in this folder: the student's own. */
function placeOf(stack = "", folder: string): string | undefined {
  for (const [, path = "", place] of stack.matchAll(/^\s+at (?:.*?\()?(.+?)(:\d+:\d+)\)?$/gm)) {
    const file = path.startsWith("file:") ? fileURLToPath(path) : path;
    if (dirname(file) === folder) return `${relative(callersFolder(), file)}${place}`;
  }
  return undefined;
}

function whole(option: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && Number.isSafeInteger(value)) return value;
  throw new UsageError(`${option} must be a whole number, ${least} or more, got ${text}`);
}

function number(
  option: string,
  text: string,
  { least, most }: { least: number; most: number },
): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= least && value <= most) return value;
  throw new UsageError(`${option} must be a number from ${least} to ${most}, got ${text}`);
}
