/** Clocks, and benchmarks that show something else than they seem to. */
import { cpuMs } from "./tool/alternate.ts";
import type { Claim, Topic } from "./tool/claim.ts";
import { count, times } from "./tool/define.ts";
import { compiled, exact, sampled, time } from "./tool/measures.ts";

const clocks: Claim[] = [
  {
    id: "clock-read",
    sentence: "A look at the clock, `performance.now()`, takes {} ns.",
    unit: "ns",
    range: { low: 15, high: 400 },
    measure: time(
      () => () => {
        let sum = 0;
        for (let i = 0; i < 100; i++) sum += performance.now();
        return sum;
      },
      "ns",
      100,
    ),
  },
  {
    id: "clock-step",
    sentence: "The clock's smallest step is {} ns.",
    unit: "ns",
    range: { low: 1, high: 300 },
    measure: sampled("smallest difference of 100,000 looks that are not equal", () => {
      let least = Number.POSITIVE_INFINITY;
      let before = performance.now();
      for (let i = 0; i < 100_000; i++) {
        const now = performance.now();
        if (now > before) least = Math.min(least, now - before);
        before = now;
      }
      return least * 1e6;
    }),
  },
  {
    id: "await-ns",
    sentence: "An `await` of what is there already takes {} ns.",
    unit: "ns",
    range: { low: 20, high: 600 },
    measure: sampled("a million awaits of a number, after as many to warm up", async () => {
      const run = async (): Promise<number> => {
        const start = cpuMs();
        for (let i = 0; i < 1e6; i++) await i;
        return cpuMs() - start;
      };
      await run();
      return await run();
    }),
  },
];

const sine = "let sum = 0; for (let i = 0; i < 200; i++) sum += Math.sin(i * 0.01);";

const traps: Claim[] = [
  times(
    "unused-result",
    "A loop whose result is used takes {} times as long as one whose result is not: V8 leaves out what nobody sees.",
    [1.5, 40],
    () => {
      const used = compiled<() => number>(
        "let sum = 0; for (let i = 0; i < 3000; i++) sum += Math.sqrt(i * 1.5); return sum;",
      );
      const unused = compiled<() => number>(
        "let sum = 0; for (let i = 0; i < 3000; i++) Math.sqrt(i * 1.5); return sum;",
      );
      return { slow: () => used(), fast: () => unused() };
    },
  ),
  times(
    "order-bias",
    "A sum that has seen five other kinds of arrays takes {} times as long for doubles as a new one.",
    [2, 40],
    () => {
      type Sum = (list: ArrayLike<number>) => number;
      const text = "let sum = 0; for (let i = 0; i < list.length; i++) sum += list[i]; return sum;";
      const [seen, fresh] = [compiled<Sum>("list", text), compiled<Sum>("list", text)];
      const doubles = Array.from({ length: 3000 }, (_, i) => i + 0.5);
      const integers = Array.from({ length: 3000 }, (_, i) => i);
      const holey: number[] = new Array(3000);
      for (let i = 0; i < 3000; i++) holey[i] = i + 0.5;
      const mixed = [...integers.slice(0, 2999), "1"] as unknown as number[];
      const others = [
        integers,
        holey,
        mixed,
        Float32Array.from(doubles),
        Uint8Array.from(integers),
      ];
      for (let i = 0; i < 300; i++) for (const list of others) seen(list);
      return { slow: () => seen(doubles), fast: () => fresh(doubles) };
    },
  ),
  times(
    "sort-sorted",
    "To sort 1,000 shuffled numbers takes {} times as long as to sort them again.",
    [4, 150],
    () => {
      const shuffled = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1009);
      const sorted = shuffled.toSorted((a, b) => a - b);
      return {
        slow: () => shuffled.slice().sort((a, b) => a - b),
        fast: () => sorted.slice().sort((a, b) => a - b),
      };
    },
  ),
  times("sine-self", `A function against itself takes {} times as long.`, [0.9, 1.1], () => {
    const [one, other] = [
      compiled<() => number>(`${sine} return sum;`),
      compiled<() => number>(`${sine} return sum;`),
    ];
    return { slow: one, fast: other };
  }),
];

/** Share of outcomes in which fewer than 10 of 30 coins show heads, or fewer than 10 tails. */
function outside(): number {
  let [ways, outcomes] = [0, 1];
  for (let heads = 0; heads < 10; heads++) {
    ways += 2 * outcomes;
    outcomes = (outcomes * (30 - heads)) / (heads + 1);
  }
  return ways / 2 ** 30;
}

const statistics: Claim[] = [
  {
    id: "rank-interval-miss",
    sentence:
      "Of 30 fair coins, fewer than 10 show heads, or fewer than 10 tails, in {} % of all throws.",
    unit: "%",
    range: { low: 4.2, high: 4.4 },
    measure: exact("computed", () => Number((100 * outside()).toPrecision(2))),
  },
  count(
    "to-be-close-to-6",
    "`toBeCloseTo(x, 6)` refuses as many as {} of the slides' six values, since they are cut off.",
    4,
    "compared",
    () => {
      const printed = [0.210269, 0.543863, -0.099334, -0.490034, 0.191358, -0.365227];
      const exactly = [
        0.21026984503568258, 0.5438635787296997, -0.09933476605673582, -0.4900342888538049,
        0.19135850382526412, -0.36522722107443606,
      ];
      return printed.filter((value, i) => Math.abs(value - exactly[i]!) >= 10 ** -6 / 2).length;
    },
  ),
];

export const MEASURING: Topic = {
  title: "Measuring",
  claims: [...clocks, ...traps, ...statistics],
};
