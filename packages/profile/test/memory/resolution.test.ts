import { describe, expect, test } from "vitest";
import { startMeter } from "../../src/memory/inside/meter.ts";
import { resolutionOf } from "../../src/memory/inside/resolution.ts";

const tries = (...faults: readonly [number, number][]): number[] => {
  const bytes: number[] = new Array(500).fill(0);
  for (const [at, fault] of faults) bytes[at] = fault;
  return bytes;
};

describe("the resolution of the meter", () => {
  test("is the largest fault of a round, in either direction", () => {
    expect(resolutionOf(tries([3, 16], [103, -16], [203, 16], [303, 16], [403, 16]))).toBe(16);
  });

  test("is not what happened once or twice", () => {
    const usual = tries([3, 16], [103, 16], [203, 16], [303, 16], [403, 16]);
    usual[50] = 12.6 * 2 ** 20;
    usual[350] = 4000;

    expect(resolutionOf(usual)).toBe(16);
  });

  test("leaves out where something was collected, even whole rounds", () => {
    expect(resolutionOf([Number.NaN, 8, Number.NaN, 24, 16])).toBe(16);
    expect(resolutionOf([Number.NaN, Number.NaN])).toBe(0);
    expect(resolutionOf([])).toBe(0);
  });

  test("is some bytes also where the garbage of others is collected meanwhile", () => {
    let garbage: unknown[] = [];
    for (let run = 0; run < 20; run++) {
      garbage = Array.from({ length: 100_000 }, (_, i) => ({ i }));
      expect(startMeter()).toBeLessThan(8192);
    }
    expect(garbage.length).toBe(100_000);
  });
});
