import { demand, exercise } from "@hpts/labkit/test";
import { ipythonLine, pythonLine } from "#lab/report";
import { REPORTS } from "./golden/reports.ts";

type Report = (typeof REPORTS)[number];

const timing = ({ loops, perLoopNs }: Report) => ({
  loops,
  perLoopNs,
  bestNs: Math.min(...perLoopNs),
});

/** Both lines in full: what differs may be a single character, far to the right. */
function same(line: string, golden: string, why: string): void {
  demand(line === golden, `${why}\n  wanted: ${golden}\n  got:    ${line}`);
}

const [slides, million, , , , , , , single] = REPORTS as [Report, Report, ...Report[]];

exercise("writes the slides' line as IPython does", () => {
  const why = "the deviation of 7 runs divides the sum of squares by 7, not by 6";
  same(ipythonLine(timing(slides)), slides.ipython, why);
});

exercise("7 runs and 1,000,000 loops, but 1 run and 1 loop", () => {
  const why = "IPython writes thousands with commas, and an s where there are several";
  same(ipythonLine(timing(million)), million.ipython, why);
  const whyOne = "a single run is 1 run, and its deviation is 0";
  same(ipythonLine(timing(single!)), single!.ipython, whyOne);
});

exercise("writes every golden line of IPython's", () => {
  const why =
    "a unit each for mean and deviation, the largest in which it is 1 or more; µ is U+00B5, the micro sign";
  for (const report of REPORTS) same(ipythonLine(timing(report)), report.ipython, why);
});

exercise("writes every golden line of Python's", () => {
  const why = "the best time and no commas; nsec, usec, msec, sec";
  for (const report of REPORTS) same(pythonLine(timing(report)), report.python, why);
});
