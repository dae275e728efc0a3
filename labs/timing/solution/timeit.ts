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
  const start = now();
  for (let i = 0; i < number; i++) {
    const given = fn();
    // Without waiting only the making of promises is timed. Awaiting what is no promise would add
    // a turn of the microtask queue, about 100 ns, to each call.
    if (given instanceof Promise) await given;
  }
  return now() - start;
}

/** B2. The first of 1, 2, 5, 10, 20, 50, 100 ... calls that take at least 0.2 s together. */
export async function autorange(fn: () => unknown, now: Clock = nowNs): Promise<number> {
  for (let decade = 1; ; decade *= 10) {
    for (const number of [decade, 2 * decade, 5 * decade]) {
      if ((await timeBatch(fn, number, now)) >= 0.2e9) return number;
    }
  }
}

/** B2. `repeat` batches of `number` calls each. */
export async function timeit(fn: () => unknown, options: TimeitOptions = {}): Promise<Timing> {
  const { repeat = 5, now = nowNs } = options;
  const loops = options.number ?? (await autorange(fn, now));
  const perLoopNs: number[] = [];
  for (let i = 0; i < repeat; i++) perLoopNs.push((await timeBatch(fn, loops, now)) / loops);
  // Whatever disturbs a run makes it slower, never faster: the smallest is the least disturbed, and
  // the first, with code that is not compiled yet, does not count.
  return { loops, perLoopNs, bestNs: Math.min(...perLoopNs) };
}
