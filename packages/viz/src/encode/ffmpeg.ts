/** Makes MP4 and WebM: pixels go as they are to the program ffmpeg, which does all the work. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { VizError } from "../errors.ts";
import type { Canvas } from "../raster/canvas.ts";
import { PALETTE, PALETTE_SIZE } from "../raster/palette.ts";

/** Players want even sides and colours at half the resolution. */
const FOR_PLAYERS = ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white", "-pix_fmt", "yuv420p"];
/**
 * "veryfast" takes half of the time of x264's own choice or less, and for discs on white makes smaller
 * files, a little less like the picture (SSIM 0.982, not 0.989; 60 frames of 1000 points).
 */
const CODECS = {
  mp4: ["-c:v", "libx264", "-preset", "veryfast", "-movflags", "+faststart"],
  webm: ["-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "32"],
} as const;

export type VideoKind = keyof typeof CODECS;

export interface VideoOptions {
  /** Is overwritten. */
  readonly file: string;
  readonly kind: VideoKind;
  /** Frames a second. */
  readonly fps: number;
  /** Where the program is. @default "ffmpeg", on the PATH */
  readonly ffmpeg?: string;
}

export interface VideoWriter {
  /** Resolves when ffmpeg has taken the frame. */
  frame(canvas: Canvas): Promise<void>;
  /** Resolves when the file is complete. */
  end(): Promise<void>;
  /** Stops ffmpeg; resolves when it has ended. The file is then of no use. */
  stop(): Promise<void>;
}

/**
 * @param canvas tells the size of the frames
 * @throws VizError HPTS_VIZ_NO_FFMPEG when there is no such program
 */
export async function openVideo(canvas: Canvas, options: VideoOptions): Promise<VideoWriter> {
  const { file, kind, fps, ffmpeg = "ffmpeg" } = options;
  const input = ["-f", "rawvideo", "-pix_fmt", "pal8", "-s", `${canvas.width}x${canvas.height}`];
  const child = spawn(
    ffmpeg,
    [
      ...["-hide_banner", "-loglevel", "error", "-nostdin", "-y"],
      ...[...input, "-framerate", String(fps), "-i", "pipe:0"],
      ...[...FOR_PLAYERS, ...CODECS[kind], "-f", kind, file],
    ],
    { stdio: ["pipe", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2000);
  });
  // What ffmpeg does not take any more is told by how it ends.
  child.stdin!.on("error", () => {});
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const taken = (): Promise<void> =>
    new Promise((resolve) => child.stdin!.once("drain", () => resolve()));
  await started(child, ffmpeg, kind);
  return {
    async frame({ pixels }) {
      if (child.exitCode !== null || child.signalCode !== null) throw failure(child, said);
      // A copy: ffmpeg may read it after the next frame was drawn.
      child.stdin!.write(Uint8Array.from(pixels));
      if (!child.stdin!.write(BGRA)) await Promise.race([taken(), closed]);
    },
    async end() {
      child.stdin!.end();
      await closed;
      if (child.exitCode !== 0) throw failure(child, said);
    },
    async stop() {
      child.kill("SIGKILL");
      await closed;
    },
  };
}

/** The palette as ffmpeg wants it behind each frame: blue, green, red, opaque, for 256 colours. */
const BGRA = new Uint8Array(4 * 256);
for (let i = 0; i < PALETTE_SIZE; i++) {
  BGRA.set([PALETTE[3 * i + 2]!, PALETTE[3 * i + 1]!, PALETTE[3 * i]!, 255], 4 * i);
}

async function started(child: ChildProcess, program: string, kind: VideoKind): Promise<void> {
  try {
    await once(child, "spawn");
  } catch (error) {
    throw new VizError(
      "HPTS_VIZ_NO_FFMPEG",
      `.${kind} is made by the program ffmpeg, and "${program}" cannot be started here: ` +
        "install ffmpeg (https://ffmpeg.org/download.html), or save as .gif or .apng",
      { cause: error },
    );
  }
}

function failure({ exitCode, signalCode }: ChildProcess, said: string): VizError {
  const how = signalCode ?? `exit code ${exitCode}`;
  const why = said.trim().split("\n").slice(-3).join("\n");
  return new VizError(
    "HPTS_VIZ_FFMPEG_FAILED",
    `ffmpeg could not make the video (${how})${why === "" ? "" : `:\n${why}`}`,
  );
}
