/** A function against itself, in turns: how far from 1 the ratio is by chance. */
import { declare } from "./declare.ts";
import { bestMs, measureButton, pause } from "./measure-button.ts";

const PAIRS = 60;
const BINS = [0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2];

declare("noise", (host) =>
  measureButton(host, "Compare a function with itself, 60 times", async (show) => {
    const numbers = Array.from({ length: 20_000 }, (_, i) => i / 7);
    const work = (): number => numbers.reduce((sum, x) => sum + Math.sin(x), 0);
    const ratios: number[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      await pause();
      ratios.push(bestMs(work, 1) / bestMs(work, 1));
      show(linesOf(ratios));
    }
  }),
);

function linesOf(ratios: readonly number[]): string[] {
  const sorted = ratios.toSorted((a, b) => a - b);
  const counts = BINS.map((low, i) => {
    const high = BINS[i + 1] ?? Number.POSITIVE_INFINITY;
    const from = i === 0 ? 0 : low;
    return ratios.filter((ratio) => ratio >= from && ratio < high).length;
  });
  const bars = BINS.map((low, i) => `${low.toFixed(2)} ${"█".repeat(counts[i]!)}`);
  const below = ratios.filter((ratio) => ratio < 1).length;
  const median = sorted[sorted.length >> 1]!;
  return [
    ...bars,
    "",
    `${below} of ${ratios.length} say "the first is faster"; the median says ${median.toFixed(3)}`,
  ];
}
