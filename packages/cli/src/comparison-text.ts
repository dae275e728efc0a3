/** What `hpts compare` prints. */
import { type Measured, ratioText } from "@hpts/bench/compare";
import { type Look, wrap } from "@hpts/labkit/lab";

const PICTURE_WIDTH = 50;
const WIDTH = 80;

/** @param names of baseline and candidate */
export function figureLines(
  names: readonly [string, string],
  measured: Measured,
  look: Look,
): string[] {
  const { callNs, generationRatios, rounds, waitRatio, clock, seconds, wallRatio } = measured;
  const width = Math.max(...names.map((name) => name.length));
  const line = (name: string, ns: number): string =>
    `  ${name.padEnd(width)}  ${timeText(ns)} a call`;
  const times = clock === "wall" ? "by the clock on the wall" : "of processor time";
  const isInOne = clock === "cpu";
  const facts = [
    isInOne ? "in one process" : `${generationRatios.length} pairs of processes`,
    `${rounds} rounds`,
    `${seconds.toFixed(1)} s`,
    ...(isInOne ? [] : [`waiting / running ${waitRatio.toFixed(2)}`]),
  ];
  return [
    line(names[0], callNs.baseline),
    line(names[1], callNs.candidate),
    `  ${look.bold(ratioText(measured))} as fast  ${look.dim(`${times}, 95 % interval`)}`,
    `  ${look.dim(facts.join(", "))}`,
    ...(measured.isWallApart
      ? [
          `  by the clock on the wall ${wallRatio.toPrecision(3)}x: one side sleeps, or works elsewhere`,
        ]
      : []),
  ];
}

export function noteLines(notes: readonly string[], look: Look): string[] {
  return notes.flatMap((note) =>
    wrap(note, WIDTH - 4).map((line, i) => (i === 0 ? `  ${look.yellow("!")} ` : "    ") + line),
  );
}

/** A dot for each generation against the threshold, on a logarithmic line. */
export function pictureLine(ratios: readonly number[], theta: number, look: Look): string {
  const [dot, mark, line] = look.signs.dots === "..." ? ["o", "|", "-"] : ["●", "┃", "─"];
  const logs = [...ratios, theta].map(Math.log);
  const [low, high] = [Math.min(...logs) - 0.1, Math.max(...logs) + 0.1];
  const place = (value: number): number =>
    Math.round(((Math.log(value) - low) / (high - low)) * (PICTURE_WIDTH - 1));
  const cells: string[] = new Array(PICTURE_WIDTH).fill(line);
  cells[place(theta)] = mark!;
  for (const ratio of ratios) cells[place(ratio)] = dot!;
  return `  ${cells.join("")}  ${mark} ${theta}x`;
}

/** @example timeText(12_345) // "12.3 µs" */
export function timeText(ns: number): string {
  const [unit, size] =
    ns < 1e3 ? ["ns", 1] : ns < 1e6 ? ["µs", 1e3] : ns < 1e9 ? ["ms", 1e6] : (["s", 1e9] as const);
  const value = ns / Number(size);
  return `${value >= 100 ? Math.round(value) : value.toPrecision(3)} ${unit}`;
}
