import { describe, expect, test } from "vitest";
import type { Generation } from "../../src/compare/generation.ts";
import { runSequence } from "../../src/compare/sequence.ts";

const LIMITS = { maxGenerations: 10, maxSeconds: 20, warmUpMs: 40 };

interface Shape {
  readonly baseline?: number;
  readonly candidate?: number;
  readonly gain?: { readonly baseline: number; readonly candidate: number };
}

function made(warmUpMs: number, { baseline = 100, candidate = 50, gain }: Shape = {}): Generation {
  const d = Math.log(baseline / candidate);
  return {
    rounds: [d, d],
    wallRounds: [d, d],
    callNs: { baseline, candidate },
    gain: gain ?? { baseline: 1, candidate: 1 },
    waitRatio: 0,
    calls: { baseline: 1, candidate: 1 },
    warmUpMs,
    clock: "schedstat",
    isPrinting: { baseline: false, candidate: false },
  };
}

const threeKept = (kept: readonly Generation[]): boolean => kept.length >= 3;
const noTime = (): number => 0;

describe("a sequence of generations", () => {
  test("ends as soon as there is an answer", async () => {
    const { kept, discarded } = await runSequence(
      async (_, warmUpMs) => made(warmUpMs),
      threeKept,
      LIMITS,
      noTime,
    );
    expect([kept.length, discarded]).toEqual([3, 0]);
  });

  test("ends at its limits without one", async () => {
    const never = (): boolean => false;
    const many = await runSequence(async (_, ms) => made(ms), never, LIMITS, noTime);
    expect(many.kept.length).toBe(10);

    let nowMs = 0;
    const long = await runSequence(
      async (_, ms) => {
        nowMs += 7000;
        return made(ms);
      },
      never,
      LIMITS,
      () => nowMs,
    );
    expect([long.kept.length, long.seconds]).toEqual([3, 21]);
  });

  test("throws away a generation in which one side was still getting faster", async () => {
    const { kept, discarded } = await runSequence(
      async (index, ms) => made(ms, index === 0 ? { gain: { baseline: 1, candidate: 1.5 } } : {}),
      threeKept,
      LIMITS,
      noTime,
    );
    expect([kept.length, discarded]).toEqual([3, 1]);
    expect(kept[0]!.warmUpMs).toBe(100);
  });

  test("keeps one in which the machine got faster, and both sides with it", async () => {
    const { discarded } = await runSequence(
      async (_, ms) => made(ms, { gain: { baseline: 1.35, candidate: 1.33 } }),
      threeKept,
      LIMITS,
      noTime,
    );
    expect(discarded).toBe(0);
  });

  test("throws away the flat ones before, when a longer warm-up shows another speed", async () => {
    // The candidate stays on a plateau, five times as slow, for the first 50 ms.
    const { kept, discarded } = await runSequence(
      async (_, ms) => made(ms, { candidate: ms > 50 ? 10 : 50 }),
      threeKept,
      LIMITS,
      noTime,
    );
    expect(kept.map(({ callNs }) => callNs.candidate)).toEqual([10, 10, 10]);
    expect(discarded).toBeGreaterThan(0);
  });
});
