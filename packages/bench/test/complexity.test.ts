import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KLASSES, type Klass, shapeOf } from "../src/complexity/classes.ts";
import { fitComplexity } from "../src/complexity/fit.ts";
import { parseSizes } from "../src/complexity/sizes.ts";
import { splitMix } from "../src/stats/bootstrap.ts";

const SIZES = [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
/** 2^n leaves the numbers at 1024. */
const SMALL_SIZES = [4, 6, 8, 10, 12, 14, 16];

function sizesFor(klass: Klass): number[] {
  return klass === "2^n" || klass === "n^3" ? SMALL_SIZES : SIZES;
}

/** Times of a class, each of three samples up to `noise` slower. */
function timesOf(klass: Klass, factor: number, noise: number, random: () => number): number[][] {
  return sizesFor(klass).map((n) =>
    [0, 1, 2].map(() => factor * shapeOf(klass, n) * (1 + noise * random())),
  );
}

describe("fitComplexity", () => {
  test.each(KLASSES)("finds %s in exact times, whatever the factor", (klass) => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (factor) => {
        const fit = fitComplexity(
          sizesFor(klass),
          timesOf(klass, factor, 0, () => 0),
        );
        expect(fit.best).toBe(klass);
        expect(fit.table[0]!.relErr).toBeLessThan(1e-9);
      }),
    );
  });

  test.each(KLASSES)("finds %s in times with 10 %% of one-sided noise", (klass) => {
    const random = splitMix(3);
    for (let trial = 0; trial < 100; trial++) {
      const fit = fitComplexity(sizesFor(klass), timesOf(klass, 20, 0.1, random));
      expect(fit.best).toBe(klass);
    }
  });

  test("says yes to a class that is not exceeded, no to one that is", () => {
    const fit = fitComplexity(
      SIZES,
      timesOf("n log n", 5, 0, () => 0),
    );

    expect([fit.atMost("n log n"), fit.atMost("n^2"), fit.atMost("log n")]).toEqual([
      "yes",
      "yes",
      "no",
    ]);
  });

  test("says unclear when the class asked for fits nearly as well as its neighbour", () => {
    const between = SIZES.map((n) => [n * Math.sqrt(Math.log2(n)) * 1.001]);
    const fit = fitComplexity(SIZES, between);

    expect(fit.best).toMatch(/^n( log n)?$/);
    expect(fit.confidence).toBeLessThan(2);
    expect(fit.atMost("n")).not.toBe("no");
  });

  test("gives the curve of the best class for drawing", () => {
    const fit = fitComplexity([1, 2, 4, 8], [[3], [6], [12], [24]]);

    expect(fit.points).toEqual([
      { n: 1, ns: 3, fitNs: 3 },
      { n: 2, ns: 6, fitNs: 6 },
      { n: 4, ns: 12, fitNs: 12 },
      { n: 8, ns: 24, fitNs: 24 },
    ]);
  });

  test.each([
    [[1, 2], [[1], [2]], "a fit needs 4 different sizes or more, got 2"],
    [[1, 2, 3, 4], [[1]], "4 sizes need as many lists of times, got 1"],
    [[1, 2, 3, 4], [[1], [2], [0], [3]], "the times for n = 3 must be positive, got 0"],
    [[1, 2, 3, -4], [[1], [2], [3], [3]], "sizes must be positive, got -4"],
    [[1, 2, 3, 4], [[1], [2], [], [3]], "the times for n = 3 must be positive, got Infinity"],
  ])("refuses sizes %j with times %j", (ns, times, message) => {
    expect(() => fitComplexity(ns, times)).toThrow(new RangeError(message));
  });
});

describe("parseSizes", () => {
  test("gives seven whole sizes in equal ratios", () => {
    expect(parseSizes("1e3..1e6")).toEqual([1000, 3162, 10000, 31623, 100000, 316228, 1000000]);
    expect(parseSizes("10..640")).toEqual([10, 20, 40, 80, 160, 320, 640]);
  });

  test.each(["", "1e3", "1e3..", "1e6..1e3", "0..100", "10..20", "a..b", "1..Infinity"])(
    "refuses %s",
    (text) => {
      expect(() => parseSizes(text)).toThrow("sizes are written 1e3..1e6");
    },
  );
});
