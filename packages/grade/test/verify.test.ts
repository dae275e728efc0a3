import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Grader } from "../src/grade.ts";
import type { GradeResult, TestResult } from "../src/result.ts";
import type { HandIn } from "../src/verify/hand-ins.ts";
import { judgement } from "../src/verify/judge-hand-in.ts";
import { noiseOf, roomJudgement, tiersOf } from "../src/verify/room.ts";
import { type LabVerification, outcomeOf, verifyLabs } from "../src/verify/verify.ts";
import { courseLab } from "./support/course.ts";
import { strongestGrader } from "./support/strongest.ts";

const lab = courseLab("modeling");

describe("a lab as it is", () => {
  let grader: Grader;
  beforeAll(async () => {
    grader = await strongestGrader();
  });
  afterAll(() => grader.close());

  test("holds, and each step is announced once", { timeout: 120_000 }, async () => {
    const steps: string[] = [];

    const [found] = await verifyLabs({
      ...{ grader, labs: [lab], measuresRoom: false },
      onStep: (step, done, all) => steps.push(`${done} of ${all} ${step}`),
    });

    expect(found!.findings.filter(({ holds }) => holds !== "yes")).toEqual([]);
    expect(found!.findings.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["solution", "starter", "wrong/clockwise"]),
    );
    expect(found!.judged).toHaveLength(lab.manifest.exercises.length);
    expect(steps[0]).toContain("0 of ");
    expect(new Set(steps).size).toBe(found!.findings.length + 1);
  });
});

const tested = (more: Partial<TestResult>): TestResult => ({
  ...{ id: "M1", title: "", weight: 2, points: 2, status: "pass", visibility: "visible" },
  ...{ message: "", hint: "", checks: [], ...more },
});
const graded = (tests: TestResult[], more: Partial<GradeResult> = {}): GradeResult =>
  ({ status: "graded", problem: "", tests, ...more }) as GradeResult;
const SOLUTION: HandIn = { kind: "solution", what: "solution", folders: [] };
const STARTER: HandIn = { kind: "starter", what: "starter", folders: [] };
const WRONG: HandIn = {
  ...{ kind: "wrong", what: "wrong/x", folders: [] },
  expected: { exercise: "M1", says: "too long", passes: ["M2"] },
};
const TODO = { status: "todo", points: 0 } as const;

describe("a judgement", () => {
  test.each<[string, HandIn, TestResult[], string]>([
    ["a solution with all points", SOLUTION, [tested({})], "yes"],
    ["a solution that loses some", SOLUTION, [tested({ status: "fail", points: 0 })], "no"],
    [
      "a solution of which half is not judged",
      SOLUTION,
      [tested({ status: "ungraded", points: 0 })],
      "yes",
    ],
    [
      "a solution that was too noisy",
      SOLUTION,
      [tested({ status: "inconclusive", points: 0 })],
      "unclear",
    ],
    ["a starter that is to do", STARTER, [tested(TODO)], "yes"],
    [
      "a starter that is called unwritten and fails",
      STARTER,
      [tested({ status: "fail", points: 0 })],
      "no",
    ],
    ["a starter that earns points", STARTER, [tested({})], "no"],
    ["a wrong one that passes", WRONG, [tested({})], "no"],
    [
      "a wrong one with its message",
      WRONG,
      [tested({ status: "fail", points: 0, message: "is too long" })],
      "yes",
    ],
    [
      "a wrong one with another message",
      WRONG,
      [tested({ status: "fail", points: 0, message: "odd" })],
      "no",
    ],
    [
      "a wrong one that takes another exercise with it",
      WRONG,
      [
        tested({ status: "fail", points: 0, message: "is too long" }),
        tested({ id: "M2", status: "fail", points: 0 }),
      ],
      "no",
    ],
  ])("of %s", (_, handIn, tests, holds) => {
    const found = judgement(handIn, lab, graded(tests));

    expect(found.holds).toBe(holds);
    expect(found.message === "").toBe(holds === "yes");
  });

  test("of a fault of ours says nothing about the lab", () => {
    const result = graded([], { status: "infrastructure", problem: "no memory" });

    expect(judgement(SOLUTION, lab, result)).toEqual({ holds: "unclear", message: "no memory" });
  });
});

describe("the room", () => {
  test.each([
    [{ low: 0.98, high: 1.01 }, 1 / 0.98],
    [{ low: 1, high: 1.07 }, 1.07],
    [{ low: 1, high: 1 }, 1],
  ])("noise of %o", (interval, noise) => {
    expect(noiseOf(interval)).toBeCloseTo(noise);
  });

  test("a tier is reached only if the whole interval does", () => {
    const tiers = { bronze: 2, silver: 5, gold: 8 };

    const found = tiersOf(tiers, { low: 4, high: 6 });

    expect(found.map(({ isReached }) => isReached)).toEqual(["yes", "unclear", "no"]);
  });

  test.each([
    ["quiet, all reached", 1.02, 3, { low: 30, high: 33 }, "yes"],
    ["one out of reach", 1.02, 3, { low: 3, high: 4 }, "no"],
    ["one too near", 1.02, 3, { low: 7, high: 9 }, "unclear"],
    ["less room than a verdict needs", 1.02, 1.2, { low: 30, high: 33 }, "unclear"],
    ["more noise than room", 3.5, 3, { low: 30, high: 33 }, "unclear"],
    ["no number", 1.02, Number.NaN, { low: 30, high: 33 }, "unclear"],
    ["no number as noise", Number.NaN, 3, { low: 30, high: 33 }, "unclear"],
  ])("%s", (_, noise, room, interval, holds) => {
    expect(roomJudgement(noise, room, tiersOf({ gold: 8 }, interval)).holds).toBe(holds);
  });
});

test.each([
  [["yes", "yes"], "yes"],
  [["yes", "unclear"], "unclear"],
  [["unclear", "no"], "no"],
] as const)("findings %o together are %s", (all, together) => {
  const findings = all.map((holds) => ({ what: "", holds, message: "" }));
  const found: LabVerification = { lab: "x", judged: [], notJudged: [], findings, room: [] };

  expect(outcomeOf([found])).toBe(together);
});
