/** What B3 says where a report line differs: it must be about what differs. */
import { expect, test } from "vitest";
import { adviceOn } from "./bench/line-advice.ts";

const IPYTHON = "4.33 s ± 10.4 ms per loop (mean ± std. dev. of 7 runs, 1 loop each)";
const MICRO = "12.5 µs ± 0 ns per loop (mean ± std. dev. of 1 run, 1,000 loops each)";
const PYTHON = "1000 loops, best of 3: 1e+03 usec per loop";

test.each([
  [IPYTHON, "1 loop each", "1 loops each", "loop, not loops: an s"],
  [IPYTHON, "4.33 s", "4.34 s", "4.34 s, not 4.33 s: the mean of all runs"],
  [IPYTHON, "4.33 s", "4330 ms", "the largest unit in which it is at least 1"],
  [IPYTHON, "10.4 ms", "11.2 ms", "divides the sum of squares by 7, not by 6"],
  [IPYTHON, "10.4 ms", "0.0104 s", "the largest unit in which it is at least 1"],
  [IPYTHON, "7 runs", "6 runs", "the number of runs"],
  [IPYTHON, "std. dev.", "std dev", "the words, signs and blanks are IPython's"],
  [MICRO, "12.5 µs", "12.5 \u03bcs", "the micro sign"],
  [MICRO, "± 0 ns", "± NaN ns", "a single run is its own mean"],
  [MICRO, "1 run,", "1 runs,", "run, not runs: an s"],
  [MICRO, "1,000", "1000", "thousands of loops with commas"],
  [PYTHON, "1000 loops", "1,000 loops", "without commas"],
  [PYTHON, "1e+03 usec", "1 msec", "before it is rounded"],
  [PYTHON, "1e+03", "1.02e+03", "the best time, not the mean"],
  [PYTHON, "best of 3", "best of 5", "as many as there are times"],
])("of %s, %s as %s: %s", (golden, part, mistake, advice) => {
  expect(adviceOn(golden.replace(part, mistake), golden)).toContain(advice);
});
