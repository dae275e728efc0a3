/** What a runner's process and its parent say to each other, over IPC. */
import type { BenchErrorCode } from "../bench-error.ts";
import type { Params } from "../cases/define.ts";
import type { CpuClock, TimerFacts } from "../clock.ts";
import type { Klass } from "../complexity/classes.ts";
import type { Measured, MeasureOptions } from "../measure/measure-case.ts";

/** A case with one set of parameters, and where it is in its file. */
export interface Listed {
  readonly index: number;
  readonly name: string;
  readonly params: Params;
  readonly complexity: Klass | undefined;
  /** Index of the first case with the very same function, inputs and setup. */
  readonly twin: number;
}

export type ToChild =
  | {
      readonly kind: "list";
      readonly sizes: readonly number[] | undefined;
      readonly facts: boolean;
    }
  | { readonly kind: "measure"; readonly what: Listed; readonly options: MeasureOptions }
  | { readonly kind: "count"; readonly what: Listed };

export interface Failure {
  readonly code: BenchErrorCode;
  readonly message: string;
  /** "file.ts:12:3" in the user's own code. */
  readonly place?: string;
}

export interface ProcessFacts {
  readonly timer: TimerFacts;
  readonly cpuClock: CpuClock;
  readonly yardstickNs: number;
}

export interface Generation {
  readonly pid: number;
  readonly measured: Measured;
  /** Hash of the function's text. */
  readonly source: string;
  readonly maxRssBytes: number;
}

export type FromChild =
  | { readonly kind: "listed"; readonly cases: readonly Listed[]; readonly facts?: ProcessFacts }
  | { readonly kind: "measured"; readonly generation: Generation }
  | { readonly kind: "counted"; readonly blocks: number | undefined }
  | { readonly kind: "failed"; readonly failure: Failure };
