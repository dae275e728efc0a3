/** From the answers of fresh processes to a figure with its interval, and to one of three verdicts. */
import { median, medianInterval } from "@hpts/bench";
import type { Range } from "./claim.ts";

export interface Figure {
  readonly median: number;
  /** 95 % interval of the median; equal to it where every process gave the same. */
  readonly low: number;
  readonly high: number;
}

/**
 * `inconclusive`: an end of the range lies within the interval, so noise would decide. That is no
 * failure; a quiet machine, or a wider range, can tell.
 */
export type Verdict = "in range" | "out of range" | "inconclusive";

/** @param samples one of each process */
export function figureOf(samples: readonly number[]): Figure {
  const { low, high } = medianInterval(samples);
  return { median: digits(median(samples)), low: digits(low), high: digits(high) };
}

export function verdictOf({ low, high }: Figure, range: Range): Verdict {
  if (low >= range.low && high <= range.high) return "in range";
  if (high < range.low || low > range.high) return "out of range";
  return "inconclusive";
}

/** Four digits are more than any ratio is worth; whole numbers (counts, bytes) are kept. */
function digits(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}
