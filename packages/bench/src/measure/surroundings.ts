/** What nothing costs: an empty call in our loop, an empty await, an empty turn. Once per process. */
import { BatchRing } from "../batch/ring.ts";
import { readStatus } from "../batch/tiers.ts";
import type { BenchSpec } from "../cases/define.ts";
import { type Clock, measureTimer, systemClock } from "../clock.ts";
import { Batches } from "./batches.ts";
import { Inputs } from "./inputs.ts";
import type { Surroundings } from "./measure-case.ts";

const WARM_BATCHES = 8;
const BATCHES = 10;
/** About 0.5 ms, and about 1 ms. */
const SYNC_CALLS = 400_000;
const ASYNC_CALLS = 10_000;

export function measureSurroundings(clock: Clock = systemClock()): Surroundings {
  const calls = new Map<boolean, Promise<number>>();
  return {
    clock,
    timer: measureTimer(clock),
    statusOf: readStatus(),
    emptyCallNs(isAsync) {
      const known = calls.get(isAsync) ?? emptyCall(isAsync, clock);
      calls.set(isAsync, known);
      return known;
    },
    emptyTurnNs: async () => (await fastest({ fn: emptyTurns }, SYNC_CALLS / TURNS, clock)) / TURNS,
  };
}

function emptyCall(isAsync: boolean, clock: Clock): Promise<number> {
  if (isAsync) return fastest({ fn: async (input) => input, async: true }, ASYNC_CALLS, clock);
  return fastest({ fn: (input) => input }, SYNC_CALLS, clock);
}

/**
 * The yardstick between machines, for display only: five steps of xorshift (Marsaglia, Journal of
 * Statistical Software 8, 2003) on the last result, 10 ns where the figures of the README come from.
 */
export function measureYardstick(clock: Clock): Promise<number> {
  return fastest({ fn: (x) => fiveXorshifts(x as number), chained: true }, ASYNC_CALLS * 5, clock);
}

export function fiveXorshifts(x: number): number {
  let word = x;
  for (let i = 0; i < 5; i++) {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
  }
  return word;
}

const TURNS = 1000;

function emptyTurns(): number {
  const turns = TURNS; // a constant for V8; in a bundle TURNS itself is not
  let i = 0;
  while (i < turns) i++;
  return i;
}

/** ns a call: the fastest batch, since noise only adds. */
async function fastest(
  spec: BenchSpec<unknown, unknown>,
  k: number,
  clock: Clock,
): Promise<number> {
  const inputs = new Inputs({ ...spec, inputs: [1, 2, 3, 4, 5, 6, 7, 8] }, {});
  const isAsync = spec.async ?? false;
  const plan = { spec, params: {}, inputs, isAsync, isRenewing: false, isVerified: false };
  const batches = new Batches({ ...plan, consume: "sum" }, clock, new BatchRing());
  batches.k = k;
  let leastMs = Number.POSITIVE_INFINITY;
  for (let i = -WARM_BATCHES; i < BATCHES; i++) {
    const ms = isAsync ? await batches.runAsync() : batches.runSync();
    if (i >= 0) leastMs = Math.min(leastMs, ms);
  }
  return (leastMs * 1e6) / k;
}
