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
  /** How many frames. @default the animation's */
  readonly frames?: number;
  /** Called after each frame. */
  readonly progress?: (done: number, frames: number) => void;
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
  const unfinished = unfinishedName(file);
  try {
    writeFileSync(unfinished, kind === ".svg" ? figureToSvg(figure) : pngOf(figure));
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
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
  const frames = framesOf(animation, options);
  const fps = fpsOf(animation, kind, options);
  options.signal?.throwIfAborted();
  animation.signal?.throwIfAborted();
  needsAxes(animation.figure);
  if (STILL.includes(kind)) {
    for await (const _ of framesDrawn(animation, frames, options, () => {})) {
      // only the last one is of interest
    }
    return saveFigure(animation.figure, file);
  }
  const unfinished = unfinishedName(file);
  try {
    await (kind === ".gif" || kind === ".apng"
      ? encode(animation, unfinished, { ...options, kind, frames, fps })
      : film(animation, unfinished, { ...options, kind, frames, fps }));
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Beside the file, so that renaming it is no copy; hidden, and of this process alone. */
export function unfinishedName(file: string, pid: number = process.pid): string {
  return join(dirname(file), `.${basename(file)}.${pid}.part`);
}

function pngOf(figure: Figure): Uint8Array {
  const picture = new Picture(figure);
  picture.draw();
  return encodePng(picture.canvas);
}

interface Job extends SaveOptions {
  readonly kind: string;
  readonly frames: number;
  readonly fps: number;
}

async function encode(animation: Animated, file: string, job: Job): Promise<void> {
  const picture = new Picture(animation.figure);
  const { canvas } = picture;
  const encoder: FrameEncoder =
    job.kind === ".gif" ? gifEncoder(canvas, job.fps) : apngEncoder(canvas, job.fps, job.frames);
  const target = openSync(file, "w");
  try {
    writeSync(target, encoder.start());
    for await (const _ of framesDrawn(animation, job.frames, job, () => picture.draw())) {
      writeAll(target, encoder.frame(canvas));
    }
    writeSync(target, encoder.end());
  } finally {
    closeSync(target);
  }
}

/** The system may take less than it is given. */
function writeAll(target: number, data: Uint8Array): void {
  for (let at = 0; at < data.length; ) at += writeSync(target, data, at);
}

async function film(animation: Animated, file: string, job: Job): Promise<void> {
  const picture = new Picture(animation.figure);
  const kind = job.kind.slice(1) as VideoKind;
  const { fps, ffmpeg } = job;
  const video = await openVideo(picture.canvas, { file, kind, fps, ...(ffmpeg && { ffmpeg }) });
  try {
    for await (const _ of framesDrawn(animation, job.frames, job, () => picture.draw())) {
      await video.frame(picture.canvas);
    }
    await video.end();
  } finally {
    await video.stop();
  }
}

/** How long the process does nothing else, in ms: signals and timers have to get their turn. */
const LONGEST_HOLD_MS = 50;

/** Steps through the frames; each one is drawn when it is yielded. */
async function* framesDrawn(
  animation: Animated,
  frames: number,
  { progress, signal }: SaveOptions,
  draw: () => void,
): AsyncGenerator<void, void> {
  let since = performance.now();
  for await (const frame of animation.run(frames)) {
    draw();
    yield;
    progress?.(frame + 1, frames);
    if (performance.now() - since > LONGEST_HOLD_MS) {
      await breathe();
      since = performance.now();
    }
    signal?.throwIfAborted();
    animation.signal?.throwIfAborted();
  }
}

function kindOf(file: string, kinds: readonly string[]): string {
  const kind = extname(file).toLowerCase();
  if (kinds.includes(kind)) return kind;
  const known = `${kinds.slice(0, -1).join(", ")} or ${kinds.at(-1)}`;
  throw new VizError("HPTS_VIZ_FILE_KIND", `a file must end in ${known}, got "${file}"`);
}

function framesOf(
  animation: Animated,
  { frames = animation.frameCount ?? Number.NaN }: SaveOptions,
): number {
  if (Number.isSafeInteger(frames) && frames >= 1) return frames;
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
