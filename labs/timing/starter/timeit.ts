import { todo } from "@hpts/labkit";
import { type Clock, nowNs } from "./clock.ts";

/** What `timeit` found. */
export interface Timing {
  /** Calls between two looks at the clock: timeit's `number`. */
  readonly loops: number;
  /** Time of one call in ns, one value for each repeat. */
  readonly perLoopNs: readonly number[];
  /** The smallest of them. */
  readonly bestNs: number;
}

export interface TimeitOptions {
  /** Calls a repeat. @default what autorange finds */
  readonly number?: number;
  /** @default 5, as in Python */
  readonly repeat?: number;
  readonly now?: Clock;
}

/**
 * B2. How long `number` calls of `fn` take together, in ns: one look at the clock before all of
 * them, and one after. Where `fn` gives a promise, the call is over when the promise is.
 */
export async function timeBatch(fn: () => unknown, number: number, now: Clock): Promise<number> {
  todo("B2: look, call fn number times, look again");
}

/** B2. The first of 1, 2, 5, 10, 20, 50, 100 ... calls that take at least 0.2 s together. */
export async function autorange(fn: () => unknown, now: Clock = nowNs): Promise<number> {
  todo("B2: try 1, 2, 5, 10, ... calls until a batch takes 0.2 s");
}

/** B2. `repeat` batches of `number` calls each. */
export async function timeit(fn: () => unknown, options: TimeitOptions = {}): Promise<Timing> {
  const { repeat = 5, now = nowNs } = options;
  const loops = options.number ?? (await autorange(fn, now));
  todo("B2: time repeat batches of loops calls; perLoopNs is the time of one call in each");
}
