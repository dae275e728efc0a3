/** `hpts test`: which exercises are run, what the checklist says, and the exit code. */
import { beforeEach, describe, expect, test } from "vitest";
import { SOLVED_DOUBLE, WRONG_HALVE } from "./support/course-files.ts";
import { unwrapped } from "./support/run.ts";
import { makeCourse } from "./support/temporary-course.ts";

const DOUBLE = "labs/first/starter/double.ts";
const HALVE = "labs/first/starter/halve.ts";

describe("hpts test", () => {
  const course = makeCourse();
  beforeEach(() => course.reset());

  test("checks all labs when none is named; what is to do is no failure", async () => {
    const { code, stdout, stderr } = await course.hpts(["test"]);

    expect(stdout).toMatchInlineSnapshot(`
      "lab-first  The first lab                                             0 of 2 done

       ○ F1  Twice a number                                                      to do
       ○ F2  Half of a number                                                    to do

      0 done, 0 failing, 2 to do
      Next: F1 Twice a number
        labs/first/starter/double.ts:4:3
        F1: double x
        Hint: What is twice of a number?
        more hints: pnpm hpts hint first F1

      lab-second  The second lab                                           0 of 2 done

       ○ S1  Twice a number                                                      to do
       ○ S2  Half of a number                                                    to do

      0 done, 0 failing, 2 to do
      Next: S1 Twice a number
        labs/second/starter/double.ts:4:3
        S1: double x
        Hint: What is twice of a number?
        more hints: pnpm hpts hint second S1

      "
    `);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("says what failed, where, what is next, and gives exit code 1", async () => {
    course.write(DOUBLE, SOLVED_DOUBLE);
    course.write(HALVE, WRONG_HALVE);

    const { code, stdout } = await course.hpts(["test", "first"]);

    expect(stdout).toMatchInlineSnapshot(`
      "lab-first  The first lab                                             1 of 2 done

       ✓ F1  Twice a number                                                       done
       ✗ F2  Half of a number                                                  failing
             halves three
               half of three: expected 3 to be 1.5
               at labs/first/tests/F2.test.ts:6:37

      1 done, 1 failing, 0 to do
      Next: F2 Half of a number
        labs/first/starter/halve.ts
        Hint: What is half of a number?
        more hints: pnpm hpts hint first F2

      "
    `);
    expect(code).toBe(1);
  });

  test("checks only the exercises that are named, in any case", async () => {
    course.write(DOUBLE, SOLVED_DOUBLE);

    const { code, stdout } = await course.hpts(["test", "first", "f2"]);

    expect(stdout).toContain(" ○ F2  Half of a number");
    expect(stdout).not.toContain("F1");
    expect(code).toBe(0);
  });

  test("does not call a lab done whose other exercises are to do", async () => {
    course.write(DOUBLE, SOLVED_DOUBLE);

    const { stdout } = await course.hpts(["test", "first", "F1"]);

    expect(stdout).toContain(" ✓ F1");
    expect(stdout).not.toContain("This lab is done.");
  });

  test("--strict: what is to do gives exit code 1", async () => {
    const { code, stdout } = await course.hpts(["test", "first", "F1", "--strict"]);

    expect(stdout).toContain("F1: double x");
    expect(code).toBe(1);
  });

  test("--target solution checks the reference, and is nobody's progress", async () => {
    const { code, stdout } = await course.hpts(["test", "first", "--target", "solution"]);
    const dashboard = await course.hpts(["labs"]);

    expect(stdout).toMatchInlineSnapshot(`
      "lab-first  The first lab  (solution)                                 2 of 2 done

       ✓ F1  Twice a number                                                       done
       ✓ F2  Half of a number                                                     done

      2 done, 0 failing, 0 to do

      "
    `);
    expect(code).toBe(0);
    expect(dashboard.stdout).not.toContain("1 of 2 done");
    expect(dashboard.stdout).not.toContain("2 of 2 done");
  });

  test("--json prints results and nothing else, whatever the code itself prints", async () => {
    const noise = 'process.stdout.write("noise"); console.log("noise");';
    course.write(DOUBLE, SOLVED_DOUBLE.replace("  return", `  ${noise}\n  return`));

    const { code, stdout, stderr } = await course.hpts(["test", "first", "--json"]);

    expect(JSON.parse(stdout)).toMatchObject([
      {
        schema: "hpts/lab-result/v1",
        lab: "first",
        target: "starter",
        strict: false,
        exercises: [
          { id: "F1", state: "done", output: { text: "noise\n" } },
          { id: "F2", state: "todo", checks: [{ at: { file: "starter/halve.ts", line: 4 } }] },
        ],
      },
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("lists the labs there are when the one named does not exist", async () => {
    const { code, stdout, stderr } = await course.hpts(["test", "third"]);

    expect(stderr).toBe('hpts: there is no lab "third"; the labs are: first, second\n');
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("lists the exercises there are when one named does not exist, and runs none", async () => {
    const { code, stdout, stderr } = await course.hpts(["test", "first", "F1", "F9"]);

    expect(stderr).toBe('hpts: lab first has no exercise "F9"; it has: F1, F2\n');
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("says which targets there are when the one named does not exist", async () => {
    const { code, stdout, stderr } = await course.hpts(["test", "first", "--target", "mine"]);

    expect(stderr).toMatch(/Allowed choices are\sstarter, solution\./);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("a broken lab that is named gives its mistake and exit code 1", async () => {
    course.write("labs/first/lab.json", "{");

    const { code, stdout, stderr } = await course.hpts(["test", "first"]);

    expect(unwrapped(course.plain(stderr))).toMatch(
      /^hpts: <course>\/labs\/first\/lab\.json is not JSON: .*\n$/,
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("a broken lab is named and gives exit code 1 when all labs are checked", async () => {
    course.write("labs/first/lab.json", "{");

    const { code, stdout, stderr } = await course.hpts(["test"]);

    expect(stdout).toContain("lab-second");
    expect(stderr).toContain("lab.json is not JSON");
    expect(code).toBe(1);
  });
});
