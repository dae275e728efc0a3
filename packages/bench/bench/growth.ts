/**
 * How often fitComplexity finds the class of functions whose class is known: seven sizes, of each the
 * fastest of three batches of 0.7 ms.
 */
import { KLASSES, type Klass } from "../src/complexity/classes.ts";
import { fitComplexity } from "../src/complexity/fit.ts";

export interface Rates {
  readonly trials: number;
  readonly exact: number;
  readonly withinOne: number;
  /** "n log n: n 3" for three of n log n that were called n. */
  readonly wrong: string[];
}

const BATCH_MS = 0.7;
const SAMPLES = 3;

interface Known {
  readonly sizes: readonly number[];
  /** Something that takes as long as the class says. */
  readonly make: (n: number) => () => number;
}

const WIDE = [1e3, 2.15e3, 4.64e3, 1e4, 2.15e4, 4.64e4, 1e5].map(Math.round);
const MIDDLE = [40, 60, 90, 140, 210, 320, 480];
const SMALL = [12, 16, 22, 30, 40, 54, 72];

const KNOWN: Readonly<Record<Klass, Known>> = {
  "1": { sizes: WIDE, make: (n) => constant(n) },
  "log n": {
    sizes: [1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8],
    make: (n) => () => steps(Math.log2(n) * 20),
  },
  n: { sizes: WIDE, make: (n) => () => steps(n) },
  "n log n": { sizes: WIDE, make: (n) => () => steps(n * Math.log2(n)) },
  "n^2": { sizes: MIDDLE, make: (n) => () => steps(n * n) },
  "n^3": { sizes: SMALL, make: (n) => () => steps(n * n * n) },
  "2^n": { sizes: [6, 7, 8, 9, 10, 11, 12, 13], make: (n) => () => steps(2 ** n) },
};

let kept = 1;

/** A step of xorshift each: about 2 ns. */
function steps(count: number): number {
  let word = kept | 1;
  for (let i = 0; i < count; i++) {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
  }
  kept = word;
  return word;
}

function constant(n: number): () => number {
  const values = new Float64Array(n);
  return () => values[(kept++ & 1023) % n]! + steps(40);
}

export function growthRates(rounds: number): Rates {
  const wrong = new Map<string, number>();
  let exact = 0;
  let withinOne = 0;
  for (let i = 0; i < 200; i++) steps(1e5); // compiled before anything counts
  for (let round = 0; round < rounds; round++) {
    for (const klass of KLASSES) {
      const { sizes, make } = KNOWN[klass];
      const { best } = fitComplexity(
        sizes,
        sizes.map((n) => samples(make(n))),
      );
      const off = Math.abs(KLASSES.indexOf(best) - KLASSES.indexOf(klass));
      if (off === 0) exact++;
      else wrong.set(`${klass}: ${best}`, (wrong.get(`${klass}: ${best}`) ?? 0) + 1);
      if (off <= 1) withinOne++;
    }
  }
  const trials = rounds * KLASSES.length;
  return { trials, exact, withinOne, wrong: [...wrong].map(([what, times]) => `${what} ${times}`) };
}

/** ns a call in three batches. */
function samples(call: () => number): number[] {
  let k = 1;
  for (let ms = batch(call, k); ms < BATCH_MS / 2 && k < 1e6; ms = batch(call, k)) k *= 2;
  return Array.from({ length: SAMPLES }, () => (batch(call, k) * 1e6) / k);
}

function batch(call: () => number, k: number): number {
  const start = performance.now();
  for (let i = 0; i < k; i++) call();
  return performance.now() - start;
}
