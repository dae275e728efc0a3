import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stepsFor } from "../src/index.ts";

describe("stepsFor", () => {
  test.each([
    [0.1, 10_000],
    [0.01, 1000], // the quotient is 999.9999999999999
    [0.3, 30_000],
    [0.7, 70_000],
    [1, 100_000],
    [0, 0],
    [1e-5, 1],
    [8e-6, 0], // plain rounding would make it a step
    [1.9e-5, 1],
    [Number.MIN_VALUE, 0],
  ])("counts the whole steps of 1e-5 in %d: %d", (dt, steps) => {
    expect(stepsFor(dt)).toBe(steps);
  });

  test("counts k thousandths as exactly 100 k steps, for each k up to 1000", () => {
    for (let k = 0; k <= 1000; k++) expect(stepsFor(k / 1000)).toBe(100 * k);
  });

  test("the slides' truncation loses a step on 513 of these 1000 durations", () => {
    let lost = 0;
    for (let k = 1; k <= 1000; k++) {
      const missing = stepsFor(k / 1000) - stepsFor(k / 1000, 1e-5, "truncate");
      expect(missing === 0 || missing === 1).toBe(true);
      lost += missing;
    }
    expect(lost).toBe(513);
  });

  test("counts n timesteps as n steps, whatever the timestep", () => {
    const timestep = fc.integer({ min: 1, max: 1000 }).map((k) => k / 1e6);
    fc.assert(
      fc.property(timestep, fc.integer({ min: 0, max: 1e6 }), (h, n) => {
        expect(stepsFor(n * h, h)).toBe(n);
      }),
    );
  });

  test("is never more than the quotient, apart from rounding, and never a step short of it", () => {
    const duration = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(duration, (dt) => {
        const steps = stepsFor(dt);
        expect(steps).toBeLessThanOrEqual((dt / 1e-5) * (1 + 1e-9) + 1e-9);
        expect(steps).toBeGreaterThan(dt / 1e-5 - 1);
      }),
    );
  });

  test.each([-1e-9, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "refuses dt = %d",
    (dt) => {
      expect(() => stepsFor(dt)).toThrow(
        new RangeError(`dt must be a finite number of time units, 0 or more, got ${dt}`),
      );
    },
  );

  test.each([0, -1e-5, Number.NaN, Number.POSITIVE_INFINITY])("refuses timestep = %d", (h) => {
    expect(() => stepsFor(0.1, h)).toThrow(
      new RangeError(`timestep must be a positive number of time units, got ${h}`),
    );
  });

  test("refuses a count that a double cannot hold exactly", () => {
    expect(() => stepsFor(1e20)).toThrow("must be at most 2^53 - 1 steps");
    expect(() => stepsFor(1e308, 1e-5)).toThrow(RangeError);
  });
});
