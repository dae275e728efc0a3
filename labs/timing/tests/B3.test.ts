import { demand, exercise } from "@hpts/labkit/test";
import { ipythonLine, pythonLine } from "#lab/report";
import { adviceOn } from "./bench/line-advice.ts";
import { REPORTS } from "./golden/reports.ts";

type Report = (typeof REPORTS)[number];

const timing = ({ loops, perLoopNs }: Report) => ({
  loops,
  perLoopNs,
  bestNs: Math.min(...perLoopNs),
});

/** Both lines in full: what differs may be a single character, far to the right. */
function same(line: string, golden: string): void {
  const why = `${adviceOn(line, golden)}\n  wanted: ${golden}\n  got:    ${line}`;
  demand(line === golden, why, same);
}

const [slides, million, , , , , , , single] = REPORTS as [Report, Report, ...Report[]];

exercise("writes the slides' line as IPython does", () => {
  same(ipythonLine(timing(slides)), slides.ipython);
});

exercise("7 runs and 1,000,000 loops, but 1 run and 1 loop", () => {
  same(ipythonLine(timing(million)), million.ipython);
  same(ipythonLine(timing(single!)), single!.ipython);
});

exercise("writes every golden line of IPython's", () => {
  for (const report of REPORTS) same(ipythonLine(timing(report)), report.ipython);
});

exercise("writes every golden line of Python's", () => {
  for (const report of REPORTS) same(pythonLine(timing(report)), report.python);
});
