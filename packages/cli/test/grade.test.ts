/** `hpts grade`: exit codes, what is printed, and what is said to whoever calls it wrongly. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { makeCourse } from "./support/temporary-course.ts";

const SLOW = { timeout: 60_000 };

describe("hpts grade run", () => {
  const course = makeCourse();
  beforeEach(() => course.reset());
  const solution = (): string => join(course.root, "labs/first/solution");

  test("all points: 0", SLOW, async () => {
    const { code, stdout } = await course.hpts([
      ...["grade", "run", solution(), "--lab", "first", "--demand", "0"],
    ]);

    expect(stdout).toContain("solution · lab first · 2 of 2 points");
    expect(stdout).toMatch(/✓ F1 +1\/1/);
    expect(code).toBe(0);
  });

  test("work to do: 1, as JSON for programs", SLOW, async () => {
    const { code, stdout } = await course.hpts([
      ...["grade", "run", "labs/first", "--lab", "first", "--demand", "0", "--json", "--id", "Ada"],
    ]);

    const result = JSON.parse(stdout) as Record<string, unknown>;
    expect(result).toMatchObject({
      schema: "hpts/result/v1",
      status: "graded",
      score: 0,
      max: 2,
      submission: { id: "Ada" },
    });
    expect(code).toBe(1);
  });

  test("a loop: 5, and the rest is graded", SLOW, async () => {
    const dir = join(course.root, "handed-in");
    mkdirSync(dir);
    writeFileSync(join(dir, "double.ts"), "export function double(): number { for (;;); }\n");
    writeFileSync(join(dir, "halve.ts"), "export const halve = (x: number): number => x / 2;\n");

    const { code, stdout } = await course.hpts([
      ...["grade", "run", dir, "--lab", "first", "--demand", "0"],
    ]);

    expect(stdout).toContain("1 of 2 points");
    expect(stdout).toContain("note: its code did not come to an end in time");
    expect(code).toBe(5);
  });

  test("nothing to grade: 1, and what was expected", SLOW, async () => {
    const dir = join(course.root, "empty");
    mkdirSync(dir);

    const { code, stdout } = await course.hpts([
      ...["grade", "run", dir, "--lab", "first", "--demand", "0"],
    ]);

    expect(stdout).toContain("cannot be graded");
    expect(stdout).toContain("double.ts");
    expect(code).toBe(1);
  });

  test("a sandbox too weak for marks: 3, and the result says so", SLOW, async () => {
    const { code, stdout } = await course.hpts([
      ...["grade", "run", solution(), "--lab", "first", "--level", "0"],
    ]);

    expect(stdout).toContain("NO MARK");
    expect(code).toBe(3);
  });

  test.each([
    [["nowhere", "--lab", "first"], /nowhere is not there/],
    [["labs/first/lab.json", "--lab", "first"], /a submission is a folder; .* is a file/],
    [["labs/first", "--lab", "third"], /third/],
    [["labs/first"], /--lab/],
    [["labs/first", "--lab", "first", "--level", "9"], /Allowed choices/],
    [
      ["labs/first", "--lab", "first", "--secret-file", "none"],
      /--secret-file none cannot be read/,
    ],
  ])("called with %j: 2, in one sentence", SLOW, async (args, says) => {
    const { code, stderr } = await course.hpts(["grade", "run", ...args]);

    expect(stderr.replaceAll(/\n\s+/g, " ")).toMatch(says);
    expect(stderr).not.toContain("    at ");
    expect(code).toBe(2);
  });
});

describe("hpts grade doctor", () => {
  const course = makeCourse();
  beforeEach(() => course.reset());

  test("says which level there is, and each guarantee with yes or no", SLOW, async () => {
    const { code, stdout } = await course.hpts(["grade", "doctor", "--json"]);

    const { level, guarantees } = JSON.parse(stdout) as {
      level: number;
      guarantees: { holds: boolean; why: string }[];
    };
    expect([0, 1, 2, 3]).toContain(level);
    for (const { holds, why } of guarantees) expect(why === "").toBe(holds);
    expect(code).toBe(0);
  });
});
