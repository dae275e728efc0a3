/** What callers of this package handle: an error with a code that does not change. */

export type BenchErrorCode =
  | "HPTS_BENCH_SPEC"
  | "HPTS_BENCH_PROMISE"
  | "HPTS_BENCH_WRONG_RESULT"
  | "HPTS_BENCH_THREW"
  | "HPTS_BENCH_TIMEOUT"
  | "HPTS_BENCH_CRASH"
  | "HPTS_BENCH_BUILD"
  | "HPTS_BENCH_FILE"
  | "HPTS_BENCH_COUNTER"
  | "HPTS_BENCH_RESULTS";

export class BenchError extends Error {
  override readonly name = "BenchError";
  readonly code: BenchErrorCode;

  constructor(code: BenchErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
