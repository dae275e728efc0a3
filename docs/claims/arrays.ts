/** Arrays: what they hold, ways to make them, and ways to write a loop. */
import { cpuMs } from "./tool/alternate.ts";
import type { Claim, Topic } from "./tool/claim.ts";
import { count, times } from "./tool/define.ts";
import { compiled, sampled } from "./tool/measures.ts";
import { doubles, shuffled } from "./variants/lists.ts";

/** A sum, in ways to write a loop. */
const loopText = {
  for: "let sum = 0; for (let i = 0; i < list.length; i++) sum += list[i]; return sum;",
  of: "let sum = 0; for (const x of list) sum += x; return sum;",
  forEach: "let sum = 0; list.forEach((x) => { sum += x; }); return sum;",
  reduce: "return list.reduce((a, b) => a + b, 0);",
};

type Sum = (list: ArrayLike<number>) => number;
/** A sum that nothing else has taught V8 about. */
const newSum = (text = loopText.for): Sum => compiled<Sum>("list", text);

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
    "holes-tenth",
    "With a tenth of real holes a sum takes {} times as long, the question for each hole included.",
    [1.5, 60],
    () => {
      const text = loopText.for.replace("list[i]", "list[i] ?? 0");
      const [sumHoley, sumPacked] = [newSum(text), newSum(text)];
      const [holey, packed] = [doubles(10_000), doubles(10_000)];
      for (let i = 0; i < holey.length; i += 10) delete holey[i];
      return { slow: () => sumHoley(holey), fast: () => sumPacked(packed) };
    },
  ),
  times(
    "doubles-generic",
    "Doubles in an array that once held a text take a sum {} times as long as in one that never did.",
    [0.7, 40],
    () => {
      const mixed: unknown[] = ["a", ...doubles(9999)];
      mixed[0] = 0.25;
      const [sumMixed, sumPacked, packed] = [newSum(), newSum(), doubles(10_000)];
      return { slow: () => sumMixed(mixed as number[]), fast: () => sumPacked(packed) };
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
  times(
    "default-sort-time",
    "And to sort 10,000 numbers as texts takes {} times as long as by `(a, b) => a - b`.",
    [0.8, 15],
    () => {
      const list = shuffled(10_000);
      return { slow: () => list.toSorted(), fast: () => list.toSorted((a, b) => a - b) };
    },
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
    "typed-push",
    "To fill a Float64Array of known length takes {} times as long as a loop with `push`.",
    [0.02, 1.2],
    () => ({
      slow: () => {
        const result = new Float64Array(10_000);
        for (let i = 0; i < 10_000; i++) result[i] = i * 1.5;
        return result;
      },
      fast: () => {
        const result: number[] = [];
        for (let i = 0; i < 10_000; i++) result.push(i * 1.5);
        return result;
      },
    }),
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
  claims: [...elements, ...build, ...loops],
};
