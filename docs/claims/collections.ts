/** Sets, queues, heaps, caches, counters: what is fast from which size on. */

import { createRandom } from "@hpts/core";
import { cpuMs } from "./tool/alternate.ts";
import type { Claim, Topic } from "./tool/claim.ts";
import { type Bounds, times } from "./tool/define.ts";
import { compiled, sampled } from "./tool/measures.ts";
import { ListLru, OrderLru } from "./variants/lru.ts";
import { smallestByHeap, smallestBySort } from "./variants/smallest.ts";

/** 0 ... n - 1 in an order that looks random. */
function shuffled(n: number): number[] {
  const list = Array.from({ length: n }, (_, i) => i);
  let state = 1;
  for (let i = n - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}

function membership(id: string, n: number, bounds: Bounds): Claim {
  const sentence = `To look for a number that is not among ${n.toLocaleString("en")}, \`includes\` takes {} times as long as \`Set.has\`.`;
  return times(id, sentence, bounds, () => {
    const list = shuffled(n);
    const set = new Set(list);
    const calls = Math.max(10, Math.floor(10_000 / n));
    return {
      slow: () => {
        let hits = 0;
        for (let i = 0; i < calls; i++) if (list.includes(n + i)) hits++;
        return hits;
      },
      fast: () => {
        let found = 0;
        for (let i = 0; i < calls; i++) if (set.has(n + i)) found++;
        return found;
      },
    };
  });
}

const sets: Claim[] = [
  membership("set-has-8", 8, [0.4, 3]),
  membership("set-has-32", 32, [1, 16]),
  membership("set-has", 1024, [15, 700]),
  membership("set-has-10000", 10_000, [60, 8000]),
  times(
    "set-for-one-look",
    "To build a Set of 1,000 numbers for a single look takes {} times as long as `includes`.",
    [10, 200],
    () => {
      const list = shuffled(1000);
      return { slow: () => new Set(list).has(-1), fast: () => list.includes(-1) };
    },
  ),
  times(
    "dedupe-index-of",
    "To drop the doubles of 20,000 numbers, `filter` with `indexOf` takes {} times as long as a Set.",
    [40, 800],
    () => {
      const list = shuffled(20_000);
      return {
        slow: () => list.filter((value, i) => list.indexOf(value) === i).length,
        fast: () => Array.from(new Set(list)).length,
      };
    },
    { warmUpMs: 100, turns: 5 },
  ),
];

/** Takes numbers off the front of a queue that always holds n, and adds as many at the end. */
function steadyQueue(n: number) {
  const array = shuffled(n);
  const ring = Int32Array.from(shuffled(2 ** Math.ceil(Math.log2(n + 1))));
  const mask = ring.length - 1;
  let head = 0;
  let tail = n;
  const moves = n > 10_000 ? 200 : 2000;
  return {
    slow: () => {
      let sum = 0;
      for (let i = 0; i < moves; i++) {
        sum += array.shift()!;
        array.push(i);
      }
      return sum;
    },
    fast: () => {
      let all = 0;
      for (let i = 0; i < moves; i++) {
        all += ring[head++ & mask]!;
        ring[tail++ & mask] = i;
      }
      return all;
    },
  };
}

/** ns of a shift() of an array with n elements. */
function shiftNs(n: number): number {
  const arrays = Array.from({ length: 60 }, () => shuffled(n));
  const start = cpuMs();
  for (const array of arrays) for (let i = 0; i < 5; i++) array.shift();
  return ((cpuMs() - start) * 1e6) / 300;
}

const queues: Claim[] = [
  {
    id: "shift-cliff",
    sentence:
      "`shift()` of an array with 16,500 elements takes {} times as long as with 16,300: above 16,382 V8 copies them all.",
    unit: "x",
    range: { low: 5, high: 100 },
    measure: sampled("five shifts of each of 60 arrays of either length", () => {
      shiftNs(16_300);
      return shiftNs(16_500) / shiftNs(16_300);
    }),
  },
  times(
    "shift-queue-1000",
    "A queue of 1,000 by `push` and `shift` takes {} times as long as a ring buffer: a constant factor.",
    [2, 40],
    () => steadyQueue(1000),
  ),
  times(
    "shift-queue-30000",
    "A queue of 30,000 by `push` and `shift` takes {} times as long as a ring buffer.",
    [80, 3000],
    () => steadyQueue(30_000),
  ),
  times(
    "unshift-build",
    "To build an array of 20,000 by `unshift` takes {} times as long as by `push` and `reverse`.",
    [25, 500],
    () => ({
      slow: () => {
        const list: number[] = [];
        for (let i = 0; i < 20_000; i++) list.unshift(i);
        return list;
      },
      fast: () => {
        const list: number[] = [];
        for (let i = 0; i < 20_000; i++) list.push(i);
        return list.reverse();
      },
    }),
    { warmUpMs: 100, turns: 7 },
  ),
  times(
    "top-k-sort",
    "The ten smallest of 100,000 numbers: sorting them takes {} times as long as a heap of ten.",
    [25, 500],
    () => {
      const list = shuffled(100_000);
      return { slow: () => smallestBySort(list, 10), fast: () => smallestByHeap(list, 10) };
    },
    { warmUpMs: 100, turns: 5 },
  ),
  times(
    "typed-sort",
    "To sort 100,000 numbers, `sort((a, b) => a - b)` takes {} times as long as a Float64Array's `sort()`.",
    [1.5, 12],
    () => {
      const list = shuffled(100_000);
      return {
        slow: () => list.slice().sort((a, b) => a - b)[0],
        fast: () => Float64Array.from(list).sort()[0],
      };
    },
    { warmUpMs: 100, turns: 5 },
  ),
  times(
    "priority-queue-sort",
    "A priority queue of 1,000 that is sorted after each `push` takes {} times as long as one kept sorted by a binary search and `splice`.",
    [30, 1000],
    () => {
      const sorted = shuffled(1000).sort((a, b) => a - b);
      const other = sorted.slice();
      let next = 0;
      const draw = (): number => {
        next = (next + 617) % 1000;
        return next;
      };
      return {
        slow: () => {
          sorted.push(draw());
          sorted.sort((a, b) => a - b);
          return sorted.shift();
        },
        fast: () => {
          const value = draw();
          let [low, high] = [0, other.length];
          while (low < high) {
            const middle = (low + high) >> 1;
            if (other[middle]! < value) low = middle + 1;
            else high = middle;
          }
          other.splice(low, 0, value);
          return other.shift();
        },
      };
    },
  ),
];

const caches: Claim[] = [
  times(
    "memo-fib",
    "fib(27) without a memory takes {} times as long as with one.",
    [40, 4000],
    () => {
      const fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2));
      const remembered = (n: number, seen = new Map<number, number>()): number => {
        if (n < 2) return n;
        const known = seen.get(n);
        if (known !== undefined) return known;
        const value = remembered(n - 1, seen) + remembered(n - 2, seen);
        seen.set(n, value);
        return value;
      };
      return { slow: () => fib(27), fast: () => remembered(27) };
    },
  ),
  times(
    "memo-cheap",
    "A memory with a string key makes a cheap function, the distance of two places, take {} times as long.",
    [2, 300],
    () => {
      const points = Array.from({ length: 100 }, (_, i) => ({ x: i, y: 2 * i }));
      const seen = new Map<string, number>();
      return {
        slow: () => {
          let sum = 0;
          for (const { x, y } of points) {
            const key = `${x},${y}`;
            let known = seen.get(key);
            if (known === undefined) {
              known = Math.sqrt(x * x + y * y);
              seen.set(key, known);
            }
            sum += known;
          }
          return sum;
        },
        fast: () => {
          let all = 0;
          for (const { x, y } of points) all += Math.sqrt(x * x + y * y);
          return all;
        },
      };
    },
  ),
  times(
    "lru-array",
    "A cache of the 5,000 last used, with their order in an array, takes {} times as long as with a linked list.",
    [2, 300],
    () => {
      const [array, list] = [new OrderLru(5000), new ListLru(5000)];
      for (const key of shuffled(5000)) {
        array.use(key);
        list.use(key);
      }
      const random = createRandom(1);
      const keys = Array.from({ length: 5000 }, () => Math.floor(5000 * random.next()));
      let at = 0;
      let other = 0;
      return {
        slow: () => array.use(keys[at++ % 5000]!),
        fast: () => list.use(keys[other++ % 5000]!),
      };
    },
  ),
];

const products = Array.from({ length: 3000 }, (_, i) => `product-${(i * 7919) % 40}`);

const counters: Claim[] = [
  times(
    "counter-in",
    "To count by `if (p in counts)` takes {} times as long as by `(counts[p] ?? 0) + 1`: Python's ranking does not hold.",
    [0.8, 4],
    () => {
      const text = (body: string) =>
        compiled<(list: string[]) => unknown>(
          "list",
          `const counts = {}; for (const p of list) { ${body} } return counts;`,
        );
      const asked = text("if (p in counts) counts[p] += 1; else counts[p] = 1;");
      const direct = text("counts[p] = (counts[p] ?? 0) + 1;");
      return { slow: () => asked(products), fast: () => direct(products) };
    },
  ),
  times(
    "counter-map",
    "To count in a Map takes {} times as long as in an object.",
    [0.4, 5],
    () => ({
      slow: () => {
        const counts = new Map<string, number>();
        for (const p of products) counts.set(p, (counts.get(p) ?? 0) + 1);
        return counts;
      },
      fast: () => {
        const counts: Record<string, number> = {};
        for (const p of products) counts[p] = (counts[p] ?? 0) + 1;
        return counts;
      },
    }),
  ),
  times(
    "counter-spread",
    "To count 3,000 items of 300 kinds by `reduce` with `{ ...counts }` takes {} times as long as in one object.",
    [100, 20_000],
    () => {
      const list = Array.from({ length: 3000 }, (_, i) => `kind-${(i * 7919) % 300}`);
      return {
        slow: () =>
          list.reduce<Record<string, number>>(
            // biome-ignore lint/performance/noAccumulatingSpread: what it costs is measured.
            (counts, p) => ({ ...counts, [p]: (counts[p] ?? 0) + 1 }),
            {},
          ),
        fast: () => {
          const counts: Record<string, number> = {};
          for (const p of list) counts[p] = (counts[p] ?? 0) + 1;
          return counts;
        },
      };
    },
    { warmUpMs: 100, turns: 5 },
  ),
  times(
    "reduce-array-spread",
    "To collect 1,000 numbers by `reduce` with `[...list, x]` takes {} times as long as by `push`.",
    [20, 1500],
    () => {
      const numbers = shuffled(1000);
      return {
        // biome-ignore lint/performance/noAccumulatingSpread: what it costs is measured.
        slow: () => numbers.reduce<number[]>((list, x) => [...list, x], []),
        fast: () => {
          const list: number[] = [];
          for (const x of numbers) list.push(x);
          return list;
        },
      };
    },
    { warmUpMs: 100 },
  ),
  times(
    "object-map-read",
    "To read 1,000 string keys of an object takes {} times as long as of a Map.",
    [1.5, 60],
    () => {
      const keys = Array.from({ length: 1000 }, (_, i) => `key-${i}`);
      const object: Record<string, number> = Object.fromEntries(keys.map((key, i) => [key, i]));
      const map = new Map(keys.map((key, i) => [key, i]));
      return {
        fast: () => {
          let sum = 0;
          for (const key of keys) sum += map.get(key)!;
          return sum;
        },
        slow: () => {
          let all = 0;
          for (const key of keys) all += object[key]!;
          return all;
        },
      };
    },
  ),
];

export const COLLECTIONS: Topic = {
  title: "Collections",
  claims: [...sets, ...queues, ...caches, ...counters],
};
