/** Answers that are written down instead of worked out, and counts that are forged. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Grader } from "../src/grade.ts";
import type { CheckSummary } from "../src/result.ts";
import { CHEATS } from "./support/cheats.ts";
import { courseLab, handIn } from "./support/course.ts";
import { strongestGrader } from "./support/strongest.ts";

let grader: Grader;
beforeAll(async () => {
  grader = await strongestGrader();
});
afterAll(() => grader.close());

/** Races want a quiet machine, and take a minute on another one. */
const isLong = process.env["HPTS_E2E"] === "grading";
if (!isLong) console.warn("NOT TESTED here: cheats that are raced. They are in pnpm test:grading");
const cheats = CHEATS.filter(({ exercise }) => isLong || exercise !== "P8");

describe.each(cheats)("$lab $exercise: $name", ({ lab: id, exercise, looksRight, files }) => {
  test("earns nothing", { timeout: 600_000 }, async () => {
    const lab = courseLab(id);
    const handed = handIn(lab, files);
    try {
      const result = await grader.grade(handed.dir, lab, { exercises: [exercise] });

      expect(result).toMatchObject({ status: "graded", score: 0 });
      expect(result.max).toBeGreaterThan(0);
      const allPass = (wanted: CheckSummary["visibility"]): boolean => {
        const checks = result.tests[0]!.checks.filter(({ visibility }) => visibility === wanted);
        expect(checks, wanted).not.toEqual([]);
        return checks.every(({ status }) => status === "pass");
      };
      // Whether its speed is seen depends on how busy this machine is.
      if (looksRight !== undefined) expect(allPass("visible")).toBe(looksRight);
      if (looksRight !== false) expect(allPass("hidden")).toBe(false);
    } finally {
      handed.remove();
    }
  });
});
