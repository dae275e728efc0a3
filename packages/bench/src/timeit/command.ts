/** What `hpts timeit` prints, and where. Times are printed as Python and IPython print them. */
import { ipythonRepr, ipythonResult, ipythonWarning } from "./ipython-text.ts";
import { type TimeitResult, timeit } from "./measure.ts";
import type { TimeitCall } from "./options.ts";
import { pythonBest, pythonRawTimes, pythonTrial, pythonWarning } from "./python-text.ts";
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

/**
 * Times what the options say, and prints it.
 *
 * @throws StatementError as `timeit`
 */
export async function runTimeit(
  call: TimeitCall,
  where: TimeitSurroundings,
): Promise<TimeitResult> {
  const { way, statement, setup, number, repeat, clock, unit, precision, isVerbose } = call;
  const showsTrials = way === "python" && isVerbose && !call.asJson;
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
  if (call.asJson) where.out(JSON.stringify({ ...result, clock, way }, null, 1));
  else if (way === "python") printAsPython(result, call, where);
  else printAsIPython(result, call, where);
  return result;
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
