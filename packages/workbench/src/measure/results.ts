/** What measuring finds out, as the pages get it: plain data, types only. */
import type { Comparison, Judgement } from "@hpts/bench/compare";
import type { ProfileData } from "@hpts/profile";
import type { LinesReport } from "@hpts/profile/memory";
import type { Chart } from "@hpts/viz/chart";
import type { WhySlow } from "./why-slow/why-slow.ts";

/** What a lab has to measure, and what is known from earlier runs. */
export interface LabMeasures {
  readonly cases: readonly SpeedCase[];
  readonly programs: readonly Program[];
  readonly predictions: PredictionCount;
}

export interface SpeedCase {
  /** The file's name in `speed/`, without its suffix: "P4", "evolve". */
  readonly name: string;
  /** "P4 evolve: remove what the profile shows", or what the file says of itself. */
  readonly title: string;
  readonly about: string;
  /** For an exercise that asks for speed. */
  readonly tiers?: Tiers;
  /** What a prediction is about, and the next run will compare with. */
  readonly rival: Rival;
  readonly best?: Best;
}

/** "last": the code of the last run, which differs from what is there now. */
export type Rival = "last" | "handed-out" | "solution" | "none";

export interface Tiers {
  readonly bronze: number;
  readonly silver: number;
  readonly gold: number;
}

export interface Best {
  /** Times as fast as the starter that was handed out, or as the solution where that was unwritten. */
  readonly ratio: number;
  /** ISO 8601. */
  readonly at: string;
}

export interface Program {
  readonly name: string;
  readonly about: string;
}

export type Guess = "faster" | "same" | "slower";

export interface PredictionCount {
  readonly right: number;
  /** Those that a measurement could decide. */
  readonly of: number;
}

/** How far a job is. */
export interface JobProgress {
  /** What happens now. */
  readonly step: string;
  /** Steps that are done, of how many. */
  readonly done: number;
  readonly all: number;
  /** What was found out so far. */
  readonly partial?: unknown;
}

/** Why the code cannot be measured as it is. */
export interface Trouble {
  readonly kind: "todo" | "syntax" | "crash" | "endless" | "wrong-result";
  /** A sentence or two for the student. */
  readonly message: string;
}

export interface BenchmarkResult {
  readonly case: string;
  readonly trouble?: Trouble;
  /** Beside what the bars stand; `none`: the solution would, and has not been handed out. */
  readonly baseline: "handed-out" | "solution" | "none";
  /** Your code against the baseline. */
  readonly you?: Judgement | Comparison;
  /** The solution against the starter that was handed out. */
  readonly solution?: Comparison;
  /** Whether the solution has not been handed out, so that it has no figure. */
  readonly isSolutionKept?: boolean;
  /** Your code against that of the last run, if it was another one. */
  readonly sinceLast?: Comparison;
  readonly prediction?: Prediction;
  readonly predictions?: PredictionCount;
  /** New: better than an earlier one. */
  readonly best?: Best & { readonly isNew: boolean };
  readonly charts: {
    readonly speedup?: Chart;
    readonly distribution?: Chart;
    readonly scaling?: Chart;
  };
}

export interface Prediction {
  readonly rival: Rival;
  readonly guess: Guess;
  readonly found: Guess | "unclear";
}

export interface ProfileResult {
  readonly program: string;
  readonly trouble?: Trouble;
  /** Absent if nothing could be measured. */
  readonly profile?: ProfileData;
  /** Of the starter as it was handed out, if it runs and was asked for. */
  readonly handedOut?: ProfileData;
  /** Why there is none although it was asked for. */
  readonly noHandedOut?: string;
  readonly why?: WhySlow;
  /** What the program printed; the end of it, where it was much. */
  readonly output: string;
}

export interface MemoryResult {
  readonly program: string;
  readonly trouble?: Trouble;
  readonly timeline?: Chart;
  readonly lines?: LinesReport;
  /** What the program got when its lines were measured. */
  readonly args: readonly string[];
  readonly output: string;
}
