/** From the generations of a case to what is kept of it. */
import type { BenchError } from "../bench-error.ts";
import type { Generation, Listed } from "../process/messages.ts";
import { medianInterval } from "../stats/bootstrap.ts";
import { median } from "../stats/order.ts";
import { summarize } from "../stats/summary.ts";
import { type Observed, type Warning, warningsOf } from "../warnings.ts";
import type { CaseRecord, CaseStats, GenerationRecord, TimeStats } from "./schema.ts";

const LEAST_FOR_INTERVAL = 3;

export interface CaseExtras {
  readonly blocksPerCall: number | undefined;
  readonly printed: number;
  readonly stealShare: number;
}

export function caseRecord(
  what: Listed,
  generations: readonly Generation[],
  extras: CaseExtras,
): CaseRecord {
  const first = generations[0]!.measured;
  const isConstant = generations.every(({ measured }) => measured.checksum === first.checksum);
  const record = {
    name: what.name,
    params: what.params,
    kind: first.kind,
    checksum: first.checksum,
    source: generations[0]!.source,
    generations: generations.map(generationRecord),
    subtractedNs: first.subtractedNs,
    stats: statsOf(generations),
    warnings: warnings(generations, extras),
  };
  if (isConstant) return { ...record, status: "ok" };
  const message = "gives another result in another process";
  return { ...record, status: "wrong-result", error: { code: "HPTS_BENCH_WRONG_RESULT", message } };
}

function generationRecord({ pid, measured }: Generation): GenerationRecord {
  const { firstCallNs, warmupBatches, tier, k, batches } = measured;
  return {
    pid,
    firstCallNs: Math.round(firstCallNs),
    warmupBatches,
    tier,
    k,
    batches: batches.map(({ wallNs, cpuNs, waitNs, gcNs }) => [
      Math.round(wallNs),
      Math.round(cpuNs),
      Math.round(waitNs),
      Math.round(gcNs),
    ]),
  };
}

function statsOf(generations: readonly Generation[]): CaseStats {
  const all = generations.flatMap(({ measured }) => measured.batches);
  const total = (pick: (batch: (typeof all)[number]) => number): number =>
    all.reduce((sum, batch) => sum + pick(batch), 0);
  return {
    wall: timeStats(generations, "wallNs"),
    cpu: timeStats(generations, "cpuNs"),
    gcShare:
      total(({ gcNs }) => gcNs) /
      Math.max(
        total(({ wallNs }) => wallNs),
        1,
      ),
    waitRatio:
      total(({ waitNs }) => waitNs) /
      Math.max(
        total(({ cpuNs }) => cpuNs),
        1,
      ),
    heapDeltaBytes: median(generations.map(({ measured }) => measured.heapDeltaBytes)),
    maxRssBytes: Math.max(...generations.map(({ maxRssBytes }) => maxRssBytes)),
  };
}

function timeStats(generations: readonly Generation[], field: "wallNs" | "cpuNs"): TimeStats {
  const each = generations.map(({ measured }) =>
    measured.batches.map((batch) => Math.max(batch[field] / batch.k - measured.subtractedNs, 0)),
  );
  const summary = summarize(each.flat());
  if (each.length < LEAST_FOR_INTERVAL) return summary;
  const { low, high } = medianInterval(each.map((times) => median(times)));
  return { ...summary, ci95: [low, high] };
}

/** What more than half of the generations have seen. */
function warnings(generations: readonly Generation[], extras: CaseExtras): Warning[] {
  const { blocksPerCall, printed, stealShare } = extras;
  const seen = (observed: Observed): Warning[] =>
    warningsOf({ ...observed, blocksPerCall, stealShare });
  const all = generations.flatMap(({ measured }) => seen(measured.seen));
  const often = all.filter(
    ({ code }) => all.filter((other) => other.code === code).length * 2 > generations.length,
  );
  const once = often.filter(({ code }, i) => often.findIndex((other) => other.code === code) === i);
  if (printed === 0) return once;
  const detail = `prints while it is measured (${printed} characters, not shown): that is part of its time`;
  return [...once, { code: "W_PRINTS", detail }];
}

/** Of a case without times, because of an error. */
export function failedRecord({ name, params }: Listed, { code, message }: BenchError): CaseRecord {
  const isWrong = code === "HPTS_BENCH_WRONG_RESULT" || code === "HPTS_BENCH_PROMISE";
  const isLate = code === "HPTS_BENCH_TIMEOUT";
  return {
    name,
    params,
    status: isWrong ? "wrong-result" : isLate ? "timeout" : "error",
    error: { code, message },
    kind: "sync",
    checksum: "",
    source: "",
    generations: [],
    subtractedNs: 0,
    stats: null,
    warnings: [],
  };
}
