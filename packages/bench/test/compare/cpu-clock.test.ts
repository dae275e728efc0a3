import { describe, expect, test } from "vitest";
import { type CpuReading, cpuBetween } from "../../src/compare/cpu-clock.ts";

function reading(threads: Record<string, readonly [runNs: number, waitNs: number]>): CpuReading {
  const all = Object.entries(threads).map(
    ([id, [runNs, waitNs]]) => [id, { runNs, waitNs }] as const,
  );
  return { threads: new Map(all) };
}

describe("processor time between two readings", () => {
  test("is that of all threads, new ones among them", () => {
    const before = reading({ 7: [100, 0], 8: [50, 0] });
    const after = reading({ 7: [160, 0], 8: [55, 0], 9: [30, 0] });

    expect(cpuBetween(before, after).runNs).toBe(60 + 5 + 30);
  });

  test("waits as long as the thread that did the work", () => {
    const before = reading({ 7: [100, 10], 8: [0, 0] });
    const byMain = reading({ 7: [200, 15], 8: [5, 90] });
    const byWorker = reading({ 7: [102, 10], 8: [900, 40] });

    expect(cpuBetween(before, byMain).waitNs).toBe(5);
    expect(cpuBetween(before, byWorker).waitNs).toBe(40);
  });
});
