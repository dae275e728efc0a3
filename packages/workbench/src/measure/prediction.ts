/** What a comparison says of a guess: "faster, same or slower?" */
import type { Guess } from "./results.ts";

/** Changes below this are not promised to be seen. */
const SMALLEST_CHANGE = 1.05;
/** "Same" still allows that much, either way. */
const SAME_WITHIN = 1.1;

/** By the same borders as a comparison of two versions. */
export function changeFound({
  interval,
}: {
  readonly interval: { readonly low: number; readonly high: number };
}): Guess | "unclear" {
  const { low, high } = interval;
  if (low > SMALLEST_CHANGE) return "faster";
  if (high < 1 / SMALLEST_CHANGE) return "slower";
  return low > 1 / SAME_WITHIN && high < SAME_WITHIN ? "same" : "unclear";
}
