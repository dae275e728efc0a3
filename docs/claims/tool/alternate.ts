/**
 * The ratio of two functions within one process: batches of both in turn, the median of the ratios
 * within a turn. What slows the machine for a second slows both.
 */
import { median, sink } from "@hpts/bench";

export type Work = () => unknown;

export interface Pair {
  /** Above the line of the ratio. */
  readonly slow: Work;
  readonly fast: Work;
}

export interface AlternateOptions {
  /** Time that each side runs before anything counts. @default WARM_UP_MS */
  readonly warmUpMs?: number;
  /** @default TURNS */
  readonly turns?: number;
  /** A side that is quicker is called so often that it takes this. @default 2 */
  readonly batchMs?: number;
  /** Enough turns, if they take longer than this; three are made in any case. @default WARM_UP_MS0 */
  readonly mostMs?: number;
  /** ms. @default processor time of this process: on a busy machine others get in between */
  readonly now?: () => number;
}

/** Processor time of this process, all of its threads. The clock of Windows steps by 15.6 ms. */
export function cpuMs(): number {
  if (process.platform === "win32") return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

interface Lane {
  readonly batch: (work: Work, calls: number, sink: (value: unknown) => void) => void;
  readonly work: Work;
  calls: number;
}

const WARM_UP_MS = 70;
export const TURNS = 13;
const LEAST_TURNS = 3;
const MOST_RESTARTS = 3;

/** How many times as long `slow` takes. */
export function medianRatio(pair: Pair, options: AlternateOptions = {}): number {
  const { warmUpMs = WARM_UP_MS, batchMs = 2 } = options;
  const now = options.now ?? cpuMs;
  const lanes = [laneOf(pair.slow), laneOf(pair.fast)] as const;
  for (const lane of lanes) warmUp(lane, now, warmUpMs, batchMs);
  let turns = takeTurns(lanes, now, options);
  for (let i = 0; i < MOST_RESTARTS && turns.some(wasWarmingUp); i++) {
    turns = takeTurns(lanes, now, options);
  }
  const [slow, fast] = turns;
  return median(slow.map((ms, turn) => ms / fast[turn]!));
}

/** Times of a call of either side, ms. */
function takeTurns(
  [slow, fast]: readonly [Lane, Lane],
  now: () => number,
  { turns = TURNS, mostMs = 1500 }: AlternateOptions,
): [number[], number[]] {
  const times: [number[], number[]] = [[], []];
  const start = now();
  for (let turn = 0; turn < turns && (turn < LEAST_TURNS || now() - start < mostMs); turn++) {
    const isSlowFirst = turn % 2 === 0;
    if (isSlowFirst) times[0].push(timeOf(slow, now));
    times[1].push(timeOf(fast, now));
    if (!isSlowFirst) times[0].push(timeOf(slow, now));
  }
  return times;
}

/** Flat is not final: V8 may stay on the code of its middle compiler for long. */
function wasWarmingUp(times: readonly number[]): boolean {
  const third = Math.floor(times.length / 3);
  if (third < 2) return false;
  return median(times.slice(-third)) < 0.8 * median(times.slice(0, third));
}

/** Time of a call, ms: the median of as many batches. */
export function medianTime(work: Work, options: AlternateOptions = {}): number {
  const { warmUpMs = WARM_UP_MS, turns = TURNS, batchMs = 2 } = options;
  const now = options.now ?? cpuMs;
  const lane = laneOf(work);
  warmUp(lane, now, warmUpMs, batchMs);
  return median(Array.from({ length: turns }, () => timeOf(lane, now)));
}

/** ms of a call */
function timeOf(lane: Lane, now: () => number): number {
  const start = now();
  lane.batch(lane.work, lane.calls, sink);
  return (now() - start) / lane.calls;
}

/** Also finds how many calls make a batch. */
function warmUp(lane: Lane, now: () => number, warmUpMs: number, batchMs: number): void {
  const start = now();
  do {
    const took = timeOf(lane, now) * lane.calls;
    const factor = took > 0 ? Math.min(2, batchMs / took) : 2;
    lane.calls = Math.max(1, Math.round(lane.calls * factor));
  } while (now() - start < warmUpMs);
}

let loops = 0;

/**
 * A loop of its own for each side: V8 gives equal texts the same code, and with it what it has
 * learnt from the other side, so each text has a number.
 */
function laneOf(work: Work): Lane {
  const text = `// loop ${++loops}
    for (let i = 0; i < calls; i++) sink(work());`;
  const batch = new Function("work", "calls", "sink", text) as Lane["batch"];
  return { batch, work, calls: 1 };
}
