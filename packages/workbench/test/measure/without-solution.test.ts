/** Measuring in the course as students have it: without solutions. */
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "@hpts/labkit/lab";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inChild } from "../../src/measure/in-child.ts";
import { measuresOf } from "../../src/measure/measurable.ts";
import type { BenchmarkResult } from "../../src/measure/results.ts";
import { type CourseCopy, courseCopy } from "./support/course-copy.ts";

const PATIENCE = { timeout: 120_000 };

let course: CourseCopy;
beforeEach(() => {
  course = courseCopy("modeling", "profiling");
});
afterEach(() => course.remove());

function withoutSolution(id: string): Lab {
  const lab = course.lab(id);
  rmSync(join(lab.dir, "solution"), { recursive: true });
  return lab;
}

const benchmark = (lab: Lab, name: string): Promise<BenchmarkResult> =>
  inChild<BenchmarkResult>({
    ...{ lab, kind: "benchmark", options: { case: name, guess: "faster", isQuick: true } },
    ...{ signal: new AbortController().signal, report: () => {} },
  });

test(
  "with tiers: against the starter, and the solution's figure is said to be missing",
  PATIENCE,
  async () => {
    const found = await benchmark(withoutSolution("profiling"), "P4");

    expect(found).toMatchObject({ baseline: "handed-out", isSolutionKept: true });
    expect(found.trouble).toBeUndefined();
    expect(found.you).toHaveProperty("ratio");
    expect(found.solution).toBeUndefined();
  },
);

test(
  "without tiers: nothing to stand beside, no guess counts, and the times are drawn",
  PATIENCE,
  async () => {
    course.solve("modeling");
    const lab = withoutSolution("modeling");

    expect(measuresOf(lab).cases[0]).toMatchObject({ rival: "none" });
    const found = await benchmark(lab, "evolve");

    expect(found.baseline).toBe("none");
    expect(found.trouble).toBeUndefined();
    expect([found.you, found.prediction, found.charts.speedup]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(found.charts.distribution).toBeDefined();
  },
);

test("without tiers, code that is not written yet is said in words", PATIENCE, async () => {
  const found = await benchmark(withoutSolution("modeling"), "evolve");

  expect(found.trouble).toMatchObject({ kind: "todo" });
});

test("the next run stands beside the code of the last one", PATIENCE, async () => {
  course.solve("modeling");
  const lab = withoutSolution("modeling");
  await benchmark(lab, "evolve");
  cpSync(join(lab.dir, "starter/motion.ts"), join(lab.dir, "starter/motion-before.ts"));

  expect(measuresOf(lab).cases[0]).toMatchObject({ rival: "last" });
});
