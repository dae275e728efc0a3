/** `hpts hint`: one tier more at each call. */
import { beforeEach, describe, expect, test } from "vitest";
import { makeCourse } from "./support/temporary-course.ts";

describe("hpts hint", () => {
  const course = makeCourse();
  beforeEach(() => course.reset());

  test("shows the first hint for the next exercise when none is named", async () => {
    const { code, stdout, stderr } = await course.hpts(["hint", "first"]);

    expect(stdout).toMatchInlineSnapshot(`
      "F1 Twice a number

      Hint 1 of 3: question

      What is twice of a number?

      more: pnpm hpts hint first F1
      "
    `);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("shows one tier more at each call, up to the last", async () => {
    await course.hpts(["hint", "first", "F2"]);

    const second = await course.hpts(["hint", "first", "F2"]);
    const third = await course.hpts(["hint", "first", "F2"]);
    const fourth = await course.hpts(["hint", "first", "F2"]);

    expect(second.stdout).toMatchInlineSnapshot(`
      "F2 Half of a number

      Hint 2 of 3: direction

      Think of half.

      all so far: pnpm hpts hint first F2 --again
      more: pnpm hpts hint first F2
      "
    `);
    expect(third.stdout).toMatchInlineSnapshot(`
      "F2 Half of a number

      Hint 3 of 3: worked sibling

      Three times: 3 * x

      That was the last hint for this exercise.
      all so far: pnpm hpts hint first F2 --again
      "
    `);
    expect(fourth.stdout).toMatchInlineSnapshot(`
      "F2 Half of a number

      All 3 hints for this exercise were shown.
      all so far: pnpm hpts hint first F2 --again
      "
    `);
    expect(fourth.code).toBe(0);
  });

  test("counts the hints of each exercise by itself", async () => {
    await course.hpts(["hint", "first", "F1"]);
    await course.hpts(["hint", "first", "F1"]);

    const { stdout } = await course.hpts(["hint", "first", "f2"]);

    expect(stdout).toContain("F2 Half of a number\n");
    expect(tiersIn(stdout)).toEqual(["1 of 3: question"]);
  });

  test("--again shows what was taken, and takes no further one", async () => {
    const taken = await course.hpts(["hint", "first", "F1"]);

    const again = await course.hpts(["hint", "first", "F1", "--again"]);
    const onceMore = await course.hpts(["hint", "first", "F1", "--again"]);

    expect(again).toEqual(taken);
    expect(onceMore).toEqual(taken);
  });

  test("--again shows all tiers that were taken", async () => {
    await course.hpts(["hint", "first", "F1"]);
    await course.hpts(["hint", "first", "F1"]);

    const { stdout } = await course.hpts(["hint", "first", "F1", "--again"]);

    expect(tiersIn(stdout)).toEqual(["1 of 3: question", "2 of 3: direction"]);
    expect(stdout).toMatch(/\nmore: pnpm hpts hint first F1\n$/);
  });

  test("--again says so when no hint was taken yet", async () => {
    const { stdout, stderr } = await course.hpts(["hint", "first", "F1", "--again"]);

    expect(stdout + stderr).toMatch(/no hint/i);
  });

  test("lists the exercises there are when the one named does not exist", async () => {
    const { code, stdout, stderr } = await course.hpts(["hint", "first", "F9"]);

    expect(stderr).toBe('hpts: lab first has no exercise "F9"; it has: F1, F2\n');
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("says so when an exercise has no hints", async () => {
    course.remove("labs/first/hints/F1.md");

    const { code, stdout, stderr } = await course.hpts(["hint", "first"]);

    expect(stderr).toBe("hpts: exercise F1 of lab first has no hints\n");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });
});

function tiersIn(stdout: string): string[] {
  return Array.from(stdout.matchAll(/^Hint (.*)$/gm), ([, tier]) => tier!);
}
