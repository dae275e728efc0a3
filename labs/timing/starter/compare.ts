import { todo } from "@hpts/labkit";
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
  todo("B4: time pairs, sort their ratios, and say what they allow you to say");
}
