/** What a caption has to say: which machine, and how it was measured. */
import type { CaseRecord, Machine, Metric, RunRecord } from "@hpts/bench";

export type TimeStats = NonNullable<CaseRecord["stats"]>["wall"];

/** "Intel Xeon, 2 cores, Linux x64, Node 20.20.2". */
export function machineText({ cpuModel, cores, os, arch, node }: Machine): string {
  return `${cpuModel}, ${cores} ${cores === 1 ? "core" : "cores"}, ${os} ${arch}, Node ${node}`;
}

/** One sentence for all machines of these runs. */
export function machinesOf(runs: readonly RunRecord[]): string {
  const machines = [...new Set(runs.map(({ env }) => machineText(env)))];
  if (machines.length === 1) return `Machine: ${machines[0]}.`;
  return `${machines.length} machines, whose times cannot be compared: ${machines.join("; ")}.`;
}

export const CLOCKS: Readonly<Record<Metric, string>> = {
  wall: "the clock on the wall",
  cpu: "processor time",
};

/** A case that has times, with its median and an interval. */
export interface Timed {
  readonly medianS: number;
  readonly lowS: number;
  readonly highS: number;
  readonly batches: number;
  readonly processes: number;
  /** The interval is the 95 % one of the median; otherwise the middle half of the batches. */
  readonly isOfMedian: boolean;
}

const NS = 1e-9;

export function timed({ stats, generations }: CaseRecord, metric: Metric): Timed | undefined {
  const times: TimeStats | undefined = stats?.[metric];
  if (times === undefined || !Number.isFinite(times.p50)) return undefined;
  const [low, high] = times.ci95 ?? [times.p25, times.p75];
  return {
    medianS: times.p50 * NS,
    // The median over all batches may lie outside of the interval of the processes' medians.
    lowS: Math.min(low, times.p50) * NS,
    highS: Math.max(high, times.p50) * NS,
    batches: times.count,
    processes: generations.length,
    isOfMedian: times.ci95 !== undefined,
  };
}

/** "n = 15 to 60 batches in 3 processes". */
export function countText(all: readonly Pick<Timed, "batches" | "processes">[]): string {
  if (all.length === 0) return "n = 0";
  const batches = rangeText(all.map((one) => one.batches));
  const processes = rangeText(all.map((one) => one.processes));
  return `n = ${plural(batches, "batch", "batches")} in ${plural(processes, "process", "processes")}`;
}

function rangeText(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? String(low) : `${low} to ${high}`;
}

/** @example plural(1, "round", "rounds") // "1 round" */
export function plural(count: number | string, one: string, many: string): string {
  return `${count} ${String(count) === "1" ? one : many}`;
}

/** What the bars of these figures are, and how many values they stand for. */
export function spreadText(all: readonly Timed[]): string {
  const ofMedian = "the 95 % interval of the median over processes";
  const ofBatches = "the middle half of the batches (too few processes for an interval)";
  const what = all.every(({ isOfMedian }) => isOfMedian)
    ? ofMedian
    : all.some(({ isOfMedian }) => isOfMedian)
      ? `${ofMedian}, or ${ofBatches}`
      : ofBatches;
  return `Medians; bars are ${what}; ${countText(all)}.`;
}

/** Cases that could not be drawn are named, not passed over. */
export function missingText(missing: readonly string[]): string[] {
  if (missing.length === 0) return [];
  const shown = missing.slice(0, 3).join(", ");
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : "";
  return [`Not shown, because they have no times: ${shown}${more}.`];
}

/** "sort n=1000" without what is on the axis. */
export function nameOf({ name, params }: CaseRecord, without?: string): string {
  const rest = Object.entries(params).filter(([key]) => key !== without);
  return [name, ...rest.map(([key, value]) => `${key}=${value}`)].join(" ");
}
