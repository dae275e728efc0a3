/**
 * The interval of a median by the percentile bootstrap (Efron, The Annals of Statistics 7, 1979):
 * draw as many values as there are, with repetition, many times, and take the middle of the medians.
 *
 * The values must be independent of each other: medians of process generations are, samples within
 * one process are not.
 */

import { median, quantileOfSorted, sorted } from "./order.ts";

const DRAWS = 2000;

/**
 * @param values at least one
 * @param share how much of the medians lies inside. @default 0.95
 * @param random numbers in [0, 1); seeded, so that the same values give the same interval
 */
export function medianInterval(
  values: readonly number[],
  random: () => number = splitMix(1),
  share = 0.95,
): { low: number; high: number } {
  const medians = new Float64Array(DRAWS);
  const drawn = new Float64Array(values.length);
  for (let draw = 0; draw < DRAWS; draw++) {
    for (let i = 0; i < drawn.length; i++) {
      drawn[i] = values[Math.floor(random() * values.length)]!;
    }
    medians[draw] = median(drawn);
  }
  const ascending = sorted(medians);
  return {
    low: quantileOfSorted(ascending, (1 - share) / 2),
    high: quantileOfSorted(ascending, (1 + share) / 2),
  };
}

/** A small seeded generator with 32 bits of state (after Steele, Lea and Flood, OOPSLA 2014). */
export function splitMix(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return ((z ^ (z >>> 16)) >>> 0) / 0x100000000;
  };
}
