/**
 * What `python3 -m timeit` prints, to the byte. Source: CPython 3.11, Lib/timeit.py, `main`.
 *
 * Times in seconds, as there. Compared with the original by test/timeit-text.test.ts; the golden
 * file is made by golden/make_timeit.py.
 */
import { formatG } from "./python-number.ts";

export const PYTHON_UNITS = { nsec: 1e-9, usec: 1e-6, msec: 1e-3, sec: 1 } as const;
export type PythonUnit = keyof typeof PYTHON_UNITS;

export interface PythonLook {
  /** @default the largest unit that gives at least 1; nsec below */
  readonly unit?: PythonUnit | undefined;
  /** Significant digits. @default 3 */
  readonly precision?: number | undefined;
}

export function isPythonUnit(word: string): word is PythonUnit {
  return Object.hasOwn(PYTHON_UNITS, word);
}

/** "901 nsec" */
export function pythonTime(seconds: number, { unit, precision = 3 }: PythonLook = {}): string {
  const fitting = unit ?? fittingUnit(seconds);
  return `${formatG(seconds / PYTHON_UNITS[fitting], precision)} ${fitting}`;
}

function fittingUnit(seconds: number): PythonUnit {
  const names = Object.keys(PYTHON_UNITS).reverse() as PythonUnit[];
  return names.find((name) => seconds >= PYTHON_UNITS[name]) ?? "nsec";
}

/** With -v, a line for each number of loops that was tried. */
export function pythonTrial(number: number, seconds: number, precision = 3): string {
  return `${number} loop${number === 1 ? "" : "s"} -> ${formatG(seconds, precision)} secs`;
}

/** With -v. */
export function pythonRawTimes(allRunsS: readonly number[], look: PythonLook = {}): string {
  return `raw times: ${allRunsS.map((run) => pythonTime(run, look)).join(", ")}`;
}

/** "200000 loops, best of 5: 901 nsec per loop" */
export function pythonBest(
  number: number,
  allRunsS: readonly number[],
  look: PythonLook = {},
): string {
  const best = pythonTime(Math.min(...perLoop(number, allRunsS)), look);
  return `${number} loop${number === 1 ? "" : "s"}, best of ${allRunsS.length}: ${best} per loop`;
}

/** The line on stderr if the slowest run took four times as long as the fastest, or longer. */
export function pythonWarning(
  number: number,
  allRunsS: readonly number[],
  look: PythonLook = {},
): string | undefined {
  const timings = perLoop(number, allRunsS);
  const [best, worst] = [Math.min(...timings), Math.max(...timings)];
  if (!(worst >= best * 4)) return undefined;
  return (
    ":0: UserWarning: The test results are likely unreliable. " +
    `The worst time (${pythonTime(worst, look)}) was more than four times slower than ` +
    `the best time (${pythonTime(best, look)}).`
  );
}

function perLoop(number: number, allRunsS: readonly number[]): number[] {
  return allRunsS.map((run) => run / number);
}
