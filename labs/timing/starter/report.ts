import { todo } from "@hpts/labkit";
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
  todo("B3: mean, deviation, runs and loops in IPython's words");
}

/**
 * B3. The line of `python -m timeit`, with the units sec, msec, usec and nsec:
 *
 *     5 loops, best of 3: 93.3 msec per loop
 *     1 loop, best of 5: 1.2 sec per loop
 */
export function pythonLine({ loops, perLoopNs, bestNs }: Timing): string {
  todo("B3: loops, repeats and the best time in Python's words");
}
