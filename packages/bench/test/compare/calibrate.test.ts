import { describe, expect, test } from "vitest";
import { thresholdFor } from "../../src/compare/calibrate.ts";

const low = (value: number) => thresholdFor({ interval: { low: value, high: value * 1.1 } });

describe("the threshold between starter and solution", () => {
  test("lies in the middle, as ratios go", () => {
    expect(low(9)).toEqual({ theta: 3, room: 3, isGradable: true });
  });

  test("is not gradable with less than 1.4x of room", () => {
    expect(low(1.9).isGradable).toBe(false);
    expect(low(2.1).isGradable).toBe(true);
  });

  test("is not gradable where nothing was measured, or the solution is slower", () => {
    expect(low(0.5).isGradable).toBe(false);
    expect(low(Number.NaN).isGradable).toBe(false);
  });
});
