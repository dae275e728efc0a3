/** Functions as programs have them, whose growth is known. */
import { type BenchCase, bench } from "../src/cases/define.ts";
import type { Klass } from "../src/complexity/classes.ts";

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
/** Numbers in no order, the same in every process: Weyl's sequence. */
const mixed = (n: number): number[] => range(n).map((i) => (i * 0.618_033_988_75) % 1);

const WIDE = [100, 215, 464, 1000, 2154, 4642, 10_000];
const HALVING = [16, 64, 256, 1024, 4096, 16_384, 65_536];
const MIDDLE = [40, 60, 90, 140, 210, 320, 480];
const SMALL = [12, 16, 22, 30, 40, 54, 72];
const TINY = [6, 7, 8, 9, 10, 11, 12, 13];

/** Each with the class that it has as its `complexity`. */
export const BODIES: readonly BenchCase[] = [
  body("Set.has", "1", WIDE, (n) => {
    const set = new Set(range(n).map((i) => i * 7));
    return { inputs: range(1024).map((i) => i * 3), fn: (x: number) => set.has(x) };
  }),
  body("binary search", "log n", HALVING, (n) => {
    const sorted = Float64Array.from(range(n));
    return {
      inputs: mixed(1024).map((x) => Math.floor(x * n)),
      fn: (x: number) => position(sorted, x),
    };
  }),
  body("sum of a list", "n", WIDE, (n) => ({ inputs: [range(n)], fn: sum })),
  body("building a string", "n", WIDE, (n) => ({ inputs: [n], fn: dashes })),
  body("Fibonacci with a memo", "n", WIDE, (n) => ({ inputs: [n], fn: fibonacci })),
  body("sort", "n log n", WIDE, (n) => ({
    inputs: [mixed(n)],
    fn: (xs: number[]) => xs.toSorted((a, b) => a - b)[0],
  })),
  body("pairs in two loops", "n^2", MIDDLE, (n) => ({ inputs: [mixed(n)], fn: closePairs })),
  body("product of matrices", "n^3", SMALL, (n) => ({
    inputs: [Float64Array.from(mixed(n * n))],
    fn: (m: Float64Array) => square(m, n),
  })),
  body("subsets", "2^n", TINY, (n) => ({ inputs: [mixed(n)], fn: (xs: number[]) => subsets(xs) })),
];

interface Made<I> {
  readonly inputs: readonly I[];
  readonly fn: (input: I) => unknown;
}

/** A case whose function depends on n: made anew when n changes. */
function body<I>(name: string, klass: Klass, n: number[], make: (n: number) => Made<I>): BenchCase {
  let made: Made<I> | undefined;
  const inputs = ({ n: size = 0 }): I[] => {
    made = make(size);
    return [...made.inputs];
  };
  const fn = (x: I): unknown => made!.fn(x);
  return bench(name, { params: { n }, complexity: klass, inputs, fn });
}

function position(sorted: Float64Array, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sum(xs: readonly number[]): number {
  let total = 0;
  for (const x of xs) total += x;
  return total;
}

function dashes(n: number): number {
  let text = "";
  for (let i = 0; i < n; i++) text += i % 10 === 0 ? "+" : "-";
  return text.charCodeAt(n - 1); // flattens it
}

function fibonacci(n: number): number {
  const memo = [0, 1];
  for (let i = 2; i <= n; i++) memo.push((memo[i - 1]! + memo[i - 2]!) % 1_000_007);
  return memo[n]!;
}

function closePairs(xs: readonly number[]): number {
  let count = 0;
  for (let i = 0; i < xs.length; i++)
    for (let j = 0; j < xs.length; j++) if (Math.abs(xs[i]! - xs[j]!) < 0.01) count++;
  return count;
}

function square(m: Float64Array, n: number): number {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let total = 0;
      for (let k = 0; k < n; k++) total += m[i * n + k]! * m[k * n + j]!;
      out[i * n + j] = total;
    }
  }
  return out[n]!;
}

function subsets(xs: readonly number[], at = 0, total = 0): number {
  if (at === xs.length) return total > 3 ? 1 : 0;
  return subsets(xs, at + 1, total) + subsets(xs, at + 1, total + xs[at]!);
}
