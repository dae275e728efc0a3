/** What is said of speeds: pure, so that it can be tested without a page. */
import type { BenchmarkResult, Guess, Prediction, Rival, Tiers } from "../../measure/results.ts";

/** 2.499 -> "2.5x", 16.83 -> "16.8x". */
export const times = (ratio: number): string => `${Number(ratio.toPrecision(3))}x`;

interface Figures {
  readonly ratio: number;
  readonly interval: { readonly low: number; readonly high: number };
}

/** Figures that can be shown; a comparison may have ended without any. */
export function figuresOf(found: object | undefined): Figures | undefined {
  const { ratio, interval } = (found ?? {}) as Partial<Figures>;
  return typeof ratio === "number" && ratio > 0 && interval !== undefined
    ? { ratio, interval }
    : undefined;
}

export function reachedTier(tiers: Tiers, { interval }: Figures): keyof Tiers | undefined {
  if (interval.low >= tiers.gold) return "gold";
  if (interval.low >= tiers.silver) return "silver";
  return interval.low >= tiers.bronze ? "bronze" : undefined;
}

const TIER_ORDER = ["bronze", "silver", "gold"] as const;

/** "gold at 8x: 1.6 times as fast as now". */
export function nextTierText(tiers: Tiers, figures: Figures): string {
  const reached = reachedTier(tiers, figures);
  const next = TIER_ORDER[reached === undefined ? 0 : TIER_ORDER.indexOf(reached) + 1];
  if (next === undefined) return "There is no tier above this one.";
  const more = tiers[next] / figures.interval.low;
  const isClose = more < 1.05;
  return `Next: ${next}, at ${times(tiers[next])}${isClose ? ", within reach of chance: measure again" : `, ${times(more)} from here`}.`;
}

export const RIVALS: Readonly<Record<Rival, string>> = {
  last: "your code of last time",
  "handed-out": "the starter as it was handed out",
  solution: "the solution",
  none: "the solution, which has not been handed out",
};

export function predictionText({ rival, guess, found }: Prediction): string {
  const words: Readonly<Record<Guess, string>> = {
    faster: "faster",
    same: "about the same",
    slower: "slower",
  };
  if (found === "unclear") {
    return `You guessed ${words[guess]} than ${RIVALS[rival]}: too noisy to say whether that is right, so it does not count.`.replace(
      "about the same than",
      "about the same as",
    );
  }
  const against = `${words[found]} ${found === "same" ? "as" : "than"} ${RIVALS[rival]}`;
  return guess === found
    ? `You guessed it: ${against}.`
    : `You guessed ${words[guess]}; it is ${against}.`;
}

/** What became of the code since last time. */
export function sinceLastText(found: BenchmarkResult["sinceLast"]): string | undefined {
  const figures = figuresOf(found);
  if (found === undefined || figures === undefined) return undefined;
  const { ratio, interval } = figures;
  const range = `${times(ratio)} as fast (${times(interval.low)} to ${times(interval.high)})`;
  const texts = {
    faster: `Faster than last time: ${range}.`,
    slower: `Slower than last time: ${range}.`,
    same: `As fast as last time: ${range}.`,
    unclear: `Too noisy to tell whether anything has changed since last time: ${range}.`,
  };
  return texts[found.change];
}

export const INCONCLUSIVE =
  "Too noisy to tell: the measurements disagree, or lie too close to the limit. That is no mark against \
you. Close other programs, plug the computer in, and measure again.";
