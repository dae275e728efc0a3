/** How fast animations are saved, against matplotlib: the same frames, in turn. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOurs, runPython } from "./programs.ts";
import { inTurn, row, spread } from "./rounds.ts";

interface Way {
  readonly title: string;
  readonly kind: "gif" | "mp4";
  /** To be reached, as a ratio. */
  readonly target: number | string;
  /** Our x264 is asked for what matplotlib's does. */
  readonly hasEqualPreset?: boolean;
}

const WAYS: readonly Way[] = [
  { title: "gif", kind: "gif", target: 4 },
  { title: "mp4", kind: "mp4", target: 2 },
  { title: "mp4, x264 as it comes for both", kind: "mp4", target: "", hasEqualPreset: true },
];

/** An ffmpeg that knows of no preset. */
const PLAIN_FFMPEG = `#!${process.execPath}
const given = process.argv.slice(2);
const at = given.indexOf("-preset");
const args = at === -1 ? given : given.toSpliced(at, 2);
const child = require("node:child_process").spawn("ffmpeg", args, { stdio: "inherit" });
child.on("close", (code) => process.exit(code ?? 1));
`;

interface Save {
  readonly seconds: number;
  readonly bytes: number;
}

export interface Size {
  readonly rounds: number;
  readonly frames: number;
}

export async function savingTable({ rounds, frames }: Size, points: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "hpts-bench-viz-"));
  const rows: string[] = [];
  try {
    const plainFfmpeg = join(folder, "ffmpeg");
    writeFileSync(plainFfmpeg, PLAIN_FFMPEG, { mode: 0o755 });
    for (const { title, kind, target, hasEqualPreset = false } of WAYS) {
      const file = join(folder, `out.${kind}`);
      const saved = (seconds: string): Save => ({
        seconds: Number(seconds),
        bytes: statSync(file).size,
      });
      const ours: Save[] = [];
      const theirs: Save[] = [];
      const ffmpeg = hasEqualPreset ? [plainFfmpeg] : [];
      await inTurn(rounds, title, [
        () => void ours.push(saved(runOurs("save.ts", file, points, frames, ...ffmpeg))),
        () => void theirs.push(saved(runPython("matplotlib_save.py", file, points, frames))),
      ]);
      const seconds = (saves: readonly Save[]) => spread(saves.map((save) => save.seconds));
      const ratio = spread(ours.map((save, i) => theirs[i]!.seconds / save.seconds));
      const bytes = [ours, theirs].map((saves) => saves[0]!.bytes);
      rows.push(row([title, seconds(ours), seconds(theirs), ratio, target, ...bytes]));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return `## Saving

${points} points on circles, ${frames} frames of 640 x 640 pixels with axes, ticks and a title; ours and
matplotlib's in turn, each in a fresh process, ${rounds} rounds. Seconds of \`save\` alone, without starting
Node or Python. Both make MP4 with the same ffmpeg and x264; ours asks it to be very fast (SSIM to the
picture 0.982), matplotlib leaves it as it comes (0.989); the last row leaves it so for both.

Not like for like: matplotlib draws the whole figure anew for each frame when it saves, and mixes
colours where edges meet; ours copies the axes and mixes none. The ratio says how long somebody waits.

| | ours s | matplotlib s | ratio | to be reached | ours bytes | matplotlib bytes |
|---|---|---|---|---|---|---|
${rows.join("\n")}
`;
}
