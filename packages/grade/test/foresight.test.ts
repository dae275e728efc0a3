import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Grader } from "../src/grade.ts";
import type { GradeResult } from "../src/result.ts";
import { type Calls, Foresight } from "../src/wall/foresight.ts";
import { courseLab, handIn } from "./support/course.ts";
import { strongestGrader } from "./support/strongest.ts";
import { wallPair } from "./support/wall-pair.ts";

describe("what is remembered of a check", () => {
  const square = (x: number): number => x * x;
  const calls: readonly Calls[] = [
    { name: "square", calls: Array.from({ length: 40 }, (_, i) => [i]) },
  ];

  test("calls with numbers, one after the other", () => {
    const { judge, module } = wallPair({ square });
    const foresight = new Foresight();
    judge.foresee(foresight);
    for (let i = 0; i < 40; i++) module.square(i);
    expect(foresight.noted).toEqual(calls);
  });

  test("not a few of them, nor calls with something between them", () => {
    const { judge, module } = wallPair({ square, list: () => [] });
    const foresight = new Foresight();
    judge.foresee(foresight);
    for (let i = 0; i < 40; i++) {
      module.square(i);
      if (i % 10 === 9) module.list();
    }
    expect(foresight.noted).toEqual([]);
  });

  test("an answer is given to the very call that it belongs to", () => {
    const foresight = new Foresight(calls);
    expect(foresight.startingWith("square", [1])).toBeUndefined();
    const all = foresight.startingWith("square", [0])!;
    foresight.came(
      5,
      all,
      Array.from({ length: 40 }, (_, i) => i * i),
    );
    expect(foresight.take(5, [0])).toBe(0);
    expect(foresight.take(5, [1])).toBe(1);
    expect(() => foresight.take(5, [3])).toThrow("not what is asked");
    expect(() => foresight.take(7, [2])).toThrow("not what is asked");
  });
});

test("only the judge asks for many calls at once", () => {
  const { judge, messages } = wallPair({});
  const calls = [[{ r: 2 } as unknown as number]];
  judge.serve({ kind: "calls", id: "mine", target: 4, calls });
  expect(messages.at(-1)).toMatchObject({ kind: "throw", id: "mine" });
});

describe("after a right submission, a wrong one gets what it gets alone", () => {
  const lab = courseLab("modeling");
  const SOLUTION = `const whole = (dt, timestep) => {
  if (!(dt >= 0 && dt < Infinity)) throw new RangeError("dt");
  const steps = Math.round(dt / timestep);
  return Math.abs(dt / timestep - steps) < 1e-9 * Math.max(1, steps) ? steps : Math.floor(dt / timestep);
};
let count = 0;
declare const process: any;`;
  const stepsFor = (what: string): string =>
    `${SOLUTION} export function stepsFor(dt: number, timestep: number): any { count++; ${what} return whole(dt, timestep); }`;
  let grader: Grader;
  beforeAll(async () => {
    grader = await strongestGrader();
  });
  afterAll(() => grader.close());

  async function graded(by: Grader, what: string): Promise<GradeResult> {
    const handed = handIn(lab, { "steps.ts": stepsFor(what) });
    try {
      return await by.grade(handed.dir, lab, { id: "ada", exercises: ["M5"] });
    } finally {
      handed.remove();
    }
  }

  test.each([
    ["a wrong number", "if (count === 300) return 7;"],
    ["an error", "if (count === 300) throw new Error('no');"],
    ["an object", "if (count === 300) return [7];"],
    ["the end of its process", "if (count === 300) process.exit(0);"],
    ["a wrong number and then a loop", "if (count === 300) return 7; if (count === 301) for (;;);"],
    ["a number of calls so far", "return count;"],
  ])("%s", { timeout: 120_000 }, async (_what, text) => {
    const right = await graded(grader, "");
    expect(right.score).toBe(right.max);
    const after = await graded(grader, text);
    const alone = await strongestGrader();
    try {
      const wanted = await graded(alone, text);
      expect(after.score).toBe(0);
      expect({ ...after, durations: 0, seedId: "" }).toEqual({
        ...wanted,
        durations: 0,
        seedId: "",
      });
    } finally {
      await alone.close();
    }
    expect((await graded(grader, "")).score).toBe(right.max);
  });
});
