/** What callers of this package handle: an error with a code that does not change. */

export type BenchErrorCode =
  /** A case, a size or a name that makes no sense. */
  | "HPTS_BENCH_SPEC"
  /** A function that is not `async` gives a promise. */
  | "HPTS_BENCH_PROMISE"
  /** An output is not right, or not always the same. */
  | "HPTS_BENCH_WRONG_RESULT"
  /** The function throws. */
  | "HPTS_BENCH_THREW"
  /** A call does not end within the limit. */
  | "HPTS_BENCH_TIMEOUT"
  /** The process of a case ended before it had answered. */
  | "HPTS_BENCH_CRASH"
  /** The file does not parse, or imports what is not there. */
  | "HPTS_BENCH_BUILD"
  /** The file is not there, or has no cases. */
  | "HPTS_BENCH_FILE"
  /** No counter of instructions works on this machine. */
  | "HPTS_BENCH_COUNTER"
  /** Results cannot be read or written. */
  | "HPTS_BENCH_RESULTS";

export class BenchError extends Error {
  override readonly name = "BenchError";
  readonly code: BenchErrorCode;

  constructor(code: BenchErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
