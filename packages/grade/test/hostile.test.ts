/** Submissions that want marks they did not earn, or harm; judged at the strongest level there is. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Grader } from "../src/grade.ts";
import { courseLab, handIn } from "./support/course.ts";
import { ATTACKS } from "./support/hostile.ts";
import { strongestGrader } from "./support/strongest.ts";

const lab = courseLab("modeling");
/** M5 asks stepsFor, which most attacks replace, and M1 does not. */
const ASKED = ["M1", "M5"];

let grader: Grader;
beforeAll(async () => {
  grader = await strongestGrader();
});
afterAll(() => grader.close());

describe.each(ATTACKS)("$kind: $name", ({ files, earns }) => {
  test("gets what it earns, and no more", { timeout: 600_000 }, async () => {
    const handed = handIn(lab, files);
    try {
      const result = await grader.grade(handed.dir, lab, { exercises: ASKED });

      expect(result.status).toBe("graded");
      const passed = result.tests.filter(({ status }) => status === "pass").map(({ id }) => id);
      expect(earns).toEqual(expect.arrayContaining(passed));
      // What it does to others' checks is its own loss, and what it leaves alone is its own gain.
      expect(result.tests.map(({ id }) => id)).toEqual(ASKED);
    } finally {
      handed.remove();
    }
  });
});

test("an honest submission after all of these gets all points", async () => {
  const handed = handIn(lab);
  const result = await grader.grade(handed.dir, lab, { exercises: ASKED });
  handed.remove();

  expect(result).toMatchObject({ score: 3, max: 3, flags: [], restarts: 0 });
});
