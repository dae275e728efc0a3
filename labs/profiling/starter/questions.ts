import { todo } from "@hpts/labkit";

/**
 * P1. What two stored profiles say. Look at them as often as you like:
 *
 *     pnpm hpts stats labs/profiling/tests/profiles/simul.json -s tottime
 *     pnpm hpts stats labs/profiling/tests/profiles/taylor.json --callers factorial
 */
export interface Answers {
  /** simul: the function in which most time is spent, without what it calls. */
  readonly hottest: string;
  /** simul: how often that function is called. */
  readonly calls: number;
  /** simul: the function, other than <module>, from whose start to whose end most time passes. */
  readonly longest: string;
  /** simul: if `snapshot` took no time, what share of the whole time would be saved? 0.1 is 10 %. */
  readonly withoutSnapshot: number;
  /** taylor: how many calls of `factorial` come from `factorial` itself. */
  readonly recursiveCalls: number;
  /** taylor: which of the other functions calls `factorial` more often. */
  readonly caller: string;
}

export function answers(): Answers {
  todo("P1: read the two profiles, and give the six answers");
}
