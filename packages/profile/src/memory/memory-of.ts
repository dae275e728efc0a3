/**
 * `memoryOf(fn)`: how many bytes a call takes, holds at most, and leaves behind.
 *
 *   allocatedBytes  all that it took, heap and external, collected or not
 *   retainedBytes   what is still held when all else was collected, its result included
 *   peakBytes       most that was in use at a time above the start: looked at when it ends, at each
 *                   collection, and, while it waits, every millisecond
 *
 * The meter is that of memory per line: what collections freed is added back. Other code that runs
 * while an async function waits is counted, too.
 */
import { GCProfiler, getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

export interface MemoryOf<T> {
  /** What the function gave; it is alive when `retainedBytes` is read. */
  readonly result: Awaited<T>;
  readonly allocatedBytes: number;
  readonly peakBytes: number;
  readonly retainedBytes: number;
  /** Collections during the call. */
  readonly collections: number;
}

const LOOK_EVERY_MS = 1;

/**
 * @param fn is called once; its promise is waited for
 * @example const { allocatedBytes } = await memoryOf(() => new Float64Array(1e6)); // 8,000,000 and some
 */
export async function memoryOf<T>(fn: () => T): Promise<MemoryOf<T>> {
  const collect = collector();
  collect();
  const heldBefore = inUse();
  const profiler = new GCProfiler();
  let peak = 0;
  const look = (): void => {
    peak = Math.max(peak, inUse());
  };
  const price = readingPrice();
  profiler.start();
  const before = inUse();
  const started = fn();
  // Only what has to be waited for is: the turn of the event loop costs memory of its own.
  let result: Awaited<T>;
  if (isThenable(started)) {
    const timer = setInterval(look, LOOK_EVERY_MS);
    try {
      result = await started;
    } finally {
      clearInterval(timer);
    }
  } else {
    result = started as Awaited<T>;
  }
  const after = inUse();
  const { statistics } = profiler.stop();
  let freed = 0;
  for (const { beforeGC, afterGC } of statistics as unknown as readonly Collected[]) {
    const most = sum(beforeGC.heapStatistics);
    freed += most - sum(afterGC.heapStatistics);
    peak = Math.max(peak, most);
  }
  collect();
  const heldAfter = inUse();
  return {
    result,
    allocatedBytes: Math.max(0, after - before - price + freed),
    peakBytes: Math.max(0, Math.max(peak, after) - before - price),
    retainedBytes: Math.max(0, heldAfter - heldBefore),
    collections: statistics.length,
  };
}

interface Collected {
  readonly beforeGC: { readonly heapStatistics: Use };
  readonly afterGC: { readonly heapStatistics: Use };
}
interface Use {
  readonly usedHeapSize: number;
  readonly externalMemory: number;
}

const sum = ({ usedHeapSize, externalMemory }: Use): number => usedHeapSize + externalMemory;

/** Heap and external memory in use, bytes. */
export function inUse(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

/** What a reading makes of garbage itself. */
function readingPrice(): number {
  const [first, second, third] = [inUse(), inUse(), inUse()];
  const prices = [second - first, third - second].filter((one) => one >= 0);
  return prices.length === 0 ? 0 : Math.min(...prices);
}

let collectNow: (() => void) | undefined;

/** `gc()`, whether or not Node was started with --expose-gc; twice, for what is freed late. */
export function collector(): () => void {
  if (collectNow === undefined) {
    const exposed = (globalThis as { gc?: () => void }).gc;
    let gc = exposed;
    if (gc === undefined) {
      setFlagsFromString("--expose-gc");
      gc = runInNewContext("gc") as () => void;
      setFlagsFromString("--no-expose-gc");
    }
    const found = gc;
    collectNow = () => {
      found();
      found();
    };
  }
  return collectNow;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
