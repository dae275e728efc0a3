import { randomParticles } from "@hpts/core";
import { demand, exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { driveSuite } from "./bench/drive-suite.ts";

exercise("has the two cases, by name", async () => {
  const names = (await driveSuite()).map(({ name }) => name);

  const why = "two cases, called after what they measure";
  expect(names, why).toEqual(["evolve, 100 particles", "evolve, 1000 particles"]);
});

exercise("each runs evolve(0.1) once, on its particles", async () => {
  const cases = await driveSuite();

  for (const [i, n] of [100, 1000].entries()) {
    const runs = cases[i]?.runs ?? [];
    demand(
      runs.every((evolved) => evolved.length > 0),
      "the timed function evolved nothing: does it call evolve of the ParticleSimulator from #workbench, and wait for it?",
    );
    for (const evolved of runs) {
      expect(evolved.length, "one evolve in each run of the timed function").toBe(1);
      expect(evolved[0]?.n, `this case is about ${n} particles`).toBe(n);
      expect(evolved[0]?.dt, "the slides let 0.1 time units pass").toBe(0.1);
    }
  }
});

exercise("the particles come from seed 1, in every process", async () => {
  const cases = await driveSuite();

  const [expected] = randomParticles(1, 1);
  const why =
    "seed 1 gives the same particles today and tomorrow: a benchmark of other particles each time cannot be compared with itself";
  for (const { runs } of cases) expect(runs[0]?.[0]?.first, why).toBe(expected?.x);
});

exercise("making particles is not timed", async () => {
  const cases = await driveSuite();

  const why =
    "the timed function makes particles in every run: they belong outside of it, or the figure is of both";
  for (const { made } of cases) expect(made, why).toBe(0);
});
