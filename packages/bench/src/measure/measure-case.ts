/**
 * One case in this process: probe, warm-up, batches through tinybench, what was observed.
 *
 *   probe          first call apart; answers compared; does it change its inputs?
 *   warm-up        batches until steady and V8 compiles nothing more, k adjusted on the way, 2 s at most
 *   measurement    tinybench calls a task per batch; it gets batch / k as `overriddenDuration`, and the
 *                  whole batch as the cost of the iteration, so that its time budget holds
 *   plateau?       samples still getting much faster: thrown away, warmed up further
 */
import { Bench } from "tinybench";
import { batchMsFor, isCalibrated, isClockTooCoarse, nextCalls } from "../batch/calibrate.ts";
import { CollectionLog } from "../batch/collections.ts";
import { type BatchRecord, BatchRing } from "../batch/ring.ts";
import { isSteady, wasPlateau } from "../batch/steady.ts";
import { type StatusOf, type Tier, TierWatch } from "../batch/tiers.ts";
import { checksumText } from "../cases/content-hash.ts";
import type { BenchCase, Params } from "../cases/define.ts";
import type { Clock, TimerFacts } from "../clock.ts";
import type { Observed } from "../warnings.ts";
import { Batches } from "./batches.ts";
import { MOST_RENEWED } from "./inputs.ts";
import { planCase } from "./plan.ts";

export interface MeasureOptions {
  /** Time in measured batches, ms. */
  readonly timeMs: number;
  /** Longest warm-up, ms. */
  readonly warmupMs: number;
}

export const DEFAULT_OPTIONS: MeasureOptions = { timeMs: 100, warmupMs: 2000 };

/** What a process knows before it measures. */
export interface Surroundings {
  readonly clock: Clock;
  readonly timer: TimerFacts;
  /** What V8 says of a function's code. */
  readonly statusOf: StatusOf;
  /** A call of an empty function in our loop, or in our async loop, ns; measured when first asked. */
  emptyCallNs(isAsync: boolean): Promise<number>;
  /** A turn of an empty loop, ns. */
  emptyTurnNs(): Promise<number>;
}

/** A case in one process. */
export interface Measured {
  readonly checksum: string;
  readonly kind: "sync" | "async";
  readonly firstCallNs: number;
  readonly warmupBatches: number;
  /** Which compiler made the code that was measured. */
  readonly tier: Tier;
  readonly k: number;
  /** Oldest first. */
  readonly batches: readonly BatchRecord[];
  /** Of an empty loop, already subtracted from a call's time: 0 unless async. ns */
  readonly subtractedNs: number;
  readonly heapDeltaBytes: number;
  readonly seen: Observed;
}

const LEAST_BATCHES = 5;
/**
 * V8 compiles in the background: a few batches in a row may be alike and all be interpreted. CPU time,
 * since a process that waits for a core warms up no further. ms
 */
const LEAST_WARMUP_MS = 40;
/**
 * As long as neither the function nor the loop is Turbofan's: Maglev's code may be a plateau five times
 * above the final time, and a loop of thousands of turns in a function may keep V8 20 busy with
 * replacing it in each call for 80 ms, seven times too slow. Others never get there, as a call of
 * `sort`: so not for ever. ms
 */
const LEAST_BELOW_TOP_MS = 120;
const MOST_RESTARTS = 3;

export async function measureCase(
  benchCase: BenchCase,
  params: Params,
  around: Surroundings,
  options: MeasureOptions = DEFAULT_OPTIONS,
): Promise<Measured> {
  const { spec } = benchCase;
  const { clock, timer } = around;
  const { plan, probed } = await planCase(spec, params, clock);
  const { inputs, isAsync, isRenewing } = plan;
  const ring = new BatchRing();
  const batches = new Batches(plan, clock, ring);
  const heapBefore = process.memoryUsage().heapUsed;
  const targetMs = batchMsFor(timer.stepNs);
  // Changed inputs are used once in a batch.
  const most = isRenewing && !spec.chained ? MOST_RENEWED : undefined;
  const tiers = new TierWatch(around.statusOf, batches.code);
  const warm = { batches, tiers, isAsync, targetMs, most, clock, capMs: options.warmupMs };
  let warmup = await warmUp(warm);
  let warmupBatches = warmup.batches;
  const collections = new CollectionLog();
  for (let restart = 0; ; restart++) {
    ring.clear();
    collections.start();
    await sample(benchCase.name, batches, isAsync, options.timeMs);
    await collections.stop((startMs, durationMs) => ring.addCollection(startMs, durationMs));
    const tier = tiers.tier;
    tiers.look();
    const isOtherCode = tiers.tier !== tier && !tiers.isBelowTop;
    if (!isOtherCode && !wasPlateau(callTimes(ring.records()))) break;
    if (restart === MOST_RESTARTS) {
      warmup = { ...warmup, isSteady: false };
      break;
    }
    warmupBatches += ring.length;
    warmup = await warmUp(warm);
    warmupBatches += warmup.batches;
  }
  const records = ring.records();
  const emptyNs = await around.emptyCallNs(isAsync);
  const subtractedNs = isAsync ? emptyNs : 0;
  const isVoid = probed.firstResult === undefined;
  return {
    checksum: checksumText(probed.checksum),
    kind: isAsync ? "async" : "sync",
    firstCallNs: probed.firstCallNs,
    warmupBatches,
    tier: tiers.tier,
    k: batches.k,
    batches: records,
    subtractedNs,
    heapDeltaBytes: process.memoryUsage().heapUsed - heapBefore,
    seen: {
      callNs: middle(callTimes(records)) - subtractedNs,
      fastestNs: Math.min(...callTimes(records)) - subtractedNs,
      emptyNs,
      isVoid,
      emptyTurnNs: isVoid ? await around.emptyTurnNs() : 0,
      isAsync,
      isChained: spec.chained ?? false,
      distinctInputs: inputs.distinct,
      isInputChanged: probed.isInputChanged,
      areInputsRenewed: isRenewing,
      isSteady: warmup.isSteady,
      isClockTooCoarse: isClockTooCoarse(timer.stepNs),
      timerStepNs: timer.stepNs,
      gcShare: share(records, "gcNs", "wallNs"),
      waitRatio: share(records, "waitNs", "cpuNs"),
      stealShare: 0,
    },
  };
}

interface WarmUp {
  readonly batches: Batches;
  readonly tiers: TierWatch;
  readonly isAsync: boolean;
  readonly targetMs: number;
  readonly most: number | undefined;
  readonly clock: Clock;
  readonly capMs: number;
}

/** Batches until they are steady and of the right length. */
async function warmUp(plan: WarmUp): Promise<{ batches: number; isSteady: boolean }> {
  const { batches, tiers, isAsync, targetMs, most, clock, capMs } = plan;
  const startMs = clock.nowMs();
  const callNs: number[] = [];
  let count = 0;
  let cpuMs = 0;
  while (clock.nowMs() - startMs < capMs || count < LEAST_BATCHES) {
    if (isAsync) await batches.runAsync();
    else batches.runSync();
    const ms = batches.lastCpuMs;
    cpuMs += ms;
    count++;
    tiers.look();
    if (isCalibrated(batches.k, ms, targetMs, most)) {
      callNs.push((ms * 1e6) / batches.k);
      const leastMs = tiers.isBelowTop ? LEAST_BELOW_TOP_MS : LEAST_WARMUP_MS;
      if (cpuMs >= Math.min(leastMs, capMs) && tiers.isSettled && isSteady(callNs))
        return { batches: count, isSteady: true };
    } else {
      batches.k = nextCalls(batches.k, ms, targetMs, most);
    }
  }
  return { batches: count, isSteady: false };
}

/** tinybench runs the batches; a case that throws there throws here. */
async function sample(
  name: string,
  batches: Batches,
  isAsync: boolean,
  timeMs: number,
): Promise<void> {
  const tiny = new Bench({ time: timeMs, iterations: LEAST_BATCHES, warmup: false, throws: true });
  const timed = (ms: number) => ({
    overriddenDuration: ms / batches.k,
    overriddenIterationCost: ms,
  });
  if (isAsync) tiny.add(name, async () => timed(await batches.runAsync()), { async: true });
  else tiny.add(name, () => timed(batches.runSync()), { async: false });
  await tiny.run();
}

function callTimes(records: readonly BatchRecord[]): number[] {
  return records.map(({ wallNs, k }) => wallNs / k);
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function share(
  records: readonly BatchRecord[],
  part: "gcNs" | "waitNs",
  of: "wallNs" | "cpuNs",
): number {
  const sum = (field: keyof BatchRecord): number =>
    records.reduce((total, record) => total + record[field], 0);
  return sum(part) / Math.max(sum(of), 1);
}
