import { demand, exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { type CompareRun, driveCompare } from "./bench/drive-compare.ts";

const MS = 1e6;
const seeds = (many: number): number[] => Array.from({ length: many }, (_, k) => k + 1);

/** b takes so many times as long as a. */
const times = (ratio: number) => ({ a: MS, b: ratio * MS });

const count = (runs: readonly CompareRun[], verdict: string): number =>
  runs.filter((run) => run.verdict === verdict).length;

exercise("says faster and slower on a quiet machine", () => {
  const half = driveCompare({ callNs: times(0.5) });
  const double = driveCompare({ callNs: times(2) });

  expect(half.ratio, "the candidate takes half as long: the ratio is 0.5").toBeWithin(0.01, 0.5);
  expect(half.verdict, "the candidate takes half as long").toBe("faster");
  expect(double.ratio, "the candidate takes twice as long: the ratio is 2").toBeWithin(0.01, 2);
  expect(double.verdict, "the candidate takes twice as long").toBe("slower");
});

exercise("a machine that gets slower is no difference", () => {
  const run = driveCompare({ callNs: times(1), driftPerCall: 0.01, noise: 0.01 });

  const why =
    "both take as long, on a machine that gets slower all the time: who measures all of A and then all of B sees B suffer";
  expect(run.verdict, why).toBe("can't tell");
});

exercise("neither always goes first", () => {
  const run = driveCompare({ callNs: times(1), second: 1.03, noise: 0.005 });

  const why =
    "both take as long, but the second of a pair always finds a cache that the first has filled: let them take turns";
  expect(run.verdict, why).toBe("can't tell");
});

exercise("a call that was held up decides nothing", () => {
  const runs = seeds(10).map((seed) =>
    driveCompare({ callNs: times(0.7), noise: 0.05, heldUpEvery: 12, seed }),
  );

  const why = `30 % faster, and one call in 12 held up by the system: a mean would follow the few`;
  for (const run of runs) {
    expect(run.verdict, why).toBe("faster");
    expect(run.ratio, `${why}; the median stays near 0.7`).toBeWithin(0.1, 0.7);
  }
});

exercise("two that are equal: can't tell", () => {
  const runs = seeds(40).map((seed) => driveCompare({ callNs: times(1), noise: 0.1, seed }));

  const wrong = 40 - count(runs, "can't tell");
  const why = `one and the same function, compared with itself on a noisy machine: ${wrong} of 40 times you called it faster or slower. Some ratio below 1 is no proof`;
  demand(wrong <= 8, why);
});

exercise("20 % are seen through noise and drift", () => {
  const see = (ratio: number): CompareRun[] =>
    seeds(10).map((seed) =>
      driveCompare({ callNs: times(ratio), noise: 0.05, driftPerCall: 0.002, seed }),
    );

  const why = "20 % with noise of 5 %: 30 pairs are enough to tell, in all of 10 comparisons";
  expect(count(see(0.8), "faster"), why).toBe(10);
  expect(count(see(1.25), "slower"), why).toBe(10);
});
