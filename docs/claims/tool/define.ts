/** Short ways to write claims down. */
import type { AlternateOptions, Pair } from "./alternate.ts";
import type { Claim, Range } from "./claim.ts";
import { bytesEach, compiled, exact, type HasFlags, ratio } from "./measures.ts";

/** Lowest and highest. */
export type Ends = readonly [low: number, high: number];
/** On every version of Node, or on each its own. */
export type Bounds = Ends | { readonly 20: Ends; readonly 22: Ends; readonly 24: Ends };

/** How many times as long one way takes as another. @param sentence with `{}` for the figure */
export function times(
  id: string,
  sentence: string,
  bounds: Bounds,
  make: () => Pair,
  options: AlternateOptions & HasFlags = {},
): Claim {
  return { id, sentence, unit: "x", range: rangeOf(bounds), measure: ratio(make, options) };
}

/** How many bytes each of many values takes. @param make told its number; below 0 to warm up */
export function bytes(
  id: string,
  sentence: string,
  bounds: Bounds,
  make: (index: number) => unknown,
  count = 200_000,
): Claim {
  return { id, sentence, unit: "bytes", range: rangeOf(bounds), measure: bytesEach(count, make) };
}

type Run = (n: number) => number;
/** A loop over i from 1 to n that nothing else has taught V8 about; its result is `sum`. */
const looped = (body: string, before = ""): Run =>
  compiled<() => Run>(
    `${before} return (n) => { let sum = 0; for (let i = 1; i <= n; i++) { ${body} } return sum; };`,
  )();

/** How many times as long a loop takes with one body as with another. @param before runs once */
export function bodies(
  id: string,
  sentence: string,
  bounds: Bounds,
  slow: string,
  fast: string,
  before = "",
): Claim {
  return times(id, sentence, bounds, () => {
    const [one, other] = [looped(slow, before), looped(fast, before)];
    return { slow: () => one(3000), fast: () => other(3000) };
  });
}

/** A number that is the same each time, on every version. */
export function count(
  id: string,
  sentence: string,
  expected: number,
  method: string,
  sample: () => number | Promise<number>,
): Claim {
  const range = { low: expected, high: expected };
  return { id, sentence, unit: "count", range, measure: exact(method, sample) };
}

export function rangeOf(bounds: Bounds): Claim["range"] {
  const range = ([low, high]: Ends): Range => ({ low, high });
  if ("length" in bounds) return range(bounds);
  return { 20: range(bounds[20]), 22: range(bounds[22]), 24: range(bounds[24]) };
}
