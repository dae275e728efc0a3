/**
 * What IPython's `%timeit` and `%time` print, to the byte. Source: IPython 8.12,
 * IPython/core/magics/execution.py.
 *
 * Times in seconds. Compared with the original by test/timeit-text.test.ts; the golden file is made
 * by golden/make_timeit.py.
 */
import { exactSum } from "./exact-sum.ts";
import { formatG, withCommas } from "./python-number.ts";

const UNITS = ["s", "ms", "µs", "ns"] as const;
const SCALES = [1, 1e3, 1e6, 1e9] as const;
const LONG_PARTS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
] as const;

/** "4.33 s", "10.4 ms", "1min 5s" */
export function ipythonTime(seconds: number, precision = 3): string {
  if (seconds >= 60) return longTime(seconds);
  const order = seconds > 0 ? Math.min(-Math.floor(Math.floor(log10(seconds)) / 3), 3) : 3;
  return `${formatG(seconds * SCALES[order]!, precision)} ${UNITS[order]!}`;
}

export interface Timings {
  /** Loops in a run. */
  readonly number: number;
  /** Seconds each run took. */
  readonly allRunsS: readonly number[];
}

/** Mean and POPULATION standard deviation of the seconds a loop took. */
export function ipythonMoments({ number, allRunsS }: Timings): { meanS: number; stdS: number } {
  const timings = allRunsS.map((run) => run / number);
  const meanS = exactSum(timings) / timings.length;
  const variance = exactSum(timings.map((timing) => (timing - meanS) ** 2)) / timings.length;
  return { meanS, stdS: variance ** 0.5 };
}

/** "4.33 s ± 10.4 ms per loop (mean ± std. dev. of 7 runs, 1 loop each)" */
export function ipythonResult(timings: Timings, precision = 3): string {
  const { meanS, stdS } = ipythonMoments(timings);
  const runs = timings.allRunsS.length;
  const loops = timings.number;
  return (
    `${ipythonTime(meanS, precision)} ± ${ipythonTime(stdS, precision)} per loop ` +
    `(mean ± std. dev. of ${runs} run${runs === 1 ? "" : "s"}, ` +
    `${withCommas(loops)} loop${loops === 1 ? "" : "s"} each)`
  );
}

/** What `%timeit -o` gives back, as the prompt shows it. */
export function ipythonRepr(timings: Timings, precision = 3): string {
  return `<TimeitResult : ${ipythonResult(timings, precision)}>`;
}

/** The line before the result if one run was much slower than another. */
export function ipythonWarning({ number, allRunsS }: Timings): string | undefined {
  const best = Math.min(...allRunsS) / number;
  const worst = Math.max(...allRunsS) / number;
  if (!(worst > 4 * best && best > 0 && worst > 1e-6)) return undefined;
  return (
    `The slowest run took ${(worst / best).toFixed(2)} times longer than the fastest. ` +
    "This could mean that an intermediate result is being cached."
  );
}

/** The two lines of `%time`. */
export function ipythonTimeLines(used: { userS: number; sysS: number; wallS: number }): string {
  const { userS, sysS, wallS } = used;
  const [user, sys, total] = [userS, sysS, userS + sysS].map((time) => ipythonTime(time));
  return `CPU times: user ${user}, sys: ${sys}, total: ${total}\nWall time: ${ipythonTime(wallS)}`;
}

function longTime(seconds: number): string {
  const parts: string[] = [];
  let left = seconds;
  for (const [suffix, length] of LONG_PARTS) {
    const value = Math.trunc(left / length);
    if (value > 0) {
      left %= length;
      parts.push(`${value}${suffix}`);
    }
    if (left < 1) break;
  }
  return parts.join(" ");
}

/** `Math.log10` may be an ulp below C's for exact powers of ten, and `floor` would show it. */
function log10(value: number): number {
  const near = Math.round(Math.log10(value));
  return Number(`1e${near}`) === value ? near : Math.log10(value);
}
