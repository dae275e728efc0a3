import { threeDigits } from "./digits.ts";
import type { Timing } from "./timeit.ts";

/**
 * B3. The line of IPython's %timeit:
 *
 *     4.33 s ± 10.4 ms per loop (mean ± std. dev. of 7 runs, 1 loop each)
 *     323 ns ± 105 ns per loop (mean ± std. dev. of 7 runs, 1,000,000 loops each)
 *
 * Each time has the largest of the units s, ms, µs and ns in which it is at least 1 (below 1 ns:
 * ns). The deviation is that of all runs: the sum of squares is divided by their number.
 */
export function ipythonLine({ loops, perLoopNs }: Timing): string {
  const runs = perLoopNs.length;
  const mean = total(perLoopNs) / runs;
  // Divided by the number of runs, not by one less: IPython takes these runs for all there are.
  const variance = total(perLoopNs.map((ns) => (ns - mean) ** 2)) / runs;
  const [middle, spread] = [mean, Math.sqrt(variance)].map((ns) => withUnit(ns, IPYTHON));
  const of = `of ${plural(runs, "run")}, ${plural(loops, "loop")} each`;
  return `${middle} ± ${spread} per loop (mean ± std. dev. ${of})`;
}

/**
 * B3. The line of `python -m timeit`, with the units sec, msec, usec and nsec:
 *
 *     5 loops, best of 3: 93.3 msec per loop
 *     1 loop, best of 5: 1.2 sec per loop
 */
export function pythonLine({ loops, perLoopNs, bestNs }: Timing): string {
  const many = `${loops} ${loops === 1 ? "loop" : "loops"}`; // without a comma, unlike IPython
  return `${many}, best of ${perLoopNs.length}: ${withUnit(bestNs, PYTHON)} per loop`;
}

/** From the largest to the smallest, each a thousand of the next. */
const IPYTHON = ["s", "ms", "µs", "ns"];
const PYTHON = ["sec", "msec", "usec", "nsec"];

function withUnit(ns: number, units: readonly string[]): string {
  let value = ns;
  let unit = units.length - 1;
  for (; unit > 0 && value >= 1000; unit--) value /= 1000;
  return `${threeDigits(value)} ${units[unit]}`;
}

const plural = (count: number, what: string): string => `${count.toLocaleString("en-US")} ${what}s`;

const total = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);
