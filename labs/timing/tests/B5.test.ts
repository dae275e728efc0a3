import { demand, exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { driveBenchmark, driveKinds } from "./bench/drive-benchmarks.ts";

/** On the simulated machine: 1000 waves of 20 ns. */
const WAVES_NS = 20_000;
/** 100 sums of 1000 numbers, 1 ns each. */
const SUMS_NS = 100_000;
/** 10 times 1000 numbers in no order, 100 ns each. */
const SORTS_NS = 1_000_000;
/** 500 sums of 1000 numbers of one kind. */
const KIND_NS = 500_000;
const KINDS = 6;

const times = (shown: number, truth: number): string =>
  `it shows ${Number((shown / truth).toPrecision(2))} times the true time`;

exercise("waves: what is computed is used", async () => {
  const { timed, sunk, shownNs } = await driveBenchmark("waves");

  expect(timed.waves, "1000 waves belong between start and stop").toBe(1000);
  const why =
    "nobody uses the waves, and a compiler may leave out what nobody uses: give each result to sink";
  demand(Math.abs(sunk) > 100, why);
  expect(timed.numbers, "the numbers are made before the watch starts").toBe(0);
  demand(shownNs === WAVES_NS, times(shownNs, WAVES_NS));
});

exercise("sums: only adding up is timed", async () => {
  const { timed, sunk, shownNs } = await driveBenchmark("sums");

  const why = `${timed.numbers.toLocaleString("en-US")} numbers are made while the watch runs, and ${times(shownNs, SUMS_NS)}: setup belongs before the start`;
  demand(timed.numbers === 0, why);
  expect(timed.sums, "100 sums belong between start and stop").toBe(100);
  demand(sunk > 0, "the sums are no longer used: give them to sink");
  demand(shownNs === SUMS_NS, times(shownNs, SUMS_NS));
});

exercise("sorts: every sort gets something to sort", async () => {
  const { timed, shownNs } = await driveBenchmark("sorts");

  expect(timed.sorts, "10 sorts belong between start and stop").toBe(10);
  const why = `${timed.sorted} of 10 sorts get what the sort before has sorted, and ${times(shownNs, SORTS_NS)}: each needs numbers of its own`;
  demand(timed.sorted === 0, why);
  expect(timed.numbers, "numbers are made while the watch runs: setup belongs before it").toBe(0);
  demand(shownNs === SORTS_NS, times(shownNs, SORTS_NS));
});

exercise("kinds: no kind suffers from those before it", async () => {
  const { given, timed, sunk, shownNs } = await driveKinds();

  const kinds = Object.entries(given);
  expect(kinds.length, "six kinds are measured").toBe(KINDS);
  const sums = "500 sums of each of six kinds belong between start and stop, 3000 in all";
  expect(timed.sums, sums).toBe(500 * KINDS);
  demand(sunk > 0, "the sums are no longer used: give them to sink");
  for (const [kind, ns] of kinds) {
    const isShown = shownNs === KIND_NS * KINDS;
    const why = isShown
      ? "The watch showed the true time: what kinds gives is what watch.stop() gave"
      : "Which arrays has the function seen before? Another order only moves the fault: measure each kind with a function of its own";
    demand(ns === KIND_NS, `${kind}: ${times(ns, KIND_NS)}. ${why}`);
  }
});
