/**
 * A simulated machine: work that takes as long as we say, and a clock that shows it. Everything is
 * in ns, and drawn from a seed, so a grade is the same on every computer.
 */
import { createRandom, type Random } from "@hpts/core";

export interface MachineSpec {
  /** What one call takes when nothing disturbs it. */
  readonly callNs: Readonly<Record<string, number>>;
  /** The clock shows multiples of this. @default 1 */
  readonly stepNs?: number;
  /** What a look at the clock takes. @default 0 */
  readonly lookNs?: number;
  /** The first calls take `times` as long: the engine has not compiled them yet. */
  readonly warmUp?: { readonly calls: number; readonly times: number };
  /** How much slower a call is than the one before it: a machine that heats up. @default 0 */
  readonly driftPerCall?: number;
  /** Spread of a call's time, as a share. @default 0 */
  readonly noise?: number;
  /** Every other call, the second of a pair, takes this many times as long. @default 1 */
  readonly second?: number;
  /** One call in so many is held up for 50 times its time. @default none */
  readonly heldUpEvery?: number;
  readonly seed?: number;
}

export class Machine {
  readonly #spec: MachineSpec;
  readonly #random: Random;
  #passedNs = 0;
  /** How often the clock was looked at. */
  looks = 0;
  /** Names of what was called, in order; only the first ten thousand. */
  readonly calls: string[] = [];
  count = 0;

  constructor(spec: MachineSpec) {
    this.#spec = spec;
    this.#random = createRandom(spec.seed ?? 1);
  }

  readonly now = (): number => {
    const { stepNs = 1, lookNs = 0 } = this.#spec;
    this.looks++;
    this.#passedNs += lookNs;
    return Math.floor(this.#passedNs / stepNs) * stepNs;
  };

  /** Work that takes its time when it is called. */
  work(name: string): () => void {
    const callNs = this.#spec.callNs[name] ?? 0;
    return () => {
      this.#passedNs += this.#disturbed(callNs);
      if (this.calls.length < 10_000) this.calls.push(name);
      this.count++;
    };
  }

  /** The same for a function that gives a promise: the time passes before the promise resolves. */
  laterWork(name: string): () => Promise<void> {
    const work = this.work(name);
    return async () => {
      await Promise.resolve();
      work();
    };
  }

  #disturbed(ns: number): number {
    const { warmUp, driftPerCall = 0, noise = 0, second = 1, heldUpEvery } = this.#spec;
    let factor = 1 + driftPerCall * this.count;
    if (warmUp !== undefined && this.count < warmUp.calls) factor *= warmUp.times;
    if (noise > 0) factor *= Math.exp(noise * this.#normal());
    if (this.count % 2 === 1) factor *= second;
    if (heldUpEvery !== undefined && this.#random.uniform(0, heldUpEvery) < 1) factor *= 50;
    return ns * factor;
  }

  /** Box and Muller, Annals of Mathematical Statistics 29 (1958). */
  #normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.#random.uniform(0, 1)));
    return radius * Math.cos(2 * Math.PI * this.#random.uniform(0, 1));
  }
}
