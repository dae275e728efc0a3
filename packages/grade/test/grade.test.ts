import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keepPristineCopies, pristineDir } from "@hpts/labkit/lab";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Grader } from "../src/grade.ts";
import type { GradeResult } from "../src/result.ts";
import { courseLab, type Handed, handIn, handInWrong } from "./support/course.ts";
import { strongestGrader } from "./support/strongest.ts";

/** The lab testing takes a minute and more for each submission, and speed wants a quiet machine. */
const isLong = process.env["HPTS_E2E"] === "grading";
const LABS = isLong ? ["modeling", "timing", "profiling", "testing"] : ["modeling", "timing"];
const SLOW = { timeout: 600_000 };
if (!isLong) {
  console.warn(
    "NOT TESTED here: grading of the lab testing, and speed. They are in pnpm test:grading",
  );
}

let grader: Grader;
beforeAll(async () => {
  grader = await strongestGrader();
});
afterAll(() => grader.close());

async function gradedAs(
  lab: string,
  handed: Handed,
  exercises?: readonly string[],
): Promise<GradeResult> {
  try {
    const options = { id: "ada", ...(exercises && { exercises }) };
    return await grader.grade(handed.dir, courseLab(lab), options);
  } finally {
    handed.remove();
  }
}

const faults = ({ tests }: GradeResult): string[] =>
  tests
    .filter(({ status }) => status !== "pass")
    .map(({ id, status, message }) => `${id} ${status}: ${message}`);

describe.each(LABS)("the lab %s", (id) => {
  const lab = courseLab(id);

  test("gives the solution all points", SLOW, async () => {
    const result = await gradedAs(id, handIn(lab));

    // Too noisy to tell is no fault of the solution, and says so.
    const inconclusive = result.tests.filter(({ status }) => status === "inconclusive");
    if (inconclusive.length > 0)
      console.warn(`NOT TESTED: speed of ${inconclusive.map(({ id }) => id)}`);
    expect(faults(result).filter((fault) => !fault.includes("inconclusive"))).toEqual([]);
    expect(result).toMatchObject({ status: "graded", flags: [], restarts: 0 });
    const missed = inconclusive.reduce((sum, { weight }) => sum + weight, 0);
    const all = lab.manifest.exercises.reduce((sum, { points }) => sum + points, 0);
    expect([(result.score ?? 0) + missed, result.max]).toEqual([all, all]);
  });

  test("gives the starter none, and says what is to do", SLOW, async () => {
    expect(keepPristineCopies(lab.dir)).toEqual([]);
    const result = await grader.grade(pristineDir(lab.dir), lab);

    const declared = lab.manifest.exercises.map(({ starter }) => starter);
    const wanted = declared.map((state) => (state === "todo" ? "todo" : "fail"));
    expect(result.tests.map(({ status }) => status)).toEqual(wanted);
    expect(result.score).toBe(0);
  });

  const wrong = readdirSync(join(lab.dir, "wrong"));
  test.each(wrong)("finds what is wrong with %s", SLOW, async (name) => {
    const expected = JSON.parse(
      readFileSync(join(lab.dir, "wrong", name, "expect.json"), "utf8"),
    ) as { exercise: string; says: string };

    const result = await gradedAs(id, handInWrong(lab, name), [expected.exercise]);

    const [found] = result.tests;
    expect(found).toMatchObject({ id: expected.exercise, points: 0 });
    // Nobody counts calls of Math.hypot over there: it is found by being slow.
    const isOtherwise = name === "hypot-kept" || found!.status === "inconclusive";
    if (isOtherwise) return;
    expect(found!.checks.map(({ message }) => message).join("\n")).toContain(expected.says);
  });
});

test("the lab profiling gives its solution all points that are not for speed", SLOW, async () => {
  const exercises = ["P1", "P2", "P3", "P5", "P6", "P7"];

  const result = await gradedAs("profiling", handIn(courseLab("profiling")), exercises);

  expect(faults(result)).toEqual([]);
  expect(result.score).toBe(result.max);
});

test("the same submission has the same result, whenever it is graded", SLOW, async () => {
  const lab = courseLab("modeling");
  const untimed = ({ durations: _, ...rest }: GradeResult): object => rest;

  const once = await gradedAs("modeling", handIn(lab));
  const again = await gradedAs("modeling", handIn(lab));

  expect(untimed(again)).toEqual(untimed(once));
});

test("another submission gets other hidden inputs", SLOW, async () => {
  const lab = courseLab("modeling");

  const one = await gradedAs("modeling", handIn(lab));
  const other = await gradedAs("modeling", handIn(lab, { "more.ts": "// a comment" }));

  expect(other.seedId).not.toBe(one.seedId);
  expect(other.score).toBe(one.score);
});

test.runIf(isLong).each(["hypot-kept", "snapshot-kept"])(
  "%s is right, but not fast enough",
  SLOW,
  async (name) => {
    const lab = courseLab("profiling");

    const result = await gradedAs("profiling", handInWrong(lab, name), ["P4"]);

    const [speed] = result.tests[0]!.checks.slice(-1);
    // A busy machine may not tell; what it must not do is to give points.
    expect(["fail", "inconclusive"]).toContain(speed!.status);
    expect(result.score).toBe(0);
  },
);
