import { demand, exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { driveAutorange, driveTimeit, driveTurns } from "./bench/drive-timeit.ts";

/** A call of 40 ns, and a clock as computers have it: steps of 100 ns, 50 ns for a look. */
const SHORT = { callNs: { work: 40 }, stepNs: 100, lookNs: 50 };
const MS = 1e6;

exercise("times 40 ns with a clock that has steps of 100 ns", async () => {
  const run = await driveTimeit(SHORT, { number: 10_000, repeat: 3 });

  demand(
    run.looks > 0,
    "your code never looked at the clock it was given, `now`. Date.now() would not do: it counts milliseconds, and 25,000 such calls fit into one",
  );
  demand(
    run.looks <= 20,
    `looked at the clock ${run.looks} times for 3 batches: a look costs as much as a call, and its step is longer. Look once before all calls of a batch, and once after`,
  );
  const why = "10,000 calls of 40 ns: divide the time of a batch by its number of calls, 10,000";
  expect(run.timing.bestNs, why).toBeWithin(0.1, 40);
});

exercise("calls number times, repeat times over", async () => {
  const run = await driveTimeit({ callNs: { work: 1000 } }, { number: 7, repeat: 4 });

  const why = "perLoopNs has one value for each of the 4 repeats: best of 1 is no best";
  expect(run.timing.perLoopNs.length, why).toBe(4);
  expect(run.timing.loops, "loops is the number of calls in a batch").toBe(7);
  demand(run.calls >= 28, `number 7, repeat 4: 28 calls, yet only ${run.calls} were made`);
});

exercise("repeats 5 times unless told otherwise", async () => {
  const run = await driveTimeit({ callNs: { work: 1000 } }, { number: 7 });

  expect(run.timing.perLoopNs.length, "Python's timeit repeats 5 times").toBe(5);
});

exercise("gives the time of one call, whatever number and repeat are", async () => {
  for (const [number, repeat] of [
    [1, 3],
    [100, 3],
    [3, 20],
  ] as const) {
    const { timing } = await driveTimeit({ callNs: { work: 2000 } }, { number, repeat });

    const why = `each call takes 2000 ns, in ${repeat} batches of ${number}: divide a batch by number, not by repeat`;
    for (const ns of timing.perLoopNs) expect(ns, why).toBeWithin(1, 2000);
  }
});

exercise("the best is the smallest, and warm-up is not in it", async () => {
  const warmUp = { calls: 10, times: 50 };
  const { timing } = await driveTimeit(
    { callNs: { work: 1000 }, warmUp },
    { number: 10, repeat: 4 },
  );

  const isListed = timing.perLoopNs.some((ns) => ns === 50_000);
  demand(isListed, "the first batch takes 50,000 ns a call, which perLoopNs does not list");
  const order = "perLoopNs is in the order of the batches: sort() changes the array itself";
  expect(timing.perLoopNs[0], order).toBe(50_000);
  const why =
    "the first batch is warm-up: the mean includes it, the smallest of the repeats does not";
  expect(timing.bestNs, why).toBe(1000);
});

exercise("waits for what gives a promise", async () => {
  const run = await driveTimeit({ callNs: { work: 5000 } }, { number: 10, repeat: 2, later: true });

  const why =
    "each call gives a promise, and is over when the promise is: who awaits nothing times the making of promises";
  expect(run.timing.bestNs, why).toBe(5000);
});

exercise("waits for nothing else", async () => {
  const turns = await driveTurns(1000);

  demand(
    turns < 100,
    `${turns} of 1000 calls had to wait for the one before, though it gives no promise: an await costs some 100 ns even where there is nothing to wait for, which is more than a short call takes. Await only what is a Promise`,
  );
});

exercise("autorange finds the first of 1, 2, 5, 10 ... that takes 0.2 s", async () => {
  const found = async (work: number): Promise<number> => driveAutorange({ callNs: { work } });

  expect(await found(300 * MS), "0.3 s: one call is enough").toBe(1);
  expect(await found(100 * MS), "0.1 s: two calls take exactly 0.2 s").toBe(2);
  expect(await found(50 * MS), "0.05 s: 2 calls are too short, then comes 5").toBe(5);
  expect(await found(30 * MS), "0.03 s: 5 calls are too short, then comes 10").toBe(10);
  expect(await found(0.15 * MS), "0.15 ms: 1000 calls take 0.15 s, then comes 2000").toBe(2000);
});

exercise("uses autorange where no number is given", async () => {
  const { timing } = await driveTimeit({ callNs: { work: 30 * MS } }, { repeat: 3 });

  expect(timing.loops, "calls of 0.03 s: autorange finds 10").toBe(10);
  expect(timing.bestNs, "and one of them takes 0.03 s").toBe(30 * MS);
});
