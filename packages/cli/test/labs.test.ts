/** `hpts labs`, the dashboard: what is done in each lab, and what to go on with. */
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { SOLVED_DOUBLE } from "./support/course-files.ts";
import { makeCourse } from "./support/temporary-course.ts";

const DOUBLE = "labs/first/starter/double.ts";

describe("hpts labs", () => {
  const course = makeCourse();
  beforeEach(() => course.reset());

  test("shows all labs in their order, nothing done, and what comes next", async () => {
    const { code, stdout, stderr } = await course.hpts(["labs"]);

    expect(stdout).toMatchInlineSnapshot(`
      "High-Performance TypeScript

        lab     minutes  kind       progress
        first         5  hands-on   ░░░░░░░░░░░░░░  0 of 2 done
        second        5  hands-on   ░░░░░░░░░░░░░░  0 of 2 done

      Next: F1 Twice a number  (lab first)
        labs/first/starter/double.ts:4:3

        work     pnpm hpts watch first   checks whenever you save
        stuck?   pnpm hpts hint first    one hint more each time
        trouble? pnpm hpts doctor
      "
    `);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("is what hpts does without arguments", async () => {
    const [bare, labs] = await Promise.all([course.hpts([]), course.hpts(["labs"])]);

    expect(bare).toEqual(labs);
  });

  test("puts a lab after those it builds on, whatever their names", async () => {
    const manifest = JSON.parse(course.read("labs/first/lab.json")) as object;
    course.write("labs/first/lab.json", JSON.stringify({ ...manifest, buildsOn: ["second"] }));
    const other = JSON.parse(course.read("labs/second/lab.json")) as object;
    course.write("labs/second/lab.json", JSON.stringify({ ...other, buildsOn: [] }));

    const { stdout } = await course.hpts(["labs"]);

    expect(stdout.indexOf("  second")).toBeLessThan(stdout.indexOf("  first"));
    expect(stdout).toContain("Next: S1");
  });

  test("gives the place relative to the folder one stands in", async () => {
    const { stdout } = await course.hpts([], { in: "labs/first" });

    expect(stdout).toContain("\n  starter/double.ts:4:3\n");
  });

  test("gives the place relative to the folder where pnpm was called", async () => {
    const { stdout } = await course.hpts([], {
      env: { INIT_CWD: join(course.root, "labs", "second") },
    });

    expect(stdout).toContain(`\n  ${join("..", "first", "starter", "double.ts")}:4:3\n`);
  });

  test("names the commands as one without pnpm has to call them", async () => {
    const { stdout } = await course.hpts([], {
      env: { npm_config_user_agent: "npm/10.9.0 node/v20.19.0", PATH: "" },
    });

    expect(stdout).toContain("npm run hpts -- watch first");
    expect(stdout).not.toContain("pnpm");
  });

  test("--json is the same as data", async () => {
    const { code, stdout } = await course.hpts(["labs", "--json"]);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      {
        id: "first",
        title: "The first lab",
        minutes: 5,
        tier: "hands-on",
        exercises: [
          { id: "F1", done: false },
          { id: "F2", done: false },
        ],
        next: { id: "F1", at: { file: "starter/double.ts", line: 4, column: 3 } },
      },
      expect.objectContaining({ id: "second", next: expect.objectContaining({ id: "S1" }) }),
    ]);
  });

  test("a broken lab hides no other, is named on stderr, and gives exit code 1", async () => {
    const manifest = JSON.parse(course.read("labs/first/lab.json")) as object;
    course.write("labs/first/lab.json", JSON.stringify({ ...manifest, minutes: 0 }));

    const { code, stdout, stderr } = await course.hpts(["labs"]);

    expect(stdout).toContain("Next: S1 Twice a number  (lab second)");
    expect(course.plain(stderr)).toMatchInlineSnapshot(`
      "hpts: <course>/labs/first/lab.json is not a lab manifest:
            minutes: must be a whole number of minutes, 1 or more, got 0
      "
    `);
    expect(code).toBe(1);
  });

  test("--json stays valid beside a broken lab", async () => {
    course.write("labs/second/lab.json", "{");

    const { code, stdout, stderr } = await course.hpts(["labs", "--json"]);

    expect(JSON.parse(stdout)).toEqual([expect.objectContaining({ id: "first" })]);
    expect(course.plain(stderr)).toMatch(/^hpts: <course>\/labs\/second\/lab\.json is not JSON: /);
    expect(code).toBe(1);
  });

  test("does not say that all is done when no lab could be read", async () => {
    course.write("labs/first/lab.json", "{");
    course.write("labs/second/lab.json", "{");

    const { stdout } = await course.hpts(["labs"]);

    expect(stdout).not.toContain("All labs are done");
  });

  test("damaged progress counts as none", async () => {
    course.write("labs/first/.hpts/progress.json", "{ not JSON");

    const { code, stdout, stderr } = await course.hpts(["labs"]);

    expect(stdout).toContain("0 of 2 done");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

describe("progress on the dashboard", () => {
  test("an exercise is done by its content: solved, edited, restored", async () => {
    const course = makeCourse();
    course.write(DOUBLE, SOLVED_DOUBLE);
    const beforeTest = await course.hpts(["labs"]);
    await course.hpts(["test", "first"]);

    const solved = await course.hpts(["labs"]);
    course.write(DOUBLE, `${SOLVED_DOUBLE}// edited\n`);
    const edited = await course.hpts(["labs"]);
    course.write(DOUBLE, SOLVED_DOUBLE);
    const restored = await course.hpts(["labs"]);

    expect(rowOf(beforeTest.stdout, "first")).toContain("0 of 2 done");
    expect(rowOf(solved.stdout, "first")).toBe(
      "first         5  hands-on   ███████░░░░░░░  1 of 2 done",
    );
    expect(solved.stdout).toContain("Next: F2 Half of a number  (lab first)");
    expect(rowOf(edited.stdout, "first")).toContain("0 of 2 done");
    expect(edited.stdout).toContain(`Next: F1 Twice a number  (lab first)\n  ${DOUBLE}:1:1\n`);
    expect(restored.stdout).toBe(solved.stdout);
  });
});

function rowOf(dashboard: string, lab: string): string | undefined {
  return dashboard
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line.startsWith(`${lab} `));
}
