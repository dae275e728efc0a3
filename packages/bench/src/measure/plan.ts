/** What the first calls of a case say about how its batches are to run. */
import { consumeOf } from "../batch/loop.ts";
import type { BenchSpec, Params } from "../cases/define.ts";
import type { Clock } from "../clock.ts";
import type { BatchPlan } from "./batches.ts";
import { Inputs } from "./inputs.ts";
import { type Probe, probe } from "./probe.ts";

/** @throws BenchError if the case throws, is not what it says, or gives other answers the second time */
export async function planCase(
  spec: BenchSpec<unknown, unknown>,
  params: Params,
  clock: Clock,
): Promise<{ readonly plan: BatchPlan; readonly probed: Probe }> {
  const inputs = new Inputs(spec, params);
  const probed = await probe(spec, params, inputs, clock);
  const { isAsync, isInputChanged } = probed;
  const plan = {
    spec,
    params,
    inputs,
    consume: consumeOf(probed.firstResult),
    isAsync,
    isRenewing: isInputChanged && inputs.canRenew,
    isVerified: spec.check === undefined && (!isInputChanged || inputs.canRenew),
  };
  return { plan, probed };
}
