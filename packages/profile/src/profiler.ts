/**
 * Profiling a part of a program from within, as Python's cProfile.Profile.
 *
 * In a program that was started by `hpts profile` or `runProgram` with engine exact, the calls of that
 * part are counted. In any other process nothing can be counted, since its code is loaded already:
 * there V8 samples, and the profile's notes say so.
 */

import { mergeProfiles } from "./model/merge.ts";
import type { Profile } from "./model/profile.ts";
import { ProfileError } from "./profile-error.ts";
import { countedPart, type Part } from "./run/counted-part.ts";
import { sampledPart } from "./run/sampled-part.ts";
import { printReport, type ReportOptions } from "./stats/report.ts";

export interface ProfilerOptions {
  /** Between samples where V8 samples, microseconds. @default 100 */
  readonly intervalUs?: number;
}

/**
 * @example
 * const profiler = new Profiler();
 * profiler.enable();
 * work();
 * profiler.disable();
 * new Stats(profiler).sortStats("cumulative").printStats(10);
 */
export class Profiler implements Disposable {
  readonly #intervalUs: number;
  #part: Part | undefined;
  #profile: Profile | undefined;

  constructor({ intervalUs = 100 }: ProfilerOptions = {}) {
    if (!(intervalUs >= 50)) {
      const message = `intervalUs must be at least 50 microseconds, got ${intervalUs}`;
      throw new ProfileError("HPTS_PROFILE_OPTION", message);
    }
    this.#intervalUs = intervalUs;
  }

  /** Begins, or goes on; does nothing if it is on already. */
  enable(): void {
    this.#begin(false);
  }

  #begin(isCall: boolean): void {
    this.#part ??= countedPart() ?? sampledPart(this.#intervalUs, isCall);
  }

  /** Ends; what was measured is added to what there is. */
  disable(): void {
    const part = this.#part;
    if (part === undefined) return;
    this.#part = undefined;
    const profile = part.end();
    this.#profile = this.#profile === undefined ? profile : mergeProfiles(this.#profile, profile);
  }

  /** For `using`: disables it at the end of the block. */
  [Symbol.dispose](): void {
    this.disable();
  }

  /** Profiles one call; a promise is waited for. */
  runCall<A extends readonly unknown[], R>(fn: (...args: A) => R, ...args: A): R {
    this.#begin(true);
    return disabledAfter(this, () => fn(...args));
  }

  /** What was measured so far. @throws ProfileError if nothing was */
  profile(): Profile {
    const isOn = this.#part !== undefined;
    this.disable();
    if (isOn) this.enable();
    if (this.#profile !== undefined) return this.#profile;
    throw new ProfileError("HPTS_PROFILE_OPTION", "nothing was profiled: call enable() before");
  }
}

function disabledAfter<R>(profiler: Profiler, run: () => R): R {
  let isPending = false;
  try {
    const result = run();
    if (!(result instanceof Promise)) return result;
    isPending = true;
    return result.finally(() => profiler.disable()) as R;
  } finally {
    if (!isPending) profiler.disable();
  }
}

export interface ProfiledOptions extends ProfilerOptions, ReportOptions {}

type AnyFunction = (this: never, ...args: never[]) => unknown;

/**
 * Wraps a function, so that every call of it is profiled and reported; also a decorator of methods.
 * @example
 * const measured = profiled(evolve, { sortBy: ["tottime"], linesToPrint: 10 });
 */
export function profiled<F extends AnyFunction>(fn: F, options: ProfiledOptions = {}): F {
  const report = (profiler: Profiler): void => printReport(profiler.profile(), options);
  const wrapper = function (this: never, ...args: never[]): unknown {
    const profiler = new Profiler(options);
    const result = profiler.runCall(() => fn.apply(this, args));
    if (result instanceof Promise) return result.finally(() => report(profiler));
    report(profiler);
    return result;
  };
  Object.defineProperty(wrapper, "name", { value: fn.name });
  return wrapper as unknown as F;
}

/**
 * The decorator with options: `@profiledWith({ sortBy: ["tottime"] }) evolve() { ... }`
 */
export function profiledWith(options: ProfiledOptions): <F extends AnyFunction>(fn: F) => F {
  return (fn) => profiled(fn, options);
}
