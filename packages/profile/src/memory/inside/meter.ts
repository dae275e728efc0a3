/**
 * The meter of memory per line: how many bytes the program has taken so far, to the byte where V8
 * lets us.
 *
 * A reading is v8.getHeapStatistics(), about 0.3 us when hot, and makes garbage of its own: the
 * object that it returns. `close` reads twice in a row, and what the second reading finds more is the
 * price of one; it changes when V8 optimises, so it is measured each time.
 *
 *     program | open: read 0 | ours, not counted | close: read 1, read 2 | program
 *                                                  price = read 2 - read 1
 *     taken += read 0 - (last read 2) - price + what was freed in between
 *
 * A collection within a line would make what it took negative. v8.GCProfiler knows, synchronously,
 * how much was in use before and after each collection; asking it takes 15 us, so it is only asked
 * when a collection can have been: when memory shrank, or more time went by than the shortest one
 * takes. What it freed is added back. What is collected between `open` and `close` is not the line's:
 * `close` then asks as well, and forgets the answer.
 *
 * Clean mode (`--gc`): everything is collected before each reading; the meter shows what is held.
 */
import { GCProfiler, getHeapStatistics } from "node:v8";
import { resolutionOf } from "./resolution.ts";

/** Scavenges take 50 us and more. */
const SHORTEST_COLLECTION_MS = 0.02;
/** A reading's own garbage; more than this was something else. */
const HIGHEST_PRICE_BYTES = 4096;

const collect = (globalThis as { gc?: () => void }).gc;
const isClean = collect !== undefined;

/** Of three readings: heap and external memory in use, and when it was over, ms. */
const reads = new Float64Array(9);
const FIRST = 0;
const SECOND = 3;
const THIRD = 6;
/** Bytes taken so far; in clean mode: held now. */
const TAKEN = 0;
const PRICE = 1;
/** Collections so far. */
const COLLECTIONS = 2;
/** Heap and external in use at the last `open`. */
const USED = 3;
/** When `look` was last called, ms. */
const LOOKED_AT = 4;
/** Readings so far, in clean mode. */
const READINGS = 5;
const state = new Float64Array(6);
/** 1: there may have been a collection between `open` and `close`. */
const disturbed = new Uint8Array(1);

/** Called by a reading now and then: a program that is busy for ever hears no signal. */
let look: (now: number) => void = () => undefined;
const LOOK_EVERY_MS = 100;

/** @param looks is told the time, ms */
export function setLook(looks: (now: number) => void): void {
  look = looks;
}

let profiler = new GCProfiler();

function read(at: number): void {
  const statistics = getHeapStatistics();
  reads[at] = statistics.used_heap_size;
  reads[at + 1] = statistics.external_memory;
  reads[at + 2] = performance.now();
}

/** Stops counting. */
export function open(): void {
  if (isClean) collect();
  read(FIRST);
  state[USED] = reads[FIRST]! + reads[FIRST + 1]!;
  const now = reads[FIRST + 2]!;
  if (now - state[LOOKED_AT]! > LOOK_EVERY_MS) {
    state[LOOKED_AT] = now;
    look(now);
  }
  const price = reads[THIRD]! - reads[SECOND]!;
  if (price >= 0 && price < HIGHEST_PRICE_BYTES) state[PRICE] = price;
  if (isClean) {
    state[READINGS]!++;
    state[TAKEN] = state[USED]!;
    return;
  }
  let heap = reads[FIRST]! - reads[THIRD]! - state[PRICE]!;
  let external = reads[FIRST + 1]! - reads[THIRD + 1]!;
  if (heap < 0 || external < 0 || now - reads[THIRD + 2]! > SHORTEST_COLLECTION_MS) {
    for (const { beforeGC, afterGC } of collections()) {
      const [before, after] = [beforeGC.heapStatistics, afterGC.heapStatistics];
      const since = before.usedHeapSize + before.externalMemory - state[USED]!;
      if (since >= 0 && since < HIGHEST_PRICE_BYTES) continue; // by the reading, after its figures
      heap += before.usedHeapSize - after.usedHeapSize;
      external += before.externalMemory - after.externalMemory;
      state[COLLECTIONS]!++;
    }
  }
  // Buffers are also freed some time after a collection.
  state[TAKEN]! += Math.max(0, heap) + Math.max(0, external);
}

/** Counts again. */
export function close(): void {
  readTwice();
  if (disturbed[0] === 0 || isClean) return;
  // What was collected since `open` has read was not taken by the line that begins.
  collections();
  readTwice();
  disturbed[0] = 0;
}

/** One call for both: of two calls V8 may inline only one, whose garbage is gone then. */
function readTwice(): void {
  for (let at = SECOND; at <= THIRD; at += THIRD - SECOND) {
    read(at);
    // In the loop, so that its garbage is part of the price.
    const isLong = reads[at + 2]! - reads[FIRST + 2]! > SHORTEST_COLLECTION_MS;
    if (isLong || reads[at]! < reads[SECOND]!) disturbed[0] = 1;
  }
}

/** Bytes taken until the last `open`. */
export const taken = (): number => state[TAKEN]!;
/** Bytes in use at the last `open`: heap and external. */
export const used = (): number => state[USED]!;
/** Collections until the last `open`. */
export const collectionCount = (): number => state[COLLECTIONS]!;
/** With `--gc`: how often `open` was called. */
export const readingCount = (): number => state[READINGS]!;

interface HeapUse {
  readonly heapStatistics: { readonly usedHeapSize: number; readonly externalMemory: number };
}

function collections(): readonly { readonly beforeGC: HeapUse; readonly afterGC: HeapUse }[] {
  const { statistics } = profiler.stop();
  profiler = new GCProfiler();
  profiler.start();
  return statistics as unknown as { beforeGC: HeapUse; afterGC: HeapUse }[];
}

/**
 * Starts, and lets V8 get used to it.
 *
 * @returns bytes by which a line that takes nothing can be wrong
 */
export function startMeter(): number {
  profiler.start();
  const found = new Float64Array(TRIES);
  const before = new Float64Array(2);
  close();
  for (let i = 0; i < WARM_UP + TRIES; i++) {
    open();
    if (i >= WARM_UP) {
      const isUndisturbed = state[COLLECTIONS] === before[1];
      found[i - WARM_UP] = isUndisturbed ? state[TAKEN]! - before[0]! : Number.NaN;
    }
    before[0] = state[TAKEN]!;
    before[1] = state[COLLECTIONS]!;
    close();
  }
  open();
  state.fill(0, TAKEN, PRICE);
  state[COLLECTIONS] = 0;
  state[READINGS] = 0;
  const resolution = resolutionOf(found);
  close();
  return resolution;
}

const WARM_UP = isClean ? 2 : 2000;
const TRIES = isClean ? 5 : 500;
