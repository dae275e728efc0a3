/**
 * Is the candidate at least theta times as fast as the baseline? The rule, without any clock.
 *
 *   round        baseline and candidate one batch each; d = ln(time a baseline call / a candidate call)
 *   generation   a fresh pair of processes and its rounds; its median counts once
 *
 * Two conditions, both needed:
 * - The sign test of "d > ln theta" over all rounds, as an e-value: the likelihood of the signs
 *   under a Beta(1/2, 1/2) mixture of coins over that under a fair coin (Ville's inequality: it
 *   reaches 1/alpha with probability alpha at most, however often one looks; Ramdas et al.,
 *   Statistical Science 38, 2023). Unanimous, it takes 13 rounds to reach 1000.
 * - The medians of the generations lie on one side of ln theta. The e-value takes rounds for
 *   independent, but all rounds of a process share its luck with memory and compilation: processes
 *   of the same code differ by 1.5 to 4 %, and now and then one by 25 %.
 *
 * Medians of ratios taken side by side, never means or separate minima: a neighbour changes the
 * speed of a core by a third for seconds, and only pairing cures that.
 */
import { medianInterval } from "../stats/bootstrap.ts";
import { median } from "../stats/order.ts";

export interface Rule {
  /** Stop when the e-value reaches 1 / alpha. */
  readonly alpha: number;
  readonly minGenerations: number;
  readonly maxGenerations: number;
  /** From so many generations on, a share of them has to agree, not all. */
  readonly lenientFrom: number;
  readonly lenientShare: number;
}

export const RULE: Rule = {
  alpha: 1e-3,
  minGenerations: 3,
  maxGenerations: 10,
  lenientFrom: 5,
  lenientShare: 0.8,
};

export type Decision = "pass" | "fail" | "undecided";

/** Rounds of one generation: d of each. */
export type Rounds = readonly number[];

/**
 * ln of the e-value that `above` of `rounds` coin throws came out one way.
 *
 * @example signLogE(13, 13) // 7.15, and exp(7.15) is 1270
 */
export function signLogE(above: number, rounds: number): number {
  return (
    rounds * Math.LN2 +
    logGammaHalf(above) +
    logGammaHalf(rounds - above) -
    logFactorial(rounds) -
    Math.log(Math.PI)
  );
}

/**
 * What the rounds so far say. NaN counts as not above: nothing that could not be measured passes.
 *
 * @param logTheta ln of the speed-up that is asked for
 */
export function decide(
  generations: readonly Rounds[],
  logTheta: number,
  rule: Rule = RULE,
): Decision {
  if (generations.length < rule.minGenerations) return "undecided";
  const all = generations.flat();
  const above = all.filter((d) => d > logTheta).length;
  if (!(signLogE(above, all.length) >= -Math.log(rule.alpha))) return "undecided";
  const isAbove = above > all.length / 2;
  const agreeing = generations.filter((rounds) => middleOf(rounds) > logTheta === isAbove).length;
  const isLenient = generations.length >= rule.lenientFrom;
  const needed = isLenient ? rule.lenientShare * generations.length : generations.length;
  if (!(agreeing >= needed)) return "undecided";
  return isAbove ? "pass" : "fail";
}

export interface Estimate {
  /** Baseline's time / candidate's time: above 1, the candidate is faster. */
  readonly ratio: number;
  /** 95 % bootstrap interval over the generations; they are all the independent values there are. */
  readonly interval: { readonly low: number; readonly high: number };
}

/** @throws RangeError without a generation, or for rounds that are NaN */
export function estimate(generations: readonly Rounds[]): Estimate {
  const middles = generations.map((rounds) => median(rounds));
  const { low, high } = medianInterval(middles);
  return {
    ratio: Math.exp(median(middles)),
    interval: { low: Math.exp(low), high: Math.exp(high) },
  };
}

export type Change = "faster" | "slower" | "same" | "unclear";

/** Changes below this are not promised to be seen. */
export const SMALLEST_CHANGE = 1.05;
/** "Same" still allows that much, either way. */
const SAME_WITHIN = 1.1;

/** Whether the candidate's time has changed; only asked about enough generations. */
export function changeOf({ interval: { low, high } }: Estimate): Change {
  if (low > SMALLEST_CHANGE) return "faster";
  if (high < 1 / SMALLEST_CHANGE) return "slower";
  return low > 1 / SAME_WITHIN && high < SAME_WITHIN ? "same" : "unclear";
}

/** To tell changes of 5 % takes about six generations; those far off need fewer. */
const GENERATIONS_FOR_SMALL_CHANGES = 6;
const LARGE_CHANGE = 1.3;

/** What the generations so far say; undecided as long as another one may tell more. */
export function decideChange(
  generations: readonly Rounds[],
  rule: Rule = RULE,
): Change | "undecided" {
  if (generations.length < rule.minGenerations) return "undecided";
  const found = estimate(generations);
  const { low, high } = found.interval;
  if (low > LARGE_CHANGE || high < 1 / LARGE_CHANGE) return changeOf(found);
  const needed = Math.max(rule.minGenerations, GENERATIONS_FOR_SMALL_CHANGES);
  const change = changeOf(found);
  return generations.length < needed || change === "unclear" ? "undecided" : change;
}

function middleOf(rounds: Rounds): number {
  return rounds.some(Number.isNaN) ? Number.NaN : median(rounds);
}

/** ln Gamma(n + 1/2) for a whole n. */
function logGammaHalf(n: number): number {
  let sum = 0.5 * Math.log(Math.PI);
  for (let i = 1; i <= n; i++) sum += Math.log(i - 0.5);
  return sum;
}

function logFactorial(n: number): number {
  let sum = 0;
  for (let i = 2; i <= n; i++) sum += Math.log(i);
  return sum;
}
