import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { medianInterval, splitMix } from "../src/stats/bootstrap.ts";
import { mad, median, quantileOfSorted, sorted } from "../src/stats/order.ts";
import { summarize } from "../src/stats/summary.ts";

const samples = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 60 });

describe("order statistics", () => {
  test("the median of an even number of values lies half way between the middle two", () => {
    expect(median([4, 1, 10, 2])).toBe(3);
    expect(median([7])).toBe(7);
  });

  test("quantiles are NumPy's", () => {
    // numpy.quantile([1, 2, 4, 8, 16], [0.1, 0.25, 0.9])
    const values = sorted([16, 1, 8, 2, 4]);
    expect([0.1, 0.25, 0.9].map((share) => quantileOfSorted(values, share))).toEqual([
      1.4, 2, 12.8,
    ]);
  });

  test("one value that is far off moves neither median nor mad", () => {
    expect(median([1, 2, 3, 4, 1e9])).toBe(3);
    expect(mad([1, 2, 3, 4, 1e9])).toBe(1);
  });

  test("half of the values lie on either side of the median", () => {
    fc.assert(
      fc.property(samples, (values) => {
        const middle = median(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });

  test("no values, or NaN among them, are refused", () => {
    expect(() => median([])).toThrow(new RangeError("at least one value is needed, got none"));
    expect(() => median([1, Number.NaN])).toThrow("every value must be a number, got NaN");
  });
});

describe("summarize", () => {
  test("gives what NumPy gives", () => {
    expect(summarize([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({
      count: 8,
      min: 2,
      p25: 4,
      p50: 4.5,
      p75: 5.5,
      p99: 8.86,
      max: 9,
      mean: 5,
      sd: Math.sqrt(32 / 7),
      mad: 0.5,
    });
  });

  test("leaves the samples in their order", () => {
    const values = [3, 1, 2];
    summarize(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe("the bootstrap interval of a median", () => {
  test("holds the median and lies within the values", () => {
    fc.assert(
      fc.property(samples, (values) => {
        const { low, high } = medianInterval(values);
        expect(low).toBeLessThanOrEqual(median(values));
        expect(high).toBeGreaterThanOrEqual(median(values));
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
      }),
      { numRuns: 20 },
    );
  });

  test("holds the true median about 95 times of 100", () => {
    const random = splitMix(5);
    let held = 0;
    for (let trial = 0; trial < 300; trial++) {
      const values = Array.from({ length: 15 }, () => random() + random() + random());
      const { low, high } = medianInterval(values, random);
      if (low <= 1.5 && 1.5 <= high) held++;
    }
    expect(held / 300).toBeGreaterThan(0.88);
    expect(held / 300).toBeLessThan(0.995);
  });

  test("is the same for the same values", () => {
    expect(medianInterval([3, 1, 4, 1, 5])).toEqual(medianInterval([3, 1, 4, 1, 5]));
  });
});
