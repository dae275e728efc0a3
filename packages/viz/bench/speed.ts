/**
 * How fast animations are saved, against matplotlib: the same frames, in turn, each time in a fresh
 * process, a round for each pair.
 *
 *     pnpm bench:viz                               some minutes; prints the table
 *     pnpm bench:viz --write                       also writes docs/measurements/viz.md
 *     pnpm bench:viz --rounds 1 --frames 10        only whether it runs
 *
 * Needs a python3 with matplotlib and Pillow, and for MP4 ffmpeg (Debian: python3-matplotlib, ffmpeg).
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, tmpdir, type } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    write: { type: "boolean", default: false },
    rounds: { type: "string", default: "5" },
    frames: { type: "string", default: "60" },
    points: { type: "string", default: "1000" },
  },
});
const rounds = count("rounds");
const frames = count("frames");
const points = count("points");

const here = import.meta.dirname;
const target = join(here, "..", "..", "..", "docs", "measurements", "viz.md");

/** What is to be reached, as a ratio. */
const KINDS = { gif: 4, mp4: 2 } as const;
type Kind = keyof typeof KINDS;

interface Save {
  readonly seconds: number;
  readonly bytes: number;
}

const python = ["python3", "/usr/bin/python3", "python"].find(
  (name) => spawnSync(name, ["-c", "import matplotlib.animation, PIL"]).status === 0,
);
if (python === undefined) {
  console.error("bench:viz needs a python3 with matplotlib and Pillow, and found none");
  process.exit(3);
}

const folder = mkdtempSync(join(tmpdir(), "hpts-bench-viz-"));
try {
  const text = report(loadavg()[0]!);
  console.log(text);
  if (values.write) {
    writeFileSync(target, text);
    console.error(`written: ${target}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function report(loadBefore: number): string {
  const rows = (Object.keys(KINDS) as Kind[]).map(row);
  const day = new Date().toISOString().slice(0, 10);
  const load = `load ${loadBefore.toFixed(1)} before, ${loadavg()[0]!.toFixed(1)} after`;
  const machine = `${cpus().length} cores (${cpus()[0]?.model}; ${load})`;
  const python3 = versionOf("import matplotlib; print(matplotlib.__version__)");
  return `# Saving animations, against matplotlib

Measured on ${day}: ${machine}, ${type()} ${release()}, Node ${process.versions.node},
matplotlib ${python3}. Command: \`pnpm bench:viz --write\`.

${points} points on circles, ${frames} frames of 640 x 640 pixels with axes, ticks and a title; ours and
matplotlib's in turn, each in a fresh process, ${rounds} rounds. Seconds of \`save\` alone, without starting
Node or Python; medians, with the lowest and the highest. Both make MP4 with the same ffmpeg.

Not like for like: matplotlib draws the whole figure anew for each frame when it saves, and mixes
colours where edges meet; ours copies the axes and mixes none. The ratio says how long somebody waits.

| | ours s | matplotlib s | ratio | to be reached | ours bytes | matplotlib bytes |
|---|---|---|---|---|---|---|
${rows.join("\n")}
`;
}

function row(kind: Kind): string {
  const ours: Save[] = [];
  const theirs: Save[] = [];
  const tsx = import.meta.resolve("tsx");
  for (let round = 0; round < rounds; round++) {
    console.error(`${kind}, round ${round + 1} of ${rounds}`);
    const pair = [
      () => ours.push(run(process.execPath, ["--import", tsx, join(here, "save.ts")], kind)),
      () => theirs.push(run(python!, [join(here, "matplotlib_save.py")], kind)),
    ];
    for (const one of round % 2 === 0 ? pair : pair.toReversed()) one();
  }
  const seconds = (saves: readonly Save[]) => saves.map((save) => save.seconds);
  const ratios = ours.map((save, i) => theirs[i]!.seconds / save.seconds);
  return `| ${kind} | ${spread(seconds(ours))} | ${spread(seconds(theirs))} | ${spread(ratios)} | ${KINDS[kind]} | ${ours[0]!.bytes} | ${theirs[0]!.bytes} |`;
}

function run(program: string, args: readonly string[], kind: Kind): Save {
  const file = join(folder, `out.${kind}`);
  const ran = spawnSync(program, [...args, file, String(points), String(frames)], {
    encoding: "utf8",
  });
  if (ran.status !== 0) throw new Error(`${program} ${args.join(" ")} failed:\n${ran.stderr}`);
  return { seconds: Number(ran.stdout), bytes: statSync(file).size };
}

function spread(numbers: readonly number[]): string {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  const [low, mid, high] = [sorted[0]!, middle, sorted.at(-1)!].map((n) => n.toPrecision(3));
  return `${mid} (${low}..${high})`;
}

function versionOf(code: string): string {
  return spawnSync(python!, ["-c", code], { encoding: "utf8" }).stdout.trim();
}

function count(option: "rounds" | "frames" | "points"): number {
  const value = Number(values[option]);
  if (Number.isInteger(value) && value >= 1) return value;
  console.error(`--${option} must be a whole number, 1 or more, got ${values[option]}`);
  process.exit(2);
}
