/** Queues and heaps: what is fast from which length on. */
import { cpuMs } from "./tool/alternate.ts";
import type { Claim, Topic } from "./tool/claim.ts";
import { type Bounds, times } from "./tool/define.ts";
import { sampled } from "./tool/measures.ts";
import { NumberHeap } from "./variants/heap.ts";
import { shuffled } from "./variants/lists.ts";
import { smallestByHeap, smallestBySort } from "./variants/smallest.ts";

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

/** Kept sorted: the place by a binary search. */
function insertSorted(list: number[], value: number): void {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < value) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, value);
}

/** Events as a simulation has them: each that comes up puts one more in, some time later. */
function laterBy(longest: number): (now: number) => number {
  let delay = 0;
  return (now) => {
    delay = (delay + 617) % longest;
    return now + delay;
  };
}

function sortedQueue(id: string, n: number, bounds: Bounds): Claim {
  const sentence = `A priority queue of ${n.toLocaleString("en")}, kept sorted by a binary search and \`splice\`, takes {} times as long as a heap.`;
  return times(id, sentence, bounds, () => {
    const sorted = shuffled(n).sort((a, b) => a - b);
    const heap = new NumberHeap(sorted);
    const [later, otherLater] = [laterBy(n), laterBy(n)];
    return {
      slow: () => {
        const now = sorted.shift()!;
        insertSorted(sorted, later(now));
        return now;
      },
      fast: () => {
        const now = heap.pop()!;
        heap.push(otherLater(now));
        return now;
      },
    };
  });
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
    "queue-head-index",
    "To take 1,000 numbers out of an array by an index that moves on takes {} times as long as out of a ring buffer.",
    [0.2, 1.6],
    () => {
      const list = shuffled(1024);
      const ring = Int32Array.from(list);
      let [head, sum] = [0, 0];
      return {
        slow: () => {
          for (let i = 0; i < 1000; i++) sum = (sum + list[i]!) | 0;
          return sum;
        },
        fast: () => {
          for (let i = 0; i < 1000; i++) sum = (sum + ring[head++ & 1023]!) | 0;
          return sum;
        },
      };
    },
  ),
  times(
    "splice-front",
    "To take the first of 10,000 by `splice(0, 1)` takes {} times as long as by `shift()`, which need not copy.",
    [4, 1500],
    () => {
      const [spliced, shifted] = [shuffled(10_000), shuffled(10_000)];
      return {
        slow: () => {
          let sum = 0;
          for (let i = 0; i < 100; i++) {
            sum += spliced.splice(0, 1)[0]!;
            spliced.push(i);
          }
          return sum;
        },
        fast: () => {
          let all = 0;
          for (let i = 0; i < 100; i++) {
            all += shifted.shift()!;
            shifted.push(i);
          }
          return all;
        },
      };
    },
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
    "top-half-heap",
    "The 50,000 smallest of them: a heap takes {} times as long as a Float64Array's `sort()`.",
    [0.8, 20],
    () => {
      const list = shuffled(100_000);
      return {
        slow: () => smallestByHeap(list, 50_000),
        fast: () => Float64Array.from(list).sort().slice(0, 50_000),
      };
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
    "A priority queue of 1,000 that is sorted after each event takes {} times as long as one kept sorted by a binary search and `splice`.",
    [30, 1000],
    () => {
      const sorted = shuffled(1000).sort((a, b) => a - b);
      const other = sorted.slice();
      const [later, otherLater] = [laterBy(1000), laterBy(1000)];
      return {
        slow: () => {
          const now = sorted.shift()!;
          sorted.push(later(now));
          sorted.sort((a, b) => a - b);
          return now;
        },
        fast: () => {
          const now = other.shift()!;
          insertSorted(other, otherLater(now));
          return now;
        },
      };
    },
  ),
  sortedQueue("priority-queue-sorted", 1000, [0.8, 10]),
  sortedQueue("priority-queue-sorted-10000", 10_000, [1.5, 60]),
];

export const QUEUES: Topic = { title: "Queues", claims: queues };
