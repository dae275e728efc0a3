/** What a comparison found: types only, all of it plain data. */
import type { Change } from "./decision.ts";
import type { Pair, Side } from "./peer.ts";

export type Verdict = "pass" | "fail" | "inconclusive" | "wrong-result" | "crash" | "timeout";

export interface Measured {
  /** Baseline's time / candidate's time: above 1, the candidate is faster. */
  readonly ratio: number;
  /** 95 % interval of the ratio, bootstrapped over the generations. */
  readonly interval: { readonly low: number; readonly high: number };
  /** Of each generation. */
  readonly generationRatios: readonly number[];
  /** Generations that were thrown away: one side was still getting faster. */
  readonly discarded: number;
  readonly rounds: number;
  /** Median ns of a call, of processor time where the system tells it. */
  readonly callNs: Pair<number>;
  /** The ratio by the wall clock, without waiting for a processor. */
  readonly wallRatio: number;
  /** Both clocks differ although the machine is not busy: a side sleeps, or has moved its work elsewhere. */
  readonly isWallApart: boolean;
  /** Time ready but waiting for a processor / time on it: 0 is an idle machine. */
  readonly waitRatio: number;
  /** How the time of batches was taken. */
  readonly clock: "schedstat" | "rusage" | "wall" | "cpu";
  readonly seconds: number;
  /** What a reader of the figures has to know: a sentence each. */
  readonly notes: readonly string[];
}

/** One side failed: no figures, or none that count. */
export interface Fault {
  readonly verdict: "wrong-result" | "crash" | "timeout";
  readonly side: Side;
  /** One line. */
  readonly message: string;
}

export interface SpeedVerdict extends Measured {
  readonly verdict: "pass" | "fail" | "inconclusive";
  readonly minRatio: number;
  /** One line. */
  readonly message: string;
}

export type Judgement = SpeedVerdict | (Fault & { readonly minRatio: number });

export interface SpeedChange extends Measured {
  readonly change: Change;
  readonly message: string;
}

export type Comparison = SpeedChange | (Fault & { readonly change: "unclear" });
