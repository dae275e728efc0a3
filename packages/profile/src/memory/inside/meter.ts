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
 * takes. What it freed is added back.
 *
 * Clean mode (`--gc`): everything is collected before each reading; the meter shows what is held.
 */
import { GCProfiler, getHeapStatistics } from "node:v8";

/** Scavenges take 50 us and more. */
const SHORTEST_COLLECTION_MS = 0.02;
/** A reading's own garbage; more than this was something else. */
const HIGHEST_PRICE_BYTES = 4096;

const collect = (globalThis as { gc?: () => void }).gc;
const isClean = collect !== undefined;

/** In use: heap and external of three readings. */
const reads = new Float64Array(6);
/** Bytes taken so far; in clean mode: held now. */
const TAKEN = 0;
const PRICE = 1;
/** Time at the last `close`, ms. */
const CLOSED_AT = 2;
/** Collections so far. */
const COLLECTIONS = 3;
/** Heap and external in use at the last `open`. */
const USED = 4;
/** When `look` was last called, ms. */
const LOOKED_AT = 5;
const state = new Float64Array(8);

/** Called by a reading now and then: a program that is busy for ever hears no signal. */
let look: () => void = () => undefined;
const LOOK_EVERY_MS = 100;

export function setLook(looks: () => void): void {
  look = looks;
}

let profiler = new GCProfiler();

function read(at: number): void {
  const statistics = getHeapStatistics();
  reads[at] = statistics.used_heap_size;
  reads[at + 1] = statistics.external_memory;
}

/** Stops counting. */
export function open(): void {
  if (isClean) collect();
  read(0);
  state[USED] = reads[0]! + reads[1]!;
  const now = performance.now();
  if (now - state[LOOKED_AT]! > LOOK_EVERY_MS) {
    state[LOOKED_AT] = now;
    look();
  }
  const price = reads[4]! - reads[2]!;
  if (price >= 0 && price < HIGHEST_PRICE_BYTES) state[PRICE] = price;
  if (isClean) {
    state[TAKEN] = state[USED]!;
    return;
  }
  let heap = reads[0]! - reads[4]! - state[PRICE]!;
  let external = reads[1]! - reads[5]!;
  if (heap < 0 || external < 0 || now - state[CLOSED_AT]! > SHORTEST_COLLECTION_MS) {
    for (const { beforeGC, afterGC } of collections()) {
      const [before, after] = [beforeGC.heapStatistics, afterGC.heapStatistics];
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
  state[CLOSED_AT] = performance.now();
  // One call for both: of two calls V8 may inline only one, whose garbage is gone then.
  for (let at = 2; at <= 4; at += 2) read(at);
}

/** Bytes taken until the last `open`. */
export const taken = (): number => state[TAKEN]!;
/** Bytes in use at the last `open`: heap and external. */
export const used = (): number => state[USED]!;
/** Collections until the last `open`. */
export const collectionCount = (): number => state[COLLECTIONS]!;

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
 * @returns bytes by which a line that takes nothing can be wrong: the largest of many empty ones
 */
export function startMeter(): number {
  profiler.start();
  close();
  let resolution = 0;
  for (let i = 0; i < WARM_UP + TRIES; i++) {
    const before = taken();
    open();
    if (i >= WARM_UP) resolution = Math.max(resolution, Math.abs(taken() - before));
    close();
  }
  open();
  state.fill(0, TAKEN, PRICE);
  state[COLLECTIONS] = 0;
  close();
  return resolution;
}

const WARM_UP = isClean ? 2 : 2000;
const TRIES = isClean ? 5 : 500;
