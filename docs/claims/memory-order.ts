/** Numbers in memory: what the order of going over them costs, and what matrices make of it. */
import { createRandom } from "@hpts/core";
import type { Claim, Topic } from "./tool/claim.ts";
import { times } from "./tool/define.ts";
import { doubles, shuffled } from "./variants/lists.ts";
import {
  alongRows,
  blocked,
  flatAlongRows,
  flatTextbook,
  type Rows,
  textbook,
} from "./variants/matrices.ts";

const nested = (n: number): number[][] => Array.from({ length: n }, () => doubles(n));

/** Written: what was never written is all the same page of zeros, which is always in the cache. */
const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

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
      const m = ones(1000 * 1000);
      return { slow: () => flatColumns(m, 1000), fast: () => flatRows(m, 1000) };
    },
    { turns: 11 },
  ),
  times(
    "columns-flat-2048",
    "In a flat Float64Array of 2,048 by 2,048, by columns takes {} times as long as by rows.",
    [1.3, 20],
    () => {
      const m = ones(2048 * 2048);
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
      const values = ones(n);
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

const pointers: Claim[] = [
  times(
    "objects-shuffled",
    "To read a field of a million objects in a random order takes {} times as long as in the order in which they were made.",
    [1.5, 40],
    () => {
      const inOrder = Array.from({ length: 1e6 }, (_, i) => ({ x: i + 0.5 }));
      const random = shuffled(1e6).map((i) => inOrder[i]!);
      const sum = (list: { x: number }[]): number => {
        let total = 0;
        for (let i = 0; i < list.length; i++) total += list[i]!.x;
        return total;
      };
      return { slow: () => sum(random), fast: () => sum(inOrder) };
    },
    { warmUpMs: 100, turns: 7 },
  ),
  times(
    "row-hoisted",
    "`m[i][j]` in the inner loop takes {} times as long as with `m[i]` before it.",
    [0.7, 3],
    () => {
      const m = nested(500);
      return {
        slow: () => byRows(m),
        fast: () => {
          let sum = 0;
          for (let i = 0; i < m.length; i++) {
            const row = m[i]!;
            for (let j = 0; j < row.length; j++) sum += row[j]!;
          }
          return sum;
        },
      };
    },
  ),
];

const flat = (n: number): Float64Array => Float64Array.from(doubles(n * n));
/** Some products take a quarter of a second. */
const FEW_TURNS = { warmUpMs: 100, turns: 5 };

const matrices: Claim[] = [
  times(
    "matmul-order",
    "To multiply matrices of 320 by 320, row by column takes {} times as long as along the rows of both.",
    [0.5, 6],
    () => {
      const m: Rows = nested(320);
      return { slow: () => textbook(m, m), fast: () => alongRows(m, m) };
    },
    FEW_TURNS,
  ),
  times(
    "matmul-order-flat",
    "In Float64Arrays of 512 by 512, row by column takes {} times as long as along the rows.",
    [0.6, 20],
    () => {
      const m = flat(512);
      return { slow: () => flatTextbook(m, m, 512), fast: () => flatAlongRows(m, m, 512) };
    },
    FEW_TURNS,
  ),
  times(
    "matmul-nested",
    "Along the rows, arrays of 320 rows take {} times as long as one Float64Array for each matrix, whose places have to be computed.",
    [0.25, 3],
    () => {
      const [rows, m] = [nested(320), flat(320)];
      return { slow: () => alongRows(rows, rows), fast: () => flatAlongRows(m, m, 320) };
    },
    FEW_TURNS,
  ),
  times(
    "matmul-blocked",
    "At 512 by 512, row by column takes {} times as long as block by block of 64 by 64.",
    [0.6, 20],
    () => {
      const m = flat(512);
      return { slow: () => flatTextbook(m, m, 512), fast: () => blocked(m, m, 512, 64) };
    },
    FEW_TURNS,
  ),
  times(
    "matmul-blocked-rows",
    "Along the rows it takes {} times as long as block by block: the processor fetches rows ahead by itself.",
    [0.6, 2.5],
    () => {
      const m = flat(512);
      return { slow: () => flatAlongRows(m, m, 512), fast: () => blocked(m, m, 512, 64) };
    },
    FEW_TURNS,
  ),
];

export const MEMORY_ORDER: Topic = {
  title: "Order in memory",
  claims: [...order, ...pointers, ...matrices],
};
