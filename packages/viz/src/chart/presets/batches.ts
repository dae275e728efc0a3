/** The batches of a case, as times a call. */
import type { CaseRecord, Metric } from "@hpts/bench";

const NS = 1e-9;

/** Seconds a call of each batch of each process, in the order in which they ran. */
export function batchTimes(record: CaseRecord, metric: Metric): number[][] {
  const column = metric === "wall" ? 0 : 1;
  return record.generations.map(({ batches, k }) =>
    batches.map((row) => Math.max(row[column] / k - record.subtractedNs, 0) * NS),
  );
}
