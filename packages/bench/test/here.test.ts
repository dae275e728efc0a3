/** `run`: cases in the process of whoever asks. */
import { describe, expect, test } from "vitest";
import { bench, run } from "../src/index.ts";

const QUICK = { timeMs: 2, warmupMs: 20 };

describe("run", () => {
  test("gives a record for each case and size, with times and without an interval", async () => {
    const sum = bench("sum", {
      params: { n: [10, 1000] },
      inputs: ({ n = 0 }) => [Array.from({ length: n }, (_, i) => i)],
      fn: (xs: number[]) => xs.reduce((a, b) => a + b, 0),
    });

    const records = await run([sum], QUICK);

    expect(records.map(({ params, status }) => [params["n"], status])).toEqual([
      [10, "ok"],
      [1000, "ok"],
    ]);
    expect(records[0]!.stats!.wall.p50).toBeGreaterThan(0);
    expect(records[0]!.stats!.wall.ci95).toBeUndefined();
    expect(records[0]!.generations[0]!.pid).toBe(process.pid);
  });

  test("a case that fails takes no other along", async () => {
    const bad = bench("bad", {
      fn: () => {
        throw new RangeError("no luck");
      },
    });

    const [failed, fine] = await run([bad, bench("fine", { fn: () => 1 })], QUICK);

    expect(failed).toMatchObject({
      status: "error",
      stats: null,
      error: { code: "HPTS_BENCH_THREW", message: "throws RangeError: no luck" },
    });
    expect(fine!.status).toBe("ok");
  });
});
