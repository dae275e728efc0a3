/** Arrays: their elements, the order of going over them, and ways to write a loop. */

import { createRandom } from "@hpts/core";
import { cpuMs } from "./tool/alternate.ts";
import type { Claim, Topic } from "./tool/claim.ts";
import { count, times } from "./tool/define.ts";
import { compiled, sampled } from "./tool/measures.ts";

const doubles = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 0.5);

type Sum = (list: ArrayLike<number>) => number;
/** A sum that nothing else has taught V8 about. */
const newSum = (): Sum =>
  compiled<Sum>(
    "list",
    "let sum = 0; for (let i = 0; i < list.length; i++) sum += list[i]; return sum;",
  );

const nested = (n: number): number[][] => Array.from({ length: n }, () => doubles(n));

function byRows(m: number[][]): number {
  let sum = 0;
  const n = m.length;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += m[i]![j]!;
  return sum;
}

function byColumns(m: number[][]): number {
  let sum = 0;
  const n = m.length;
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) sum += m[i]![j]!;
  return sum;
}

function flatRows(m: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += m[i * n + j]!;
  return sum;
}

function flatColumns(m: Float64Array, n: number): number {
  let sum = 0;
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) sum += m[i * n + j]!;
  return sum;
}

const order: Claim[] = [
  times(
    "columns-nested",
    "To sum an array of 2,048 arrays by columns takes {} times as long as by rows.",
    [2, 25],
    () => {
      const m = nested(2048);
      return { slow: () => byColumns(m), fast: () => byRows(m) };
    },
    { warmUpMs: 100, turns: 5 },
  ),
  times(
    "columns-flat-1000",
    "In a flat Float64Array of 1,000 by 1,000, by columns takes {} times as long: no proof of anything.",
    [0.8, 4],
    () => {
      const m = new Float64Array(1000 * 1000);
      return { slow: () => flatColumns(m, 1000), fast: () => flatRows(m, 1000) };
    },
    { turns: 11 },
  ),
  times(
    "columns-flat-2048",
    "In a flat Float64Array of 2,048 by 2,048, by columns takes {} times as long as by rows.",
    [1.3, 20],
    () => {
      const m = new Float64Array(2048 * 2048);
      return { slow: () => flatColumns(m, 2048), fast: () => flatRows(m, 2048) };
    },
    { turns: 7 },
  ),
  times(
    "gather-random",
    "To sum 4 million doubles in a random order takes {} times as long as one after the other.",
    [2, 40],
    () => {
      const n = 1 << 22;
      const values = new Float64Array(n).fill(1);
      const inOrder = Int32Array.from({ length: n }, (_, i) => i);
      const random = Int32Array.from({ length: n }, (_, i) => Math.imul(i, 0x9e3779b1) & (n - 1));
      const gather = (places: Int32Array): number => {
        let sum = 0;
        for (let i = 0; i < places.length; i++) sum += values[places[i]!]!;
        return sum;
      };
      return { slow: () => gather(random), fast: () => gather(inOrder) };
    },
    { warmUpMs: 100, turns: 5 },
  ),
  times(
    "branch-unsorted",
    "To sum those of a million bytes that are above 127 takes {} times as long unsorted as sorted.",
    [1.2, 12],
    () => {
      const random = createRandom(1);
      const bytes = Uint8Array.from({ length: 1e6 }, () => Math.floor(256 * random.next()));
      const sorted = bytes.toSorted();
      const large = (list: Uint8Array): number => {
        let sum = 0;
        for (let i = 0; i < list.length; i++) if (list[i]! > 127) sum += list[i]! * list[i]!;
        return sum;
      };
      return { slow: () => large(bytes), fast: () => large(sorted) };
    },
    { turns: 11 },
  ),
];

const elements: Claim[] = [
  times(
    "holes-none",
    "A sum over `new Array(n)`, filled afterwards, takes {} times as long as over one that was pushed.",
    [0.7, 1.8],
    () => {
      const holey: number[] = new Array(10_000);
      for (let i = 0; i < holey.length; i++) holey[i] = i + 0.5;
      const [sumHoley, sumPacked, packed] = [newSum(), newSum(), doubles(10_000)];
      return { slow: () => sumHoley(holey), fast: () => sumPacked(packed) };
    },
  ),
  times(
    "dictionary-elements",
    "After `a[1e7] = 1` a sum over the first 10,000 elements takes {} times as long.",
    [15, 5000],
    () => {
      const first = compiled<Sum>(
        "list",
        "let sum = 0; for (let i = 0; i < 10000; i++) sum += list[i]; return sum;",
      );
      const other = compiled<Sum>(
        "list",
        "let sum = 0; for (let i = 0; i < 10000; i++) sum += list[i]; return sum;",
      );
      const sparse = doubles(10_000);
      sparse[1e7] = 1;
      const packed = doubles(10_000);
      return { slow: () => first(sparse), fast: () => other(packed) };
    },
    { warmUpMs: 100 },
  ),
  times(
    "typed-array-sum",
    "A sum over an array of doubles takes {} times as long as over a Float64Array.",
    [0.7, 2],
    () => {
      const [sumArray, sumTyped] = [newSum(), newSum()];
      const [array, typed] = [doubles(10_000), Float64Array.from(doubles(10_000))];
      return { slow: () => sumArray(array), fast: () => sumTyped(typed) };
    },
  ),
  count(
    "default-sort",
    "`[10, 9, 1].sort()` puts 10 at place {}: it sorts texts.",
    1,
    "looked up",
    () => [10, 9, 1].sort().indexOf(10),
  ),
];

const build: Claim[] = [
  times(
    "map-push",
    "To make an array by `map`, Python's comprehension, takes {} times as long as by a loop with `push`.",
    [0.2, 3],
    () => {
      const list = doubles(10_000);
      return {
        slow: () => list.map((x) => x * 2),
        fast: () => {
          const result: number[] = [];
          for (const x of list) result.push(x * 2);
          return result;
        },
      };
    },
  ),
  times(
    "array-from-push",
    "To make an array by `Array.from({ length }, f)` takes {} times as long as by a loop with `push`.",
    [1, 15],
    () => ({
      slow: () => Array.from({ length: 10_000 }, (_, i) => i * 2),
      fast: () => {
        const result: number[] = [];
        for (let i = 0; i < 10_000; i++) result.push(i * 2);
        return result;
      },
    }),
  ),
  times(
    "chain",
    "`filter`, `map` and `reduce` in a row take {} times as long as one loop over 10,000 numbers.",
    [2, 80],
    () => {
      const list = doubles(10_000);
      return {
        slow: () =>
          list
            .map((x) => x * 2)
            .filter((x) => x > 100)
            .reduce((a, b) => a + b, 0),
        fast: () => {
          let sum = 0;
          for (let i = 0; i < list.length; i++) {
            const x = list[i]! * 2;
            if (x > 100) sum += x;
          }
          return sum;
        },
      };
    },
  ),
];

const loopText = {
  for: "let sum = 0; for (let i = 0; i < list.length; i++) sum += list[i]; return sum;",
  of: "let sum = 0; for (const x of list) sum += x; return sum;",
  forEach: "let sum = 0; list.forEach((x) => { sum += x; }); return sum;",
  reduce: "return list.reduce((a, b) => a + b, 0);",
};

/** Warm: V8 has compiled both. */
function warmLoop(
  id: string,
  kind: "of" | "forEach" | "reduce",
  what: string,
  high: number,
): Claim {
  return times(
    id,
    `A sum by ${what}, once warm, takes {} times as long as by a \`for\` loop.`,
    [0.4, high],
    () => {
      const list = doubles(100);
      const [sum, plain] = [
        compiled<Sum>("list", loopText[kind]),
        compiled<Sum>("list", loopText.for),
      ];
      return { slow: () => sum(list), fast: () => plain(list) };
    },
  );
}

const loops: Claim[] = [
  warmLoop("for-of-warm", "of", "`for … of`", 8),
  warmLoop("for-each-warm", "forEach", "`forEach`", 14),
  warmLoop("reduce-warm", "reduce", "`reduce`", 6),
  {
    id: "reduce-cold",
    sentence:
      "Called a few times only, 20 sums of 1,000 numbers by `reduce` take {} times as long as by a warm `for` loop.",
    unit: "x",
    range: { low: 4, high: 500 },
    measure: sampled(
      "the first 20 sums by reduce against the median of 101 times 20 by a warm loop",
      () => {
        const list = doubles(1000);
        const [reduce, plain] = [
          compiled<Sum>("list", loopText.reduce),
          compiled<Sum>("list", loopText.for),
        ];
        const ms = (sum: Sum): number => {
          const start = cpuMs();
          for (let i = 0; i < 20; i++) sum(list);
          return cpuMs() - start;
        };
        for (let i = 0; i < 3000; i++) plain(list);
        const cold = ms(reduce);
        const warm = Array.from({ length: 101 }, () => ms(plain)).sort((a, b) => a - b)[50]!;
        return cold / warm;
      },
    ),
  },
];

export const ARRAYS: Topic = {
  title: "Arrays",
  claims: [...order, ...elements, ...build, ...loops],
};
