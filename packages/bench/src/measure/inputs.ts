/** The inputs of a case: made once, or for each batch if the function changes them. */
import { BenchError } from "../bench-error.ts";
import { contentHash } from "../cases/content-hash.ts";
import type { BenchSpec, Params } from "../cases/define.ts";

/** More are not compared with each other. */
const MOST_COMPARED = 64;
/** Calls of a batch whose inputs are made anew, at most. */
export const MOST_RENEWED: number = 2 ** 14;

export class Inputs {
  readonly #make: () => readonly unknown[];
  readonly canRenew: boolean;
  values: readonly unknown[];

  constructor({ inputs }: BenchSpec<unknown, unknown>, params: Params) {
    this.canRenew = typeof inputs === "function";
    this.#make = () => {
      const made = typeof inputs === "function" ? inputs(params) : (inputs ?? [undefined]);
      if (Array.isArray(made) && made.length > 0) return made;
      throw new BenchError("HPTS_BENCH_SPEC", "inputs must give an array, not empty");
    };
    this.values = this.#make();
  }

  /** Makes them anew, and again until there are `least`, so that a batch uses each once. */
  renew(least = 1): void {
    if (!this.canRenew) return;
    let values = this.#make();
    while (values.length < Math.min(least, MOST_RENEWED)) values = [...values, ...this.#make()];
    this.values = values;
  }

  /** Different ones among the first 64. */
  get distinct(): number {
    return new Set(this.values.slice(0, MOST_COMPARED).map(contentHash)).size;
  }
}
