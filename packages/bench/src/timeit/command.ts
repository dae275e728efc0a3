/** What `hpts timeit` prints, and where. Times are printed as Python and IPython print them. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { hasKeptPromise } from "./compile.ts";
import { ipythonRepr, ipythonResult, ipythonWarning } from "./ipython-text.ts";
import { type TimeitResult, timeit } from "./measure.ts";
import type { TimeitCall } from "./options.ts";
import { pythonBest, pythonRawTimes, pythonTrial, pythonWarning } from "./python-text.ts";
import { StatementError } from "./statement-error.ts";
import type { Clock } from "./timer.ts";

export interface TimeitSurroundings {
  /** Where relative imports begin. */
  readonly baseDir: string;
  /** Each gets a line without its end. */
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** In place of the clock that the options name. */
  readonly clock?: Clock;
  readonly globals?: Readonly<Record<string, unknown>>;
}

const PROMISE_WARNING =
  "UserWarning: the statement's value is a promise, and only making it was timed: " +
  'did you mean "await ..."?';

/**
 * Times what the options say, and prints it.
 *
 * @throws StatementError as `timeit`, and for a promise that is rejected with nobody waiting for it
 */
export async function runTimeit(
  call: TimeitCall,
  where: TimeitSurroundings,
): Promise<TimeitResult> {
  let rejected: { readonly reason: unknown } | undefined;
  const listen = (reason: unknown): void => {
    rejected ??= { reason };
  };
  process.on("unhandledRejection", listen);
  try {
    const result = await measured(call, where);
    await nextTurn();
    if (rejected !== undefined) throw notAwaited(rejected.reason);
    print(result, call, where);
    if (hasKeptPromise()) where.err(PROMISE_WARNING);
    return result;
  } finally {
    process.off("unhandledRejection", listen);
  }
}

function notAwaited(reason: unknown): StatementError {
  const [text = ""] = String(reason).split("\n");
  const message = `${text}: a promise was rejected that nothing waits for; did you mean "await ..."?`;
  return new StatementError("HPTS_BENCH_THREW", message, { place: undefined, cause: reason });
}

async function measured(call: TimeitCall, where: TimeitSurroundings): Promise<TimeitResult> {
  const { way, statement, setup, number, repeat, clock, unit, precision } = call;
  const showsTrials = isShowingTrials(call);
  const result = await timeit(statement, {
    setup,
    repeat,
    number: Math.max(number, 0),
    clock: where.clock ?? clock,
    unit,
    precision,
    ipython: way === "ipython",
    baseDir: where.baseDir,
    globals: where.globals,
    tried: showsTrials
      ? (loops, seconds) => where.out(pythonTrial(loops, seconds, precision))
      : undefined,
  });
  if (showsTrials && number === 0) where.out("");
  return result;
}

function isShowingTrials({ way, isVerbose, asJson }: TimeitCall): boolean {
  return way === "python" && isVerbose && !asJson;
}

function print(result: TimeitResult, call: TimeitCall, where: TimeitSurroundings): void {
  const { asJson, clock, way } = call;
  if (asJson) where.out(JSON.stringify({ ...result, clock, way }, null, 1));
  else if (way === "python") printAsPython(result, call, where);
  else printAsIPython(result, call, where);
}

function printAsPython(
  { loops, allRunsS }: TimeitResult,
  { unit, precision, isVerbose }: TimeitCall,
  { out, err }: TimeitSurroundings,
): void {
  const look = { unit, precision };
  if (isVerbose) out(`${pythonRawTimes(allRunsS, look)}\n`);
  out(pythonBest(loops, allRunsS, look));
  const warning = pythonWarning(loops, allRunsS, look);
  if (warning !== undefined) err(warning);
}

function printAsIPython(
  { loops, allRunsS }: TimeitResult,
  { precision, isQuiet, showsValue }: TimeitCall,
  { out }: TimeitSurroundings,
): void {
  const timings = { number: loops, allRunsS };
  const warning = ipythonWarning(timings);
  if (!isQuiet) {
    if (warning !== undefined) out(warning);
    out(ipythonResult(timings, precision));
  }
  if (showsValue) out(ipythonRepr(timings, precision));
}
