/**
 * One generation: a fresh pair of processes in lock step, from their start to their last round.
 *
 * A round gives both sides a batch of about 2 ms of processor time, in random order. Equal time, not
 * equal work: a batch five times as long is interrupted five times as often. 2 ms lie below the
 * slice that a scheduler hands out.
 *
 * A side's counters are read before its batch, and after it has gone to sleep again: what it does
 * after it has answered is counted as well.
 */
import { median } from "../stats/order.ts";
import {
  bestClock,
  type ClockKind,
  type CpuReading,
  cpuBetween,
  fallenAsleep,
  readCpu,
} from "./cpu-clock.ts";
import { type BuiltModule, type Pair, Peer, type Side } from "./peer.ts";
import { type Results, type Verification, verify, WrongResult } from "./verification.ts";

export interface GenerationOptions {
  readonly rounds: number;
  /** Processor time of each side before its first round, at least. */
  readonly warmUpMs: number;
  /** For a batch; what a call may take at most. */
  readonly limitMs: number;
  readonly verification: Verification;
  /** Also makes the inputs, if they come from a function. */
  readonly seed: number;
  readonly random: () => number;
  readonly nodeFlags?: readonly string[];
}

export interface Generation {
  /** ln(time of a baseline call / time of a candidate call), a round each. */
  readonly rounds: readonly number[];
  /** The same by the wall clock outside, without the time that a side waited for a processor. */
  readonly wallRounds: readonly number[];
  /** Median ns a call, of processor time. */
  readonly callNs: Pair<number>;
  /** How much faster the second half of the rounds clearly was than the first: 1 is steady. */
  readonly gain: Pair<number>;
  /** Time ready but waiting for a processor / time on it. */
  readonly waitRatio: number;
  /** Calls a batch. */
  readonly calls: Pair<number>;
  readonly warmUpMs: number;
  readonly clock: ClockKind;
  /** Whether it writes to stdout or stderr: that is a part of its time. */
  readonly isPrinting: Pair<boolean>;
}

const BATCH_MS = 2;
/** A batch that sleeps counts by its wall time, or it would grow without end. */
const SLEEP_SHARE = 0.1;
const MOST_GROWTH = 8;
/** Warm-up ends anyway, so long after what was asked for. */
const MORE_WARM_UP_MS = 100;
const STEADY_BATCHES = 5;
const STEADY_WITHIN = 1.05;
/** Of all pairs of an early and a late batch (Mann and Whitney's U, 1947). */
const CLEAR_SHARE = 0.9;
const MOST_CALLS = 2 ** 30;
/** Results that are no numbers are looked at once in so many rounds. */
const CHECKED_ROUNDS = 4;
/** Inputs that calls change over and over, as a simulation does, are made anew once in so many. */
const FRESH_ROUNDS = 4;
const LOAD_LIMIT_MS = 10_000;

/** @throws PeerError when a side fails, WrongResult when its results are not the expected ones */
export async function runGeneration(
  modules: Pair<BuiltModule>,
  options: GenerationOptions,
): Promise<Generation> {
  const start = (side: Side): Promise<Peer> =>
    Peer.start(side, modules[side], LOAD_LIMIT_MS, options.nodeFlags);
  const starting = [start("baseline"), start("candidate")] as const;
  const started = await Promise.allSettled(starting);
  const peers = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  try {
    const [baseline, candidate] = await Promise.all(starting);
    return await measure({ baseline, candidate }, options);
  } finally {
    for (const peer of peers) peer.kill();
  }
}

async function measure(peers: Pair<Peer>, options: GenerationOptions): Promise<Generation> {
  const results = await verify(peers, options.verification, options.seed, options.limitMs);
  const clock = bestClock();
  const sides = {
    baseline: new Lane(peers.baseline, results, clock, options),
    candidate: new Lane(peers.candidate, results, clock, options),
  };
  const lockStep = new LockStep(sides, options.random);
  const most = options.warmUpMs + MORE_WARM_UP_MS;
  while (!isWarm(sides.baseline, options) || !isWarm(sides.candidate, options)) {
    await lockStep.round();
    if (Math.min(sides.baseline.spentMs, sides.candidate.spentMs) > most) break;
  }
  for (const side of [sides.baseline, sides.candidate]) side.beginRounds();
  for (let round = 0; round < options.rounds; round++) await lockStep.round();
  // Results that change after many calls.
  await verify(peers, options.verification, options.seed + 1, options.limitMs);
  return summaryOf(sides, clock, options);
}

function isWarm({ spentMs, batches }: Lane, { warmUpMs }: GenerationOptions): boolean {
  if (spentMs < warmUpMs || batches.length < 2 * STEADY_BATCHES) return false;
  const late = median(batches.slice(-STEADY_BATCHES).map(({ callNs }) => callNs));
  const early = batches.slice(-2 * STEADY_BATCHES, -STEADY_BATCHES).map(({ callNs }) => callNs);
  return Math.max(late, median(early)) / Math.min(late, median(early)) <= STEADY_WITHIN;
}

function summaryOf(
  { baseline, candidate }: Pair<Lane>,
  clock: ClockKind,
  { warmUpMs }: GenerationOptions,
): Generation {
  const ratios = (time: "callNs" | "wallNs"): number[] =>
    baseline.batches.map((batch, i) => Math.log(batch[time] / candidate.batches[i]![time]));
  const [ran, waited] = [baseline, candidate].reduce(
    ([run, wait], lane) => [run + lane.spentMs, wait + lane.waitedMs],
    [0, 0],
  );
  const both = <T>(of: (lane: Lane) => T): Pair<T> => ({
    baseline: of(baseline),
    candidate: of(candidate),
  });
  return {
    rounds: ratios("callNs"),
    wallRounds: ratios("wallNs"),
    callNs: both((lane) => median(lane.batches.map(({ callNs }) => callNs))),
    gain: both(gainOf),
    waitRatio: waited / ran,
    calls: both((lane) => lane.calls),
    warmUpMs,
    clock,
    isPrinting: both((lane) => lane.isPrinting),
  };
}

/** 1 unless nearly every batch of the second half is faster than nearly every one of the first. */
function gainOf({ batches }: Lane): number {
  const times = batches.map(({ callNs }) => callNs);
  const [first, second] = [times.slice(0, times.length / 2), times.slice(times.length / 2)];
  const faster = second.flatMap((late) => first.filter((early) => late < early)).length;
  const isClear = faster >= CLEAR_SHARE * first.length * second.length;
  return isClear ? median(first) / median(second) : 1;
}

interface Batch {
  readonly callNs: number;
  readonly wallNs: number;
}

/** What one side has done, and how many calls its next batch has. */
class Lane {
  calls = 1;
  spentMs = 0;
  waitedMs = 0;
  batches: Batch[] = [];
  readonly #peer: Peer;
  readonly #results: Results;
  readonly #clock: ClockKind;
  readonly #options: GenerationOptions;
  #before: CpuReading | undefined;
  #wallMs = 0;
  #ownMs = 0;
  #isMeasuring = false;

  constructor(peer: Peer, results: Results, clock: ClockKind, options: GenerationOptions) {
    this.#peer = peer;
    this.#results = results;
    this.#clock = clock;
    this.#options = options;
  }

  get isPrinting(): boolean {
    return this.#results.isPrinting(this.#peer.side);
  }

  /** Fresh inputs where calls change them: now and then, or for every batch if they are spent. */
  async prepare(round: number): Promise<void> {
    const { isMutating, isSpent } = this.#results;
    if (!isMutating || !(isSpent || round % FRESH_ROUNDS === 0)) return;
    const { seed, limitMs } = this.#options;
    const { ready } = await this.#peer.ask({ c: "prepare", calls: this.calls, seed }, limitMs);
    if (isSpent) this.calls = Math.max(1, Math.min(this.calls, Number(ready)));
  }

  async run(): Promise<void> {
    if (this.#clock === "schedstat") this.#before = readCpu(this.#peer.pid);
    const start = performance.now();
    const answer = await this.#peer.ask({ c: "run", calls: this.calls }, this.#options.limitMs);
    this.#wallMs = performance.now() - start;
    // The child's own word, where nothing can be read from outside.
    this.#ownMs =
      this.#clock === "rusage" ? Number(answer["cpuUs"]) / 1e3 : Number(answer["wallMs"]);
    this.#checkSum(Number(answer["sum"]));
    await this.#record();
  }

  async #record(): Promise<void> {
    let ms = this.#ownMs;
    let awakeMs = this.#wallMs;
    if (this.#clock === "schedstat") {
      await fallenAsleep(this.#peer.pid);
      const after = readCpu(this.#peer.pid);
      if (this.#before === undefined || after === undefined) return;
      const { runNs, waitNs } = cpuBetween(this.#before, after);
      ms = runNs / 1e6;
      const waitedMs = waitNs / 1e6;
      this.waitedMs += waitedMs;
      awakeMs -= waitedMs;
    }
    this.spentMs += ms;
    // At least a nanosecond: a ratio needs something above zero.
    const callNs = Math.max(1, ms * 1e6) / this.calls;
    this.batches.push({ callNs, wallNs: Math.max(1, awakeMs * 1e6) / this.calls });
    if (!this.#isMeasuring) this.#adjust(Math.max(ms, SLEEP_SHARE * this.#wallMs));
  }

  /** Compares the last result, where the sum of a batch does not tell. */
  async checkLast(): Promise<void> {
    if (!this.#results.isHidden(this.#peer.side)) return;
    const { last } = await this.#peer.ask({ c: "prepare", calls: 0 }, this.#options.limitMs);
    const { at, digest } = (last ?? {}) as { at?: number; digest?: number };
    const known = at === undefined ? undefined : this.#results.digestOf(this.#peer.side, at);
    if (known !== undefined && known !== digest) this.#refuse();
  }

  beginRounds(): void {
    this.#isMeasuring = true;
    this.batches = [];
    this.spentMs = 0;
    this.waitedMs = 0;
  }

  #adjust(batchMs: number): void {
    const factor = Math.min(MOST_GROWTH, BATCH_MS / Math.max(batchMs, 1e-3));
    this.calls = Math.max(1, Math.min(MOST_CALLS, Math.round(this.calls * factor)));
  }

  #checkSum(sum: number): void {
    const expected = this.#results.sumOf(this.#peer.side, this.calls);
    if (expected !== undefined && expected !== sum) this.#refuse();
  }

  #refuse(): never {
    throw new WrongResult(
      this.#peer.side,
      `the ${this.#peer.side} returned other results in a batch than when it was checked`,
    );
  }
}

/** Both sides in turn, so that whatever the machine does happens to both. */
class LockStep {
  readonly #sides: Pair<Lane>;
  readonly #random: () => number;
  #rounds = 0;

  constructor(sides: Pair<Lane>, random: () => number) {
    this.#sides = sides;
    this.#random = random;
  }

  async round(): Promise<void> {
    const { baseline, candidate } = this.#sides;
    const [first, second] = this.#random() < 0.5 ? [baseline, candidate] : [candidate, baseline];
    await Promise.all([first.prepare(this.#rounds), second.prepare(this.#rounds)]);
    await first.run();
    await second.run();
    if (++this.#rounds % CHECKED_ROUNDS !== 0) return;
    await Promise.all([first.checkLast(), second.checkLast()]);
  }
}
