/** Ways to measure, by which a claim says how its figure comes about. */
import {
  type AlternateOptions,
  medianRatio,
  medianTime,
  type Pair,
  TURNS,
  type Work,
} from "./alternate.ts";
import type { Measure } from "./claim.ts";

/** Odd, so that the median is one of the answers. */
const PROCESSES = 3;

/**
 * V8 12 and later run the code of their middle compiler for half a second and more before that of the
 * last one is there. Without the middle one the same last code is there at once.
 */
const NO_PLATEAU = ["--no-maglev"];

/** How many times as long one way takes as the other, both warm. @param make what is timed, anew */
export function ratio(make: () => Pair, options: AlternateOptions & HasFlags = {}): Measure {
  return {
    method: `both ways in turn in one process, once warm, by processor time, V8's middle compiler off; median of ${options.turns ?? TURNS} turns, then of ${PROCESSES} processes`,
    processes: PROCESSES,
    flags: [...NO_PLATEAU, ...(options.flags ?? [])],
    sample: () => medianRatio(make(), options),
  };
}

/**
 * The same for ways that share functions, and with them what V8 has learnt: each side in processes of
 * its own, in turn.
 */
export function ratioApart(make: () => Pair): Measure {
  return {
    method: `either way in a process of its own, in turn, once warm, by processor time, V8's middle compiler off; median of ${PROCESSES} ratios`,
    processes: PROCESSES,
    flags: NO_PLATEAU,
    isApart: true,
    sample: (side = "slow") => medianTime(make()[side]),
  };
}

/** How long a call takes, once warm. @param perCall how many of what is counted a call does */
export function time(
  make: () => Work,
  unit: "ns" | "µs" | "ms",
  perCall = 1,
  options: AlternateOptions = {},
): Measure {
  const perMs = { ns: 1e6, µs: 1e3, ms: 1 }[unit];
  return {
    method: `once warm, by processor time, V8's middle compiler off; median of ${options.turns ?? TURNS} batches, then of ${PROCESSES} processes`,
    processes: PROCESSES,
    flags: NO_PLATEAU,
    sample: () => (medianTime(make(), options) * perMs) / perCall,
  };
}

/** A figure that scatters and is no ratio of two warm ways: it measures by itself. */
export function sampled(
  method: string,
  sample: () => number | Promise<number>,
  options: HasFlags = {},
): Measure {
  return {
    method: `${method}; median of ${PROCESSES} processes`,
    processes: PROCESSES,
    sample,
    ...options,
  };
}

/** A count, or another figure that does not scatter: fresh processes give the same. */
export function exact(method: string, sample: () => number | Promise<number>): Measure {
  return { method, processes: PROCESSES, sample };
}

/** Bytes on the heap of each of many values, after garbage collection. */
export function bytesEach(count: number, make: (index: number) => unknown): Measure {
  return {
    method: `growth of heapUsed and arrayBuffers by ${count.toLocaleString("en")} of them, after garbage collection, without the list that holds them`,
    processes: 3,
    flags: ["--expose-gc"],
    sample: () => {
      for (let i = 1; i <= 5000; i++) make(-i); // what is made once only, such as code
      const list: unknown[] = new Array(count).fill(undefined);
      const before = bytesInUse();
      for (let i = 0; i < count; i++) list[i] = make(i);
      const bytes = bytesInUse() - before;
      if (list.length !== count) throw new Error("the list has been lost");
      return Math.round(bytes / count);
    },
  };
}

export interface HasFlags {
  readonly flags?: readonly string[];
}

export function bytesInUse(): number {
  for (let i = 0; i < 3; i++) globalThis.gc!();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

let texts = 0;

/**
 * A function from its text, with nothing that V8 has learnt from another of the same text.
 *
 * @param parameters names, then the body
 */
export function compiled<T>(...parametersAndBody: string[]): T {
  const body = parametersAndBody.pop()!;
  return new Function(...parametersAndBody, `// text ${++texts}\n${body}`) as T;
}
