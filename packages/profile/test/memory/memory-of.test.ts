import { describe, expect, test } from "vitest";
import { mark } from "../../src/memory/mark.ts";
import { memit, memitText } from "../../src/memory/memit.ts";
import { memoryOf } from "../../src/memory/memory-of.ts";

const MB = 1e6;

describe("memoryOf", () => {
  test("tells what a function took and what is held of it", async () => {
    const { result, allocatedBytes, retainedBytes, peakBytes } = await memoryOf(
      () => new Float64Array(1e6),
    );

    expect(result).toHaveLength(1e6);
    for (const bytes of [allocatedBytes, retainedBytes, peakBytes]) {
      expect(Math.abs(bytes / (8 * MB) - 1)).toBeLessThan(0.05);
    }
  });

  test("counts what was collected as taken, and not as held", async () => {
    const { allocatedBytes, retainedBytes, collections } = await memoryOf(() => {
      let last: number[] = [];
      for (let i = 0; i < 200_000; i++) last = new Array(100).fill(i);
      return last.length;
    });

    expect(collections).toBeGreaterThan(0);
    expect(Math.abs(allocatedBytes / (200_000 * 848) - 1)).toBeLessThan(0.1);
    expect(retainedBytes).toBeLessThan(1 * MB);
  });

  test("of a function that takes nothing is nearly nothing", async () => {
    const { allocatedBytes } = await memoryOf(() => 1);

    expect(allocatedBytes).toBeLessThan(16_384);
  });

  test("waits for promises, and hands errors on", async () => {
    const { result } = await memoryOf(async () => "later");

    expect(result).toBe("later");
    await expect(memoryOf(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  });
});

describe("memit", () => {
  test("sees the peak of a statement that keeps the thread busy", async () => {
    const { peakBytes, baselineBytes } = await memit(() => Buffer.alloc(50 * MB, 1).length);

    expect(peakBytes - baselineBytes).toBeGreaterThan(20 * MB);
  });

  test("has the words of memory_profiler", () => {
    const text = memitText({ peakBytes: 65.3 * 2 ** 20, baselineBytes: 65.18 * 2 ** 20 });

    expect(text).toBe("peak memory: 65.30 MiB, increment: 0.12 MiB");
  });
});

test("a mark in a program that is not recorded does nothing", () => {
  expect(() => mark("here")).not.toThrow();
});
