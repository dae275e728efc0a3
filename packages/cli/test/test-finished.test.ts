/** `hpts test` of work that is done: not run again as long as nothing has changed. */
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { handedOut, SOLVED_DOUBLE, SOLVED_HALVE, WRONG_HALVE } from "./support/course-files.ts";
import { makeCourse } from "./support/temporary-course.ts";

const DOUBLE = "labs/first/starter/double.ts";
const HALVE = "labs/first/starter/halve.ts";

describe("hpts test of finished work", () => {
  const course = makeCourse();
  const TESTS = "labs/first/tests/F1.test.ts";
  const PROGRESS = "labs/first/.hpts/progress.json";
  /** Tests of F1 that leave a mark whenever they are run. */
  const markingTests = (): string => `import { appendFileSync } from "node:fs";
appendFileSync(${JSON.stringify(join(course.root, "runs.txt"))}, "F1 ");
${handedOut(TESTS)}`;
  const runs = (): string => (course.exists("runs.txt") ? course.read("runs.txt") : "");

  function finish(): void {
    course.write(TESTS, markingTests());
    course.write(DOUBLE, SOLVED_DOUBLE);
    course.write(HALVE, SOLVED_HALVE);
    course.remove("runs.txt");
  }

  let progress = "";
  beforeAll(async () => {
    finish();
    await course.hpts(["test", "first"]);
    expect(runs()).toBe("F1 ");
    progress = course.read(PROGRESS);
  });
  beforeEach(() => {
    finish();
    course.write(PROGRESS, progress);
  });

  test("shows it as unchanged, and does not run it again", async () => {
    const { code, stdout } = await course.hpts(["test", "first"]);

    expect(stdout).toMatchInlineSnapshot(`
      "lab-first  The first lab                                             2 of 2 done

       ✓ F1  Twice a number                               done (nothing changed since)
       ✓ F2  Half of a number                             done (nothing changed since)

      2 done, 0 failing, 0 to do
      This lab is done.

      "
    `);
    expect(code).toBe(0);
    expect(runs()).toBe("");
  });

  test("does not run it again when another exercise is changed", async () => {
    course.write(HALVE, WRONG_HALVE);

    const { code, stdout } = await course.hpts(["test", "first"]);

    expect(stdout).toMatch(/F1 .* done \(nothing changed since\)\n/);
    expect(stdout).toMatch(/F2 .* failing\n/);
    expect(code).toBe(1);
    expect(runs()).toBe("");
  });

  test("runs it again with --force", async () => {
    const { code, stdout } = await course.hpts(["test", "first", "--force"]);

    expect(stdout).toContain("2 done");
    expect(stdout).not.toContain("nothing changed");
    expect(code).toBe(0);
    expect(runs()).toBe("F1 ");
  });

  test("--json marks it", async () => {
    const { stdout } = await course.hpts(["test", "first", "--json"]);

    expect(JSON.parse(stdout)).toMatchObject([
      { exercises: [{ id: "F1", state: "done", unchanged: true }, { id: "F2" }] },
    ]);
  });
});
