/** Texts of files with results: of a run, a comparison, and memory over time. */

export interface RunOptions {
  /** Values of n; none for a case without sizes. */
  readonly sizes: readonly number[];
  /** Time of a call with n = 1000, s. */
  readonly seconds: number;
  readonly time?: string;
  readonly name?: string;
}

/** A line of `hpts bench --json`. */
export function runText({ sizes, seconds, time, name = "sum" }: RunOptions): string {
  const cases = (sizes.length === 0 ? [undefined] : sizes).map((n) => {
    const ns = seconds * 1e9 * ((n ?? 1000) / 1000);
    const times = { count: 3, min: ns, p25: ns, p50: ns, p75: 1.2 * ns, p99: 2 * ns, max: 2 * ns };
    const batches = [1, 1.1, 1.3].map((share) => [share * ns * 10, share * ns * 10, 0, 0]);
    return {
      name,
      params: n === undefined ? {} : { n },
      status: "ok",
      kind: "sync",
      generations: [{ pid: 7, firstCallNs: 9 * ns, warmupBatches: 2, k: 10, batches }],
      subtractedNs: 0,
      stats: { wall: times, cpu: times },
      warnings: [],
    };
  });
  return JSON.stringify({
    schema: "hpts/bench/v1",
    id: "1",
    time: time ?? "2026-01-02T03:04:05.000Z",
    suite: "sum.bench.ts",
    git: null,
    env: {
      fingerprint: "0123456789ab",
      node: "20.20.2",
      os: "Linux",
      arch: "x64",
      cpuModel: "Imagined Processor",
      cores: 2,
    },
    config: {},
    cases,
    complexity: [],
  });
}

/** What `hpts compare --json` prints. */
export function comparisonText(ratio: number): string {
  const found = {
    baseline: "slow.ts",
    candidate: "fast.ts",
    machine: {
      node: "20.20.2",
      os: "Linux",
      arch: "x64",
      cpuModel: "Imagined Processor",
      cores: 2,
    },
    ratio,
    interval: { low: ratio * 0.9, high: ratio * 1.1 },
    generationRatios: [ratio, ratio],
    rounds: 24,
    clock: "schedstat",
    change: "faster",
    message: "the candidate is faster",
  };
  return JSON.stringify(found, null, 1);
}

/** A file of `hpts memory run`. */
export const TIMELINE = `HPTS memory 1 {"intervalMs":50,"children":false,"notes":[]}
CMDLINE node work.ts
MEM 40.000000 1795368043.6000
HEAP 7 4.1 1.6 0.01 1795368043.6100
MEM 52.000000 1795368043.6500
GC 7 Scavenge 0.412 3.9 1795368043.6600
MARK 7 1795368043.6700 loaded
MEM 61.700000 1795368043.7000
EXIT 0 1795368043.7100
`;
