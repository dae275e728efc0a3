/** Answers that are written down instead of worked out, and counts that are forged. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Grader } from "../src/grade.ts";
import { CHEATS } from "./support/cheats.ts";
import { courseLab, handIn } from "./support/course.ts";
import { strongestGrader } from "./support/strongest.ts";

let grader: Grader;
beforeAll(async () => {
  grader = await strongestGrader();
});
afterAll(() => grader.close());

describe.each(CHEATS)("$lab $exercise: $name", ({ lab: id, exercise, looksRight, files }) => {
  test("earns nothing", { timeout: 600_000 }, async () => {
    const lab = courseLab(id);
    const handed = handIn(lab, files);
    try {
      const result = await grader.grade(handed.dir, lab, { exercises: [exercise] });

      expect(result).toMatchObject({ status: "graded", score: 0 });
      expect(result.max).toBeGreaterThan(0);
      const { checks } = result.tests[0]!;
      const visible = checks.filter(({ visibility }) => visibility === "visible");
      expect(visible.every(({ status }) => status === "pass")).toBe(looksRight);
    } finally {
      handed.remove();
    }
  });
});
