/** What is said of a column of samples. */

import { mad, quantileOfSorted, sorted } from "./order.ts";

/** Times in ns per iteration; the names are tinybench's. */
export interface Summary {
  readonly count: number;
  readonly min: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p99: number;
  readonly max: number;
  readonly mean: number;
  /** Standard deviation of the samples, divided by n - 1; 0 for one sample. */
  readonly sd: number;
  /** Median absolute deviation, not scaled. */
  readonly mad: number;
}

/** @throws RangeError for no samples, or one that is NaN */
export function summarize(samples: Iterable<number>): Summary {
  const all = sorted(samples);
  const at = (share: number): number => quantileOfSorted(all, share);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  const squares = all.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    count: all.length,
    min: all[0]!,
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p99: at(0.99),
    max: all.at(-1)!,
    mean,
    sd: all.length > 1 ? Math.sqrt(squares / (all.length - 1)) : 0,
    mad: mad(all),
  };
}
