import { describe, expect, test } from "vitest";
import { judgeInProcess } from "../../src/compare.ts";

function worker(steps: number): (input: number) => number {
  return (input) => {
    let x = input | 1;
    for (let i = 0; i < steps; i++) x = Math.imul(x, 5) + i;
    return x === 0.5 ? 0 : input * 2;
  };
}

const inputs = [1, 2, 3];

describe("the verdict in one process", () => {
  test("passes what is far faster, and fails what is far slower", () => {
    const [slow, fast] = [worker(8000), worker(400)];

    const faster = judgeInProcess({ baseline: slow, candidate: fast, inputs, minRatio: 2 });
    const slower = judgeInProcess({ baseline: fast, candidate: slow, inputs, minRatio: 2 });

    expect(["pass", "inconclusive"]).toContain(faster.verdict);
    expect(["fail", "inconclusive"]).toContain(slower.verdict);
  });

  test("is inconclusive when the time is up", () => {
    const judgement = judgeInProcess({
      baseline: worker(100),
      candidate: worker(100),
      inputs,
      minRatio: 1,
      maxMs: 0,
    });
    expect(judgement.verdict).toBe("inconclusive");
  });

  test("counts by the clock that it is given", () => {
    // A clock that stands still for the candidate: the pairs are unanimous.
    let nowMs = 0;
    const costly = (input: number): number => {
      nowMs += 0.01;
      return input;
    };
    const cheap = (input: number): number => {
      nowMs += 0.001;
      return input;
    };
    const judgement = judgeInProcess({
      baseline: costly,
      candidate: cheap,
      inputs,
      minRatio: 5,
      cpuMs: () => nowMs,
    });
    expect(judgement).toMatchObject({ verdict: "pass", rounds: 13 });
    expect((judgement as { ratio: number }).ratio).toBeCloseTo(10, 6);
  });

  test("says which side fails, and how", () => {
    const broken = (): number => {
      throw new TypeError("no\nway");
    };
    expect(judgeInProcess({ baseline: worker(1), candidate: broken, inputs, minRatio: 2 })).toEqual(
      {
        verdict: "crash",
        side: "candidate",
        message: "the candidate fails: TypeError: no",
        minRatio: 2,
      },
    );
  });

  test("compares results before anything is timed", () => {
    const wrong = (input: number): number => (input === 2 ? 5 : input * 2);
    expect(judgeInProcess({ baseline: worker(1), candidate: wrong, inputs, minRatio: 2 })).toEqual({
      verdict: "wrong-result",
      side: "candidate",
      message: "for input 1 the candidate returns something else than the baseline",
      minRatio: 2,
    });
  });

  test("refuses a ratio that is none", () => {
    const run = (minRatio: number) => () =>
      judgeInProcess({ baseline: worker(1), candidate: worker(1), minRatio });
    expect(run(Number.NaN)).toThrow("minRatio must be a positive number, got NaN");
    expect(run(0)).toThrow(RangeError);
  });
});
