import { describe, expect, test } from "vitest";
import { medianRatio } from "../../claims/tool/alternate.ts";
import type { Claim } from "../../claims/tool/claim.ts";
import { measureClaim } from "../../claims/tool/measure-claim.ts";

/** A clock that only the work moves, ms. */
function machine() {
  let time = 0;
  return {
    now: () => time,
    /** @param tookMs of each call, told its number */
    work: (tookMs: (call: number) => number) => {
      let call = 0;
      return () => {
        time += tookMs(call++);
      };
    },
  };
}

describe("the ratio of two ways", () => {
  test("is that of their times", () => {
    const { now, work } = machine();

    expect(medianRatio({ slow: work(() => 3), fast: work(() => 0.5) }, { now })).toBeCloseTo(6, 9);
  });

  test("is not moved by turns that were held up", () => {
    const { now, work } = machine();
    const slow = work((call) => (call % 7 === 0 ? 40 : 3));

    expect(medianRatio({ slow, fast: work(() => 1.5) }, { now })).toBeCloseTo(2, 9);
  });

  test("is taken anew while a side still gets faster", () => {
    const { now, work } = machine();
    const slow = work((call) => (call < 12 ? 60 : 6));

    const ratio = medianRatio({ slow, fast: work(() => 3) }, { now, warmUpMs: 0, mostMs: 1e6 });

    expect(ratio).toBeCloseTo(2, 9);
  });
});

describe("a claim", () => {
  const claim: Claim = {
    id: "a",
    sentence: "It takes {} times as long.",
    unit: "x",
    range: { low: 3, high: 12 },
    measure: { method: "", processes: 5, sample: () => 0 },
  };
  const measured = (figures: number[]) => {
    let asked = 0;
    return measureClaim(claim, async () => {
      const figure = figures[asked++ % figures.length]!;
      return { node: "22.1.0", v8: "12.4", figure };
    }).then(({ verdict, figure }) => ({ verdict, asked, median: figure.median }));
  };

  test("is in range, out of range, or the machine cannot tell", async () => {
    expect(await measured([5, 6, 5.5, 5, 7])).toEqual({
      verdict: "in range",
      asked: 5,
      median: 5.5,
    });
    expect(await measured([2, 2.1, 1.9, 2, 2])).toMatchObject({ verdict: "out of range" });
    expect(await measured([2.8, 3.3, 2.9, 3.1, 3])).toMatchObject({ verdict: "inconclusive" });
  });

  test("that noise would decide gets three times the processes before that is said", async () => {
    expect(await measured([2, 4, 3.1, 2.2, 4.4])).toMatchObject({ asked: 15 });
    expect(await measured([5, 5, 2, 5, 2, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5])).toMatchObject({
      verdict: "in range",
    });
  });
});
