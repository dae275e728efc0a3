/** Two ways that grow: `pnpm hpts bench docs/handbook/experiments/largest.bench.ts --n 1e2..1e4`. */
import { bench } from "@hpts/bench";

const params = { n: [100, 1000, 10_000] };
/** In no order, and the same each time. */
const inputs = ({ n = 0 }) => [Array.from({ length: n }, (_, i) => (i * 7919) % n)];

export const bySorting = bench("by sorting", {
  params,
  inputs,
  fn: (numbers: readonly number[]) => numbers.toSorted((a, b) => b - a)[0],
});

export const byLooking = bench("by looking", {
  params,
  inputs,
  fn: (numbers: readonly number[]) => {
    let largest = -Infinity;
    for (const number of numbers) if (number > largest) largest = number;
    return largest;
  },
});
