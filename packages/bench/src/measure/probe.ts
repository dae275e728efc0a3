/**
 * The first calls of a case: whether it is what it says to be, what it answers, and whether it changes
 * its inputs. All before anything is timed but the first call.
 */
import { BenchError } from "../bench-error.ts";
import { contentHash } from "../cases/content-hash.ts";
import type { BenchSpec, Params } from "../cases/define.ts";
import type { Clock } from "../clock.ts";
import type { Inputs } from "./inputs.ts";

export interface Probe {
  readonly isAsync: boolean;
  readonly firstCallNs: number;
  readonly firstResult: unknown;
  /** Of the outputs for the first inputs; the same in every process. */
  readonly checksum: number;
  readonly isInputChanged: boolean;
}

/** A checksum is made of the outputs for so many inputs. */
const PROBED = 4;

type Spec = BenchSpec<unknown, unknown>;

/** @throws BenchError if the case throws, is not what it says, or gives other answers the second time */
export async function probe(
  spec: Spec,
  params: Params,
  inputs: Inputs,
  clock: Clock,
): Promise<Probe> {
  const isAsync = spec.async ?? spec.fn.constructor.name === "AsyncFunction";
  spec.setup?.(params);
  const before = contentHash(inputs.values[0]);
  const startMs = clock.nowMs();
  let firstResult = spec.fn(inputs.values[0]);
  if (!isAsync) refusePromise(firstResult);
  else firstResult = await firstResult;
  const firstCallNs = (clock.nowMs() - startMs) * 1e6;
  const isInputChanged = contentHash(inputs.values[0]) !== before;
  const first = await answers(spec, params, inputs);
  const second = await answers(spec, params, inputs);
  const isComparable = spec.check === undefined && (!isInputChanged || inputs.canRenew);
  if (isComparable && first !== second) throw changedResult();
  return { isAsync, firstCallNs, firstResult, checksum: first, isInputChanged };
}

/** Calls with fresh inputs, each answer checked. */
async function answers(
  { fn, check, setup }: Spec,
  params: Params,
  inputs: Inputs,
): Promise<number> {
  setup?.(params);
  inputs.renew();
  const outputs: number[] = [];
  for (const input of inputs.values.slice(0, PROBED)) {
    const output = await fn(input);
    if (check !== undefined && !check(output, input)) {
      const shown = short(output);
      throw new BenchError("HPTS_BENCH_WRONG_RESULT", `its check says that ${shown} is wrong`);
    }
    outputs.push(contentHash(output));
  }
  return contentHash(outputs);
}

export function changedResult(): BenchError {
  const message =
    "gives another result for the same inputs: begin afresh in setup, or add a check; " +
    "or `inputs` makes others each time: give it a seed";
  return new BenchError("HPTS_BENCH_WRONG_RESULT", message);
}

function refusePromise(result: unknown): void {
  if (typeof (result as { then?: unknown } | null | undefined)?.then !== "function") return;
  (result as Promise<unknown>).then(undefined, () => {}); // its failure is not what is reported
  const message = "returns a promise, but is not declared async: add async: true";
  throw new BenchError("HPTS_BENCH_PROMISE", message);
}

function short(value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text !== undefined && text.length > 60 ? `${text.slice(0, 57)}...` : String(text);
}
