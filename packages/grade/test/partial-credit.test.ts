/** What crashes or hangs costs the points of its own exercise, and of no other. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Grader } from "../src/grade.ts";
import { courseLab, handIn } from "./support/course.ts";
import { strongestGrader } from "./support/strongest.ts";

const lab = courseLab("modeling");
const NODE = "declare const process: any;";
const PARTICLE = `export class Particle {
  x: number; y: number; angVel: number;
  constructor(x: number, y: number, angVel: number) {
    this.x = x; this.y = y; this.angVel = angVel;
  }
}`;

let grader: Grader;
beforeAll(async () => {
  grader = await strongestGrader();
});
afterAll(() => grader.close());

test.each([
  ["crashes while it is loaded", `${NODE} process.abort(); export const stepsFor = 1;`],
  ["crashes in each call", `${NODE} export const stepsFor = () => process.abort();`],
  ["hangs while it is loaded", "for (;;); export const stepsFor = 1;"],
])("code that %s", { timeout: 120_000 }, async (_what, text) => {
  const handed = handIn(lab, { "steps.ts": text, "particle.ts": PARTICLE });
  const exercises = ["M1", "M5", "M6"];
  const result = await grader.grade(handed.dir, lab, { exercises });
  handed.remove();

  const passed = result.tests.filter(({ status }) => status === "pass").map(({ id }) => id);
  expect(passed).toEqual(["M1"]);
  expect(result.restarts).toBeLessThanOrEqual(12);
});
