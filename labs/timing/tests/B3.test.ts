import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { ipythonLine, pythonLine } from "#lab/report";
import { REPORTS } from "./golden/reports.ts";

type Report = (typeof REPORTS)[number];

const timing = ({ loops, perLoopNs }: Report) => ({
  loops,
  perLoopNs,
  bestNs: Math.min(...perLoopNs),
});

const [slides, million, , , , , , , single] = REPORTS as [Report, Report, ...Report[]];

exercise("writes the slides' line as IPython does", () => {
  const why = "the deviation of 7 runs divides the sum of squares by 7, not by 6";
  expect(ipythonLine(timing(slides)), why).toBe(slides.ipython);
});

exercise("one loop and one run, but 1,000,000 loops and 7 runs", () => {
  const why = "IPython writes thousands with commas, and an s where there are several";
  expect(ipythonLine(timing(million)), why).toBe(million.ipython);
  expect(ipythonLine(timing(single!)), "a single run: 1 run, and a deviation of 0").toBe(
    single!.ipython,
  );
});

exercise("writes every golden line of IPython's", () => {
  for (const report of REPORTS) {
    const why =
      "IPython's own line. Three digits, and a unit for mean and deviation each; µ is U+00B5, the micro sign";
    expect(ipythonLine(timing(report)), why).toBe(report.ipython);
  }
});

exercise("writes every golden line of Python's", () => {
  for (const report of REPORTS) {
    const why = "python -m timeit's own line: the best time, no commas, nsec usec msec sec";
    expect(pythonLine(timing(report)), why).toBe(report.python);
  }
});
