/**
 * Writes figures and animations into files, the kind by the suffix. Frames are numbered, never timed:
 * the same scene gives the same file. A file is there when it is complete: until then it has another
 * name, and is removed if anything goes wrong.
 */
import { closeSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import type { Animated } from "./animated.ts";
import type { FrameEncoder } from "./encode/encoder.ts";
import { openVideo, type VideoKind } from "./encode/ffmpeg.ts";
import { gifEncoder, MOST_GIF_FPS } from "./encode/gif.ts";
import { apngEncoder, encodePng } from "./encode/png.ts";
import { VizError } from "./errors.ts";
import type { Layers } from "./layers.ts";
import { orAborted } from "./or-aborted.ts";
import { Picture } from "./raster/picture.ts";
import type { Figure } from "./scene.ts";
import { figureToSvg } from "./svg.ts";

export interface SaveFigureOptions {
  /** Does not begin when it is aborted. */
  readonly signal?: AbortSignal;
}

export interface SaveOptions extends SaveFigureOptions {
  /** Frames a second. @default 1000 / the animation's interval; in a GIF, at most 50 */
  readonly fps?: number;
  /** How many frames; of an animation whose frames are items, at most. @default the animation's */
  readonly frames?: number;
  /** Called after each frame; how many there will be is not always known. */
  readonly progress?: (done: number, frames: number | undefined) => void;
  /** Stops it; the promise is rejected with the signal's reason, and there is no file. */
  readonly signal?: AbortSignal;
  /** For .mp4 and .webm: where the program is. @default "ffmpeg", on the PATH */
  readonly ffmpeg?: string;
}

const STILL = [".png", ".svg"];
const MOVING = [".gif", ".apng", ".mp4", ".webm"];

/** Writes a picture. @throws VizError for a suffix that is neither .png nor .svg */
export async function saveFigure(
  figure: Figure,
  file: string,
  { signal }: SaveFigureOptions = {},
): Promise<void> {
  const kind = kindOf(file, STILL);
  signal?.throwIfAborted();
  needsAxes(figure);
  await replace(file, (unfinished) => writeStill(figure, unfinished, kind));
}

/**
 * Runs an animation from its init on and writes its frames; a .png or .svg shows the last one.
 *
 * @throws VizError for another suffix, or where ffmpeg is missing or fails
 * @throws RangeError for a number of frames, or of frames a second, that makes no sense
 */
export async function saveAnimation(
  animation: Animated,
  file: string,
  options: SaveOptions = {},
): Promise<void> {
  const kind = kindOf(file, [...MOVING, ...STILL]);
  checkCount(options.frames);
  const fps = fpsOf(animation, kind, options);
  const signals = [options.signal, animation.signal].filter((one) => one !== undefined);
  const job: Job = { ...options, kind, fps, stop: AbortSignal.any(signals) };
  job.stop.throwIfAborted();
  needsAxes(animation.figure);
  if (STILL.includes(kind)) {
    // Only the last one is of interest.
    await eachFrame(animation, job, () => {});
    return replace(file, (unfinished) => writeStill(animation.figure, unfinished, kind, animation));
  }
  const write = kind === ".gif" || kind === ".apng" ? encode : film;
  await replace(file, (unfinished) => write(animation, unfinished, job));
}

/** The file is there when `write` has written all of it under another name, or else as it was. */
async function replace(
  file: string,
  write: (unfinished: string) => Promise<void> | void,
): Promise<void> {
  const unfinished = unfinishedName(file);
  try {
    await write(unfinished);
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function writeStill(
  figure: Figure,
  file: string,
  kind: string,
  { layers }: { readonly layers?: Layers } = {},
): void {
  writeFileSync(file, kind === ".svg" ? figureToSvg(figure, layers) : pngOf(figure, layers));
}

/** Beside the file, so that renaming it is no copy; hidden, and of this process alone. */
export function unfinishedName(file: string, pid: number = process.pid): string {
  return join(dirname(file), `.${basename(file)}.${pid}.part`);
}

function pngOf(figure: Figure, layers?: Layers): Uint8Array {
  const picture = new Picture(figure);
  picture.draw(layers);
  return encodePng(picture.canvas);
}

interface Job extends SaveOptions {
  readonly kind: string;
  readonly fps: number;
  readonly stop: AbortSignal;
}

async function encode(animation: Animated, file: string, job: Job): Promise<void> {
  const picture = new Picture(animation.figure);
  const { canvas } = picture;
  const encoder: FrameEncoder =
    job.kind === ".gif" ? gifEncoder(canvas, job.fps) : apngEncoder(canvas, job.fps);
  const target = openSync(file, "w");
  try {
    writeAll(target, encoder.start(0));
    const frames = await eachFrame(animation, job, () => {
      picture.draw(animation.layers);
      writeAll(target, encoder.frame(canvas));
    });
    writeAll(target, encoder.end());
    // How many there are is known now.
    writeAll(target, encoder.start(frames), 0);
  } finally {
    closeSync(target);
  }
}

/**
 * The system may take less than it is given.
 * @param place in the file. @default behind what was written last
 */
function writeAll(target: number, data: Uint8Array, place?: number): void {
  for (let at = 0; at < data.length; ) {
    const where = place === undefined ? null : place + at;
    at += writeSync(target, data, at, data.length - at, where);
  }
}

async function film(animation: Animated, file: string, job: Job): Promise<void> {
  const picture = new Picture(animation.figure);
  const kind = job.kind.slice(1) as VideoKind;
  const { fps, ffmpeg } = job;
  const video = await openVideo(picture.canvas, { file, kind, fps, ...(ffmpeg && { ffmpeg }) });
  try {
    await eachFrame(animation, job, () => {
      picture.draw(animation.layers);
      return video.frame(picture.canvas);
    });
    await video.end();
  } finally {
    await video.stop();
  }
}

/** How long the process does nothing else, in ms: signals and timers have to get their turn. */
const LONGEST_HOLD_MS = 50;

/** Of frames whose number is not known; who wants more says so. */
const MOST_FRAMES = 10_000;

/**
 * Goes through the frames, and waits for what is done with each.
 * @returns how many there were
 */
async function eachFrame(
  animation: Animated,
  { frames = animation.frameCount, progress, stop }: Job,
  take: () => Promise<void> | void,
): Promise<number> {
  const run = animation.run(frames);
  let done = 0;
  let since = performance.now();
  try {
    for (;;) {
      const next = await orAborted(run.next(), stop);
      if (next === undefined || next.done) break;
      if (frames === undefined && done === MOST_FRAMES) throw endless();
      await take();
      done++;
      progress?.(done, frames);
      if (performance.now() - since > LONGEST_HOLD_MS) {
        await breathe();
        since = performance.now();
      }
      stop.throwIfAborted();
    }
    stop.throwIfAborted();
  } finally {
    // Not waited for: frames that come from elsewhere may never come.
    run.return().catch(() => {});
  }
  if (done > 0) return done;
  throw new RangeError(
    "frames gave nothing to be saved; a generator runs once: give the function that makes it",
  );
}

function endless(): RangeError {
  return new RangeError(
    `frames has not ended after ${MOST_FRAMES}: say how many, as in save(file, { frames: 200 })`,
  );
}

function kindOf(file: string, kinds: readonly string[]): string {
  const kind = extname(file).toLowerCase();
  if (kinds.includes(kind)) return kind;
  const known = `${kinds.slice(0, -1).join(", ")} or ${kinds.at(-1)}`;
  throw new VizError("HPTS_VIZ_FILE_KIND", `a file must end in ${known}, got "${file}"`);
}

function checkCount(frames: number | undefined): void {
  if (frames === undefined || (Number.isSafeInteger(frames) && frames >= 1)) return;
  throw new RangeError(`frames must be a whole number, 1 or more, got ${frames}`);
}

const MOST_FPS = 1000;

function fpsOf(animation: Animated, kind: string, { fps }: SaveOptions): number {
  const most = kind === ".gif" ? MOST_GIF_FPS : MOST_FPS;
  if (fps === undefined) return Math.min(most, 1000 / Math.max(1, animation.intervalMs));
  if (fps > 0 && fps <= most) return fps;
  const why = kind === ".gif" && fps > most ? ": viewers of GIF know no more; .apng does" : "";
  throw new RangeError(`fps must be above 0, at most ${most}, got ${fps}${why}`);
}

function needsAxes(figure: Figure): void {
  if (figure.allAxes.length > 0) return;
  throw new RangeError("the figure has no axes: call figure.axes() first");
}
