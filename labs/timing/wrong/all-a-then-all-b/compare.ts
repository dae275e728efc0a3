import { type Clock, nowNs } from "./clock.ts";

export interface Comparison {
  /** Time of the candidate for each ns of the baseline: the median of the pairs. */
  readonly ratio: number;
  /** What can be said of the candidate. */
  readonly verdict: "faster" | "slower" | "can't tell";
}

/** How many pairs are timed. */
export const PAIRS = 30;

/**
 * B4. Compares two functions on a machine that is not quiet. Each call is long enough for the clock.
 *
 * Times PAIRS pairs, a call of each; in every other pair the candidate goes first. Each pair gives
 * a ratio. Of 30 sorted ratios, the 10th and the 21st have the true median between them in 96 % of
 * all comparisons. Both below 1: "faster". Both above: "slower". Otherwise nobody can tell.
 */
export function compare(
  baseline: () => unknown,
  candidate: () => unknown,
  { now = nowNs }: { readonly now?: Clock } = {},
): Comparison {
  const time = (fn: () => unknown): number => {
    const start = now();
    fn();
    return now() - start;
  };
  // All of A and then all of B: half a minute apart, on another machine, so to speak.
  const timesOf = (fn: () => unknown): number[] => Array.from({ length: PAIRS }, () => time(fn));
  const [a, b] = [timesOf(baseline), timesOf(candidate)];
  const ratios = a.map((ns, i) => b[i]! / ns).sort((x, y) => x - y);
  // Ranks, not a mean: a single pair that was held up moves the mean, but hardly the ranks.
  const [low, high] = [ratios[9]!, ratios[20]!];
  const ratio = (ratios[14]! + ratios[15]!) / 2;
  return { ratio, verdict: high < 1 ? "faster" : low > 1 ? "slower" : "can't tell" };
}
