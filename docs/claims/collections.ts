/** Sets, caches, counters: what is fast from which size on. */

import { createRandom } from "@hpts/core";
import type { Claim, Topic } from "./tool/claim.ts";
import { type Bounds, times } from "./tool/define.ts";
import { compiled } from "./tool/measures.ts";
import { shuffled } from "./variants/lists.ts";
import { ListLru, MapLru, OrderLru } from "./variants/lru.ts";

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
  times(
    "intersect-includes",
    "To find what two lists of 5,000 numbers share, `filter` with `includes` takes {} times as long as with a Set.",
    [8, 500],
    () => {
      const [list, other] = [shuffled(5000), shuffled(5000).map((i) => 2 * i)];
      return {
        slow: () => list.filter((i) => other.includes(i)).length,
        fast: () => {
          const set = new Set(other);
          return list.filter((i) => set.has(i)).length;
        },
      };
    },
    { warmUpMs: 100, turns: 5 },
  ),
];

const LRU_SIZE = 5000;

function lru(
  id: string,
  where: string,
  make: () => { use(key: number): void },
  bounds: Bounds,
): Claim {
  const sentence = `A cache of the 5,000 last used, with their order ${where}, takes {} times as long as with a linked list.`;
  return times(id, sentence, bounds, () => {
    const [one, list] = [make(), new ListLru(LRU_SIZE)];
    for (const key of shuffled(LRU_SIZE)) {
      one.use(key);
      list.use(key);
    }
    const random = createRandom(1);
    const keys = Array.from({ length: LRU_SIZE }, () => Math.floor(LRU_SIZE * random.next()));
    let at = 0;
    let other = 0;
    return {
      slow: () => one.use(keys[at++ % LRU_SIZE]!),
      fast: () => list.use(keys[other++ % LRU_SIZE]!),
    };
  });
}

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
  lru("lru-array", "in an array", () => new OrderLru(LRU_SIZE), [2, 300]),
  lru("lru-map", "in the Map itself", () => new MapLru(LRU_SIZE), [0.7, 40]),
];

const products = Array.from({ length: 3000 }, (_, i) => `product-${(i * 7919) % 40}`);

/** How often each occurs, in an object. */
function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

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
      fast: () => counted(products),
    }),
  ),
  times(
    "counter-codes",
    "To count in an Int32Array, with a number for each product, takes {} times as long as in an object.",
    [0.02, 0.9],
    () => {
      const code = new Map(Array.from(new Set(products), (product, i) => [product, i]));
      const codes = Int32Array.from(products, (product) => code.get(product)!);
      return {
        slow: () => {
          const counts = new Int32Array(code.size);
          for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++;
          return counts;
        },
        fast: () => counted(products),
      };
    },
  ),
  times(
    "counter-filter",
    "To count 40 products by a `filter` for each takes {} times as long as in one object.",
    [3, 150],
    () => {
      const kinds = Array.from(new Set(products));
      return {
        slow: () => kinds.map((kind) => products.filter((p) => p === kind).length),
        fast: () => counted(products),
      };
    },
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
        fast: () => counted(list),
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
  times(
    "object-map-churn",
    "A thousand keys that come and go take an object, with `delete`, {} times as long as a Map.",
    [1, 40],
    () => {
      const keys = Array.from({ length: 1000 }, (_, i) => `key-${i}`);
      const object: Record<string, number> = {};
      const map = new Map<string, number>();
      return {
        slow: () => {
          for (let i = 0; i < 1000; i++) {
            object[keys[i]!] = i;
            delete object[keys[(i + 500) % 1000]!];
          }
          return object;
        },
        fast: () => {
          for (let i = 0; i < 1000; i++) {
            map.set(keys[i]!, i);
            map.delete(keys[(i + 500) % 1000]!);
          }
          return map;
        },
      };
    },
  ),
];

export const COLLECTIONS: Topic = {
  title: "Collections",
  claims: [...sets, ...caches, ...counters],
};
