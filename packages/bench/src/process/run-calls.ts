/**
 * A given number of calls, for a program that counts what a whole process does: the same batches warm
 * up in every process; then come batches, or only what precedes them.
 */
import { BatchRing } from "../batch/ring.ts";
import { type BenchCase, casesOf, type Params } from "../cases/define.ts";
import { systemClock } from "../clock.ts";
import { Batches } from "../measure/batches.ts";
import { planCase } from "../measure/plan.ts";

export interface CallsOrder {
  readonly index: number;
  readonly params: Params;
  /** Calls of a batch. */
  readonly k: number;
  readonly warmupBatches: number;
  readonly batches: number;
  /** Whether only setup and fresh inputs are made in place of the batches. */
  readonly isDry: boolean;
}

/** @param json a CallsOrder */
export async function runCalls(fileUrl: string, json: string | undefined): Promise<void> {
  if (json === undefined) throw new Error("this program is started by hpts bench");
  const order = JSON.parse(json) as CallsOrder;
  const cases: BenchCase[] = casesOf((await import(fileUrl)) as object);
  const clock = systemClock();
  const { plan } = await planCase(cases[order.index]!.spec, order.params, clock);
  const batches = new Batches(plan, clock, new BatchRing());
  batches.k = order.k;
  for (let i = 0; i < order.warmupBatches + order.batches; i++) {
    if (order.isDry && i >= order.warmupBatches) batches.prepare();
    else if (plan.isAsync) await batches.runAsync();
    else batches.runSync();
  }
  process.exit();
}
