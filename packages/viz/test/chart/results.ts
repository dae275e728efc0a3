/** Results as bench and profile give them, with invented figures. */
import type { CaseRecord, RunRecord } from "@hpts/bench";
import type { Comparison } from "@hpts/bench/compare";
import type { MemoryTimeline } from "@hpts/profile/memory";

export interface CaseOptions {
  readonly name?: string;
  readonly n?: number;
  /** Time of a call, s. */
  readonly seconds?: number;
  /** Times of the batches as shares of `seconds`, a list a process. */
  readonly batches?: readonly (readonly number[])[];
  readonly gcNs?: number;
}

const K = 10;

export function caseOf(options: CaseOptions = {}): CaseRecord {
  const { name = "sum", n, seconds = 1e-6, gcNs = 0 } = options;
  const { batches = [[1, 1.1, 1.05], [1.02, 1], [1.2]] } = options;
  const ns = seconds * 1e9;
  const all = batches.flat().map((share) => share * ns);
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const times = {
    count: all.length,
    min: at(0),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p99: at(1),
    max: at(1),
    mean: at(0.5),
    sd: 0,
    mad: 0,
    ...(batches.length >= 3 && { ci95: [at(0), at(1)] as const }),
  };
  const stats = {
    wall: times,
    cpu: times,
    gcShare: 0,
    waitRatio: 0,
    heapDeltaBytes: 0,
    maxRssBytes: 5e7,
  };
  return {
    name,
    params: n === undefined ? {} : { n },
    status: "ok",
    kind: "sync",
    checksum: "1",
    source: "x",
    generations: batches.map((shares, i) => ({
      pid: 100 + i,
      firstCallNs: 30 * ns,
      warmupBatches: 4,
      k: K,
      batches: shares.map((share) => [share * ns * K, share * ns * K, 0, gcNs] as const),
    })),
    subtractedNs: 0,
    stats: all.length === 0 ? null : stats,
    warnings: [],
  };
}

export function runOf(cases: readonly CaseRecord[], more: Partial<RunRecord> = {}): RunRecord {
  return {
    schema: "hpts/bench/v1",
    id: "1",
    time: "2026-01-02T03:04:05.000Z",
    suite: "sum.bench.ts",
    git: { sha: "0123456789abcdef0123456789abcdef01234567", dirty: false, branch: "main" },
    env: {
      node: "20.20.2",
      v8: "11.3",
      execArgv: [],
      os: "Linux",
      kernel: "6",
      arch: "x64",
      cpuModel: "Imagined Processor",
      cores: 2,
      memBytes: 8e9,
      container: false,
      timerStepNs: 40,
      timerCostNs: 30,
      cpuClock: "thread",
      calibNs: 1e6,
      loadBefore: 0,
      loadAfter: 0,
      stealShare: 0,
      fingerprint: "0123456789ab",
    },
    config: { timeMs: 300, warmupMs: 100, generations: 3, isTogether: false, metric: "wall" },
    cases,
    complexity: [],
    ...more,
  };
}

const SIZES = [100, 1000, 10_000, 100_000];

/** Linear, with its growth class. */
export function scalingRun(): RunRecord {
  const points = SIZES.map((n) => ({ n, ns: n, fitNs: n * 0.98 }));
  const fit = { case: "sum", klass: "n", relErr: 0.02, confidence: 9, table: [], points } as const;
  return runOf(
    SIZES.map((n) => caseOf({ n, seconds: n * 1e-9 })),
    { complexity: [fit] },
  );
}

export function comparisonOf(ratio: number, spread = 1.1): Comparison {
  return {
    ratio,
    interval: { low: ratio / spread, high: ratio * spread },
    generationRatios: [ratio, ratio, ratio],
    discarded: 0,
    rounds: 36,
    callNs: { baseline: 1000 * ratio, candidate: 1000 },
    wallRatio: ratio,
    isWallApart: false,
    waitRatio: 0,
    clock: "schedstat",
    seconds: 1,
    notes: [],
    change: "faster",
    message: "the candidate is faster",
  };
}

const MIB = 2 ** 20;

export function timelineOf(readings = 20): MemoryTimeline {
  const steps = Array.from({ length: readings }, (_, i) => i);
  return {
    name: "work.dat",
    command: "node --import file:///loader.mjs work.ts 7",
    meta: { intervalMs: 50, children: false, notes: [] },
    rss: { atS: steps.map((i) => i / 20), bytes: steps.map((i) => (40 + i) * MIB) },
    children: new Map(),
    heap: steps.map((i) => ({
      atS: i / 20,
      pid: 7,
      usedBytes: (5 + (i % 6) * 3) * MIB,
      externalBytes: 2 * MIB,
      arrayBuffersBytes: 0,
    })),
    collections: [
      { atS: 0.2, pid: 7, kind: "Scavenge", ms: 0.4, freedBytes: 3 * MIB },
      { atS: 0.6, pid: 7, kind: "MarkSweepCompact", ms: 2, freedBytes: 9 * MIB },
    ],
    isThinned: false,
    marks: [{ atS: 0.4, label: "file read" }],
    highWaterBytes: 62 * MIB,
    exit: 0,
  };
}
