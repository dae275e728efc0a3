/**
 * Which of V8's compilers made the code that runs: `%GetOptimizationStatus` (V8, src/runtime/runtime.h,
 * `OptimizationStatus`), which test/tiers.test.ts tries on the Node that is used. The syntax is
 * switched on for one function, and off again.
 *
 * A background thread compiles, and on a busy machine it may be late by many batches: a time that does
 * not change is not final while that is under way.
 */
import { setFlagsFromString } from "node:v8";

export type Tier = "interpreter" | "baseline" | "maglev" | "turbofan" | "unknown";

/** V8's word on a function, as bits; 0 if it gives none. */
export type StatusOf = (fn: unknown) => number;

const OPTIMIZED = 1 << 4;
const MAGLEV = 1 << 5;
const INTERPRETED = 1 << 7;
/** To be compiled, to be compiled in the background, and being compiled there. */
const PENDING = (1 << 8) | (1 << 9) | (1 << 10);
const BASELINE = 1 << 15;

/** @returns a function that always gives 0 where V8 does not have it */
export function readStatus(): StatusOf {
  try {
    setFlagsFromString("--allow-natives-syntax");
    return new Function("fn", "return %GetOptimizationStatus(fn);") as StatusOf;
  } catch {
    return () => 0;
  } finally {
    setFlagsFromString("--no-allow-natives-syntax");
  }
}

export function tierOf(status: number): Tier {
  if (status & OPTIMIZED) return status & MAGLEV ? "maglev" : "turbofan";
  if (status & BASELINE) return "baseline";
  return status & INTERPRETED ? "interpreter" : "unknown";
}

/** Whether other code is on its way. */
export function isPending(status: number): boolean {
  return (status & PENDING) !== 0;
}

/** So many batches without a change, and nothing under way: then the code is the last one for now. */
const SETTLED_BATCHES = 3;

/** Follows a function and the loop around it from batch to batch. */
export class TierWatch {
  readonly #statusOf: StatusOf;
  readonly #code: readonly unknown[];
  #last: readonly number[] = [];
  #unchanged = 0;

  constructor(statusOf: StatusOf, code: readonly unknown[]) {
    this.#statusOf = statusOf;
    this.#code = code;
  }

  /** Looks, after a batch. */
  look(): void {
    const now = this.#code.map(this.#statusOf);
    const isSame = now.every((status, i) => status === this.#last[i]);
    this.#unchanged = isSame ? this.#unchanged + 1 : 0;
    this.#last = now;
  }

  get isSettled(): boolean {
    return this.#unchanged >= SETTLED_BATCHES && !this.#last.some(isPending);
  }

  /** V8 may still replace what runs, when it has run for longer. */
  get isBelowTop(): boolean {
    const tier = this.tier;
    return tier !== "turbofan" && tier !== "unknown";
  }

  /** The highest of the function's and the loop's: one of them holds the code that runs. */
  get tier(): Tier {
    const tiers = this.#last.map(tierOf);
    return ORDER.find((tier) => tiers.includes(tier)) ?? "unknown";
  }
}

/** From the last to the first. */
const ORDER: readonly Tier[] = ["turbofan", "maglev", "baseline", "interpreter"];
