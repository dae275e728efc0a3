/** `timeit(...)`: a statement or a function timed as Python's timeit or IPython's %timeit do it. */
import { type CodeToTime, compileLoop } from "./compile.ts";
import { functionLoop } from "./function-loop.ts";
import { ipythonMoments, ipythonRepr, ipythonResult } from "./ipython-text.ts";
import { type PythonUnit, pythonBest } from "./python-text.ts";
import {
  autorange,
  type Clock,
  cpuClock,
  type Loop,
  powersOfTen,
  repeatRuns,
  wallClock,
} from "./timer.ts";

export interface TimeitOptions extends Omit<CodeToTime, "statement" | "setup"> {
  /** TypeScript or a function; done anew before each run, not timed. */
  readonly setup?: string | (() => void) | undefined;
  /** Loops in a run. @default as many as take 0.2 s or longer */
  readonly number?: number | undefined;
  /** Runs. @default 5; 7 in IPython's way */
  readonly repeat?: number | undefined;
  /** Wall time, CPU time of the process, or seconds from anywhere. @default "wall" */
  readonly clock?: "wall" | "cpu" | Clock | undefined;
  /** Find the loops and show the result as IPython does. @default false: as Python does */
  readonly ipython?: boolean | undefined;
  /** Python's way only. @default the one that fits */
  readonly unit?: PythonUnit | undefined;
  /** Significant digits. @default 3 */
  readonly precision?: number | undefined;
  /** Called for each number of loops that was tried. */
  readonly tried?: ((number: number, seconds: number) => void) | undefined;
}

/** The fields of IPython's TimeitResult; times in seconds. */
export interface TimeitResult {
  readonly loops: number;
  readonly repeat: number;
  /** Of a loop. */
  readonly bestS: number;
  readonly worstS: number;
  readonly averageS: number;
  /** Standard deviation of the population, as IPython takes it. */
  readonly stdevS: number;
  /** Of a run. */
  readonly allRunsS: readonly number[];
  /** Of a loop, in each run. */
  readonly timingsS: readonly number[];
  /** How long it took to make the loop. */
  readonly compileTimeS: number;
  /** The line that Python prints. */
  toString(): string;
  /** The line that IPython prints. */
  toIPython(): string;
  /** What IPython shows of the result of `%timeit -o`. */
  toRepr(): string;
}

/**
 * @example await timeit("Math.hypot(x, 4)", { setup: "const x = 3" })
 * @throws StatementError if the code does not parse, or throws
 * @throws RangeError for a number or repeat that is none
 */
export async function timeit(
  statement: string | (() => unknown),
  options: TimeitOptions = {},
): Promise<TimeitResult> {
  const { ipython = false, clock = "wall", tried } = options;
  const { number = 0, repeat = ipython ? 7 : 5 } = options;
  demandCount("number", number, 0);
  demandCount("repeat", repeat, 1);
  const begin = wallClock();
  const loop = await loopOf(statement, options);
  const compileTimeS = wallClock() - begin;
  const seconds = typeof clock === "function" ? clock : { wall: wallClock, cpu: cpuClock }[clock];
  const find = ipython ? powersOfTen : autorange;
  const loops = number === 0 ? await find(loop, seconds, tried) : number;
  const allRunsS = await repeatRuns(loop, seconds, { number: loops, repeat });
  return resultOf({ loops, allRunsS, compileTimeS }, options);
}

function loopOf(statement: string | (() => unknown), options: TimeitOptions): Promise<Loop> {
  const { setup, baseDir, globals } = options;
  if (typeof statement === "function") return functionLoop(statement, setup);
  if (typeof setup === "function") {
    const withSetup = { ...globals, __setup: setup };
    return compileLoop({ statement, baseDir, setup: "__setup()", globals: withSetup });
  }
  return compileLoop({ statement, setup, baseDir, globals });
}

function demandCount(name: string, count: number, least: number): void {
  if (Number.isSafeInteger(count) && count >= least) return;
  throw new RangeError(`${name} must be a whole number from ${least} on, got ${count}`);
}

function resultOf(
  measured: { loops: number; allRunsS: readonly number[]; compileTimeS: number },
  { unit, precision }: TimeitOptions,
): TimeitResult {
  const { loops, allRunsS, compileTimeS } = measured;
  const timings = { number: loops, allRunsS };
  const { meanS, stdS } = ipythonMoments(timings);
  const timingsS = allRunsS.map((run) => run / loops);
  return {
    loops,
    repeat: allRunsS.length,
    bestS: Math.min(...timingsS),
    worstS: Math.max(...timingsS),
    averageS: meanS,
    stdevS: stdS,
    allRunsS,
    timingsS,
    compileTimeS,
    toString: () => pythonBest(loops, allRunsS, { unit, precision }),
    toIPython: () => ipythonResult(timings, precision),
    toRepr: () => ipythonRepr(timings, precision),
  };
}
