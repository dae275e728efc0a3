/** `hpts next`: the exercise to go on with; and what is said when there is none left. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SOLVED_DOUBLE, SOLVED_HALVE, WRONG_HALVE } from "./support/course-files.ts";
import { makeCourse } from "./support/temporary-course.ts";

describe("hpts next", () => {
  const course = makeCourse();
  beforeEach(() => course.reset());

  test("names the exercise, its place, its task and how to check it", async () => {
    const { code, stdout, stderr } = await course.hpts(["next"]);

    expect(stdout).toMatchInlineSnapshot(`
      "Next: F1 Twice a number  (lab first)
        labs/first/starter/double.ts:4:3
        the task: labs/first/README.md
        check it: pnpm hpts test first
        or, on every save: pnpm hpts watch first
      "
    `);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test.each(["lab-second", "labs/second/"])("finds the lab that is called %s", async (name) => {
    const { stdout } = await course.hpts(["next", name]);

    expect(stdout).toContain("Next: S1 Twice a number  (lab second)\n");
  });

  test("a dot is the lab one stands in", async () => {
    const { stdout } = await course.hpts(["next", "."], { in: "labs/second" });

    expect(stdout).toContain("Next: S1 Twice a number  (lab second)\n  starter/double.ts:4:3\n");
  });

  test("--json gives the lab of the next exercise", async () => {
    const { code, stdout } = await course.hpts(["next", "second", "--json"]);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ id: "second", next: { id: "S1" } });
  });

  test("lists the labs there are when the one named does not exist", async () => {
    const { code, stdout, stderr } = await course.hpts(["next", "third"]);

    expect(stderr).toBe('hpts: there is no lab "third"; the labs are: first, second\n');
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("names the same exercise as the checklist: one that fails comes first", async () => {
    course.write("labs/first/starter/halve.ts", WRONG_HALVE);
    const { stdout: checklist } = await course.hpts(["test", "first"]);

    const { stdout } = await course.hpts(["next", "first"]);

    expect(checklist).toContain("\nNext: F2");
    expect(stdout).toMatch(/^Next: F2/);
  });
});

describe("when all is done", () => {
  const course = makeCourse();
  beforeAll(async () => {
    for (const lab of ["first", "second"]) {
      course.write(`labs/${lab}/starter/double.ts`, SOLVED_DOUBLE);
      course.write(`labs/${lab}/starter/halve.ts`, SOLVED_HALVE);
    }
    await course.hpts(["test"]);
  });

  test("hpts labs says so, and names no exercise", async () => {
    const { code, stdout } = await course.hpts(["labs"]);

    expect(stdout).toMatchInlineSnapshot(`
      "High-Performance TypeScript

        lab     minutes  kind       progress
        first         5  hands-on   ██████████████  2 of 2 done
        second        5  hands-on   ██████████████  2 of 2 done

      All labs are done.

        work     pnpm hpts watch <lab>   checks whenever you save
        stuck?   pnpm hpts hint <lab>    one hint more each time
        trouble? pnpm hpts doctor
      "
    `);
    expect(code).toBe(0);
  });

  test("hpts next <lab> says of that lab that it is done", async () => {
    const { code, stdout } = await course.hpts(["next", "second"]);

    expect(stdout).toMatch(/^Lab second is done\.\n/);
    expect(code).toBe(0);
  });

  test("hpts next --json names no exercise", async () => {
    const { code, stdout } = await course.hpts(["next", "--json"]);

    expect(JSON.parse(stdout)).toMatchObject({ next: null });
    expect(code).toBe(0);
  });

  test("hpts next says that all labs are done", async () => {
    const { stdout } = await course.hpts(["next"]);

    expect(stdout).toContain("All labs are done.");
  });
});
