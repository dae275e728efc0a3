import { describe, expect, test } from "vitest";
import { batchMsFor, isCalibrated, isClockTooCoarse, nextCalls } from "../src/batch/calibrate.ts";
import { consumeOf, makeLoop } from "../src/batch/loop.ts";
import { BatchRing } from "../src/batch/ring.ts";
import { isSteady, wasPlateau } from "../src/batch/steady.ts";
import { measureTimer } from "../src/clock.ts";
import { bench } from "../src/index.ts";
import { measureCase, type Surroundings } from "../src/measure/measure-case.ts";

/** A clock that stands still but for what the measured code does. */
class FakeClock {
  ms = 0;
  /** What V8 is made to say. */
  status = (): number => 0;
  readonly cpuClock = "none";
  nowMs = (): number => this.ms;
  readCpu = (into: Float64Array): void => {
    into[0] = this.ms * 1e6;
    into[1] = 0;
  };

  around(): Surroundings {
    return {
      clock: this,
      timer: { costNs: 0, stepNs: 1 },
      statusOf: () => this.status(),
      emptyCallNs: async () => 1,
      emptyTurnNs: async () => 0.4,
    };
  }
}

/** Bits of V8's OptimizationStatus: a function, in its baseline code, being compiled; and compiled. */
const OPTIMIZING = 0b1000_0100_0000_0001;
const TURBOFAN = 0b101_0001;
const OPTIONS = { timeMs: 30, warmupMs: 500 };

describe("the generated loop", () => {
  const add = (x: unknown): number => (x as number) + 1;
  const sync = { consume: "sum", isAsync: false, isChained: false } as const;

  test("calls k times with the inputs in turn, and gives the sum", () => {
    expect(makeLoop(sync)(add, [10, 20, 30], 3, 4)).toBe(11 + 21 + 31 + 11);
  });

  test("gives the last result of what cannot be summed", () => {
    const loop = makeLoop({ ...sync, consume: "last" });

    expect(loop((x) => ({ x }), [1, 2], 2, 3)).toEqual({ x: 1 });
  });

  test("hands a chained function what it returned last", () => {
    expect(makeLoop({ ...sync, isChained: true })(add, [10], 1, 5)).toBe(15);
  });

  test("awaits each call of an async function", async () => {
    const loop = makeLoop({ ...sync, isAsync: true });

    expect(await loop(async (x) => x, [1, 2], 2, 3)).toBe(4);
  });

  test("has a text that no other loop has: V8 would share what it learns", () => {
    expect(makeLoop(sync)).not.toBe(makeLoop(sync));
    expect(String(makeLoop(sync))).toBe(String(makeLoop(sync))); // the difference stands before it
  });

  test("sums numbers and booleans, and keeps everything else", () => {
    expect([1, true, "a", undefined, null, {}].map(consumeOf)).toEqual([
      "sum",
      "sum",
      "last",
      "last",
      "last",
      "last",
    ]);
  });
});

describe("calls in a batch", () => {
  test("are doubled until the clock can tell, then in proportion", () => {
    expect(nextCalls(1, 0, 1.5)).toBe(2);
    expect(nextCalls(64, 0.05, 1.5)).toBe(128);
    expect(nextCalls(100, 0.5, 1.5)).toBe(300);
    expect(nextCalls(100, 15, 1.5)).toBe(10);
    expect(nextCalls(1, 15, 1.5)).toBe(1);
    expect(nextCalls(100, 0.5, 1.5, 120)).toBe(120);
  });

  test("are right within a third of the target, or where they cannot change", () => {
    expect([0.9, 1.1, 1.9, 2.1].map((ms) => isCalibrated(8, ms, 1.5))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isCalibrated(1, 400, 1.5)).toBe(true);
    expect(isCalibrated(120, 0.5, 1.5, 120)).toBe(true);
  });

  test("take longer where the clock is coarse, until that does not help", () => {
    expect([10, 1e4, 1e5, 1e6].map(batchMsFor)).toEqual([1.5, 1.5, 10, 20]);
    expect([1e5, 2e5, 1e6].map(isClockTooCoarse)).toEqual([false, false, true]);
  });
});

describe("warm-up", () => {
  test("is over after five batches within 5 % of their median", () => {
    expect(isSteady([100, 101, 99, 100])).toBe(false);
    expect(isSteady([900, 100, 101, 99, 100, 104])).toBe(true);
    expect(isSteady([100, 101, 99, 100, 106])).toBe(false);
  });

  test("was not over if the samples get much faster later", () => {
    const plateau = [...Array(20).fill(36), ...Array(40).fill(7.3)] as number[];

    expect(wasPlateau(plateau)).toBe(true);
    expect(wasPlateau(Array(60).fill(7.3))).toBe(false);
    expect(wasPlateau([36, 7, 7])).toBe(false); // too few to tell
  });
});

describe("the records of batches", () => {
  test("keep the latest 4096", () => {
    const ring = new BatchRing();
    for (let i = 0; i < 5000; i++) ring.push(i, i + 0.5, 1, 2, i, 7);

    const records = ring.records();

    expect(records).toHaveLength(4096);
    expect(records[0]!.k).toBe(5000 - 4096);
    expect(records.at(-1)).toEqual({
      wallNs: 0.5e6,
      cpuNs: 1,
      waitNs: 2,
      gcN: 0,
      gcNs: 0,
      k: 4999,
      checksum: 7,
    });
  });

  test("take a collection into the batch in which it began, or none", () => {
    const ring = new BatchRing();
    for (let i = 0; i < 5000; i++) ring.push(i, i + 0.5, 1, 2, i, 7);
    ring.addCollection(4000.25, 2);
    ring.addCollection(4000.75, 2); // between two batches
    ring.addCollection(3, 2); // long gone
    ring.addCollection(9000, 2); // after the last

    const hit = ring.records().filter(({ gcN }) => gcN > 0);

    expect(hit.map(({ k, gcN, gcNs }) => [k, gcN, gcNs])).toEqual([[4000, 1, 2e6]]);
  });
});

describe("a case under a clock of our own", () => {
  test("gets the very time that its calls take", async () => {
    const clock = new FakeClock();
    const fn = (x: number): number => {
      clock.ms += 0.002;
      return x;
    };

    const measured = await measureCase(
      bench("2 µs", { inputs: [1, 2], fn }),
      {},
      clock.around(),
      OPTIONS,
    );

    expect(measured.seen.callNs).toBeCloseTo(2000, 3);
    expect(measured.firstCallNs).toBeCloseTo(2000, 3);
    expect(measured.k).toBe(750);
    expect(measured.batches).toHaveLength(20); // 30 ms of 1.5 ms
    expect(measured.seen.isSteady).toBe(true);
  });

  test("is not charged for setup or for new inputs", async () => {
    const clock = new FakeClock();
    const cost = (): void => {
      clock.ms += 5;
    };
    const inputs = (): number[][] => {
      cost();
      return [[3, 1, 2]];
    };
    const fn = (xs: number[]): number[] => {
      clock.ms += 0.1;
      return xs.sort();
    };

    const measured = await measureCase(
      bench("sort", { inputs, setup: cost, fn }),
      {},
      clock.around(),
      OPTIONS,
    );

    expect(measured.seen.callNs).toBeCloseTo(100_000, 1);
    expect(measured.seen.areInputsRenewed).toBe(true);
  });

  test("that gets faster later is warmed up further, and the plateau is thrown away", async () => {
    const clock = new FakeClock();
    let calls = 0;
    const fn = (x: number): number => {
      clock.ms += ++calls > 500 ? 0.1 : 0.5;
      return x;
    };

    const measured = await measureCase(bench("tiers", { inputs: [1], fn }), {}, clock.around(), {
      timeMs: 300,
      warmupMs: 500,
    });

    expect(measured.seen.callNs).toBeCloseTo(100_000, 1);
    expect(measured.warmupBatches).toBeGreaterThan(100);
    expect(measured.seen.isSteady).toBe(true);
  });

  test("is warmed up for as long as V8 has other code for it under way", async () => {
    const clock = new FakeClock();
    const fn = (x: number): number => {
      clock.ms += 0.1;
      return x;
    };
    // Two looks a batch: for 64 of them it is being compiled.
    let looks = 0;
    clock.status = () => (looks++ < 128 ? OPTIMIZING : TURBOFAN);

    const measured = await measureCase(
      bench("late", { inputs: [1], fn }),
      {},
      clock.around(),
      OPTIONS,
    );

    expect(measured.warmupBatches).toBeGreaterThan(64);
    expect(measured.tier).toBe("turbofan");
    expect(measured.seen.isSteady).toBe(true);
  });

  test("that never becomes steady is measured after the longest warm-up", async () => {
    const clock = new FakeClock();
    let calls = 0;
    const fn = (x: number): number => {
      clock.ms += calls++ % 2 === 0 ? 1.2 : 3;
      return x;
    };

    const measured = await measureCase(
      bench("uneven", { inputs: [1], fn }),
      {},
      clock.around(),
      OPTIONS,
    );

    expect(measured.seen.isSteady).toBe(false);
    expect(measured.batches.length).toBeGreaterThanOrEqual(5);
  });

  test("that changes its result in the middle is refused", async () => {
    const clock = new FakeClock();
    let calls = 0;
    const fn = (x: number): number => {
      clock.ms += 0.1;
      return ++calls > 700 ? x + 1 : x;
    };

    const measuring = measureCase(bench("turns", { inputs: [1], fn }), {}, clock.around(), OPTIONS);

    await expect(measuring).rejects.toThrow("gives another result for the same inputs");
  });

  test("with a check of its own may give what it likes, if the check agrees", async () => {
    const clock = new FakeClock();
    const fn = (): number => {
      clock.ms += 0.1;
      return Math.random();
    };
    const random = bench("random", { fn, check: (x) => x >= 0 && x < 1 });

    const measured = await measureCase(random, {}, clock.around(), OPTIONS);

    expect(measured.seen.callNs).toBeCloseTo(100_000, 1);
  });
});

describe("the timer", () => {
  test("has the cost of a look and the smallest step that was seen", () => {
    let looks = 0;
    const { costNs, stepNs } = measureTimer({ nowMs: () => Math.floor(looks++ / 4) * 0.001 });

    expect(stepNs).toBeCloseTo(1000, 6);
    expect(costNs).toBeCloseTo(250, -1);
  });
});
