/** Runs batches of one case, and enters each into the ring; the loop is timed, nothing around it. */
import { type Loop, makeLoop } from "../batch/loop.ts";
import type { BatchRing } from "../batch/ring.ts";
import { contentHash } from "../cases/content-hash.ts";
import type { BenchSpec, Params } from "../cases/define.ts";
import type { Clock } from "../clock.ts";
import type { Inputs } from "./inputs.ts";
import { changedResult } from "./probe.ts";

export interface BatchPlan {
  readonly spec: BenchSpec<unknown, unknown>;
  readonly params: Params;
  readonly inputs: Inputs;
  readonly consume: "sum" | "last";
  readonly isAsync: boolean;
  /** Inputs are made anew for each batch. */
  readonly isRenewing: boolean;
  /** Whether the same calls must give the same result. */
  readonly isVerified: boolean;
}

export class Batches {
  readonly #plan: BatchPlan;
  readonly #clock: Clock;
  readonly #ring: BatchRing;
  readonly #loop: Loop;
  readonly #cpuBefore = new Float64Array(2);
  readonly #cpuAfter = new Float64Array(2);
  /** Calls of a batch -> what they gave the first time. */
  readonly #references = new Map<number, number>();
  k = 1;
  #startMs = 0;

  constructor(plan: BatchPlan, clock: Clock, ring: BatchRing) {
    this.#plan = plan;
    this.#clock = clock;
    this.#ring = ring;
    this.#loop = makeLoop({
      consume: plan.consume,
      isAsync: plan.isAsync,
      isChained: plan.spec.chained ?? false,
    });
  }

  /** CPU time of the last batch, ms; wall time where that is not known. Never more than wall time. */
  lastCpuMs = 0;

  /** The function and the loop around it, into which V8 may have copied it. */
  get code(): readonly [fn: unknown, loop: unknown] {
    return [this.#plan.spec.fn, this.#loop];
  }

  /** @returns ms of the batch. @throws BenchError if its result has changed */
  runSync(): number {
    const { spec, inputs } = this.#plan;
    this.#begin();
    const result = this.#loop(spec.fn, inputs.values, inputs.values.length, this.k);
    return this.#end(result);
  }

  /** As `runSync`; an empty loop is not subtracted. */
  async runAsync(): Promise<number> {
    const { spec, inputs } = this.#plan;
    this.#begin();
    const result = await this.#loop(spec.fn, inputs.values, inputs.values.length, this.k);
    return this.#end(result);
  }

  /** What comes before a batch and is not timed. */
  prepare(): void {
    const { spec, params, inputs, isRenewing } = this.#plan;
    if (isRenewing) inputs.renew(this.k);
    spec.setup?.(params);
  }

  #begin(): void {
    this.prepare();
    this.#clock.readCpu(this.#cpuBefore);
    this.#startMs = this.#clock.nowMs();
  }

  #end(result: unknown): number {
    const endMs = this.#clock.nowMs();
    this.#clock.readCpu(this.#cpuAfter);
    const cpuNs = this.#cpuAfter[0]! - this.#cpuBefore[0]!;
    const waitNs = this.#cpuAfter[1]! - this.#cpuBefore[1]!;
    const wallMs = endMs - this.#startMs;
    this.lastCpuMs = cpuNs > 0 ? Math.min(cpuNs / 1e6, wallMs) : wallMs;
    const sum = contentHash(result);
    this.#ring.push(this.#startMs, endMs, cpuNs, waitNs, this.k, sum);
    if (this.#plan.isVerified) this.#verify(sum);
    return wallMs;
  }

  #verify(sum: number): void {
    const reference = this.#references.get(this.k);
    if (reference === undefined) this.#references.set(this.k, sum);
    else if (reference !== sum) throw changedResult();
  }
}
