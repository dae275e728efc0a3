/** `hpts test` on code in a bad state: what the student reads, and that nothing breaks. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { unwrapped } from "./support/run.ts";
import { makeCourse, type Place } from "./support/temporary-course.ts";

const DOUBLE = "labs/first/starter/double.ts";

describe("hpts test on code in a bad state", () => {
  const course = makeCourse();
  beforeEach(() => course.reset());

  /** Output of a run with this body of `double`. */
  async function checked(body: string, place: Place = {}): Promise<string> {
    course.write(DOUBLE, `export function double(x: number): number {\n  ${body}\n}\n`);
    const { code, stdout, stderr } = await course.hpts(["test", "first", "F1"], place);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    return stdout;
  }

  test("names a file that was deleted, and checks the others", async () => {
    course.remove(DOUBLE);

    const { code, stdout, stderr } = await course.hpts(["test", "first"]);

    expect(stdout).toMatchInlineSnapshot(`
      "lab-first  The first lab                                             0 of 2 done

       ✗ F1  Twice a number                                                    failing
             loading the files
               the file starter/double.ts is missing
       ○ F2  Half of a number                                                    to do

      0 done, 1 failing, 1 to do
      Next: F1 Twice a number
        labs/first/starter/double.ts
        bring it back: pnpm hpts reset first F1
        Hint: What is twice of a number?
        more hints: pnpm hpts hint first F1

      "
    `);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  });

  test("names the place of a syntax error, seen from the lab's folder", async () => {
    const stdout = await checked("return (;", { in: "labs/first" });

    expect(stdout).toMatchInlineSnapshot(`
      "lab-first  The first lab                                             0 of 1 done

       ✗ F1  Twice a number                                                    failing
             loading the files
               syntax error: Unexpected token
               at starter/double.ts:2:11

      0 done, 1 failing, 0 to do
      Next: F1 Twice a number
        starter/double.ts:2:11
        Hint: What is twice of a number?
        more hints: pnpm hpts hint first F1

      "
    `);
  });

  test("names the place of a syntax error, seen from the course's folder", async () => {
    const stdout = await checked("return (;");

    expect(stdout).toContain("syntax error: Unexpected token");
    expect(stdout).toContain(`  at ${DOUBLE}:2:11\n`);
    expect(stdout).toContain(`Next: F1 Twice a number\n  ${DOUBLE}:2:11\n`);
  });

  test("stops an endless loop and names its line", async () => {
    const stdout = await checked("while (true) {}", { env: { LAB_LIMIT_MS: "500" } });

    expect(stdout).toMatchInlineSnapshot(`
      "lab-first  The first lab                                             0 of 1 done

       ✗ F1  Twice a number                                                    failing
             doubles three
               still running after 0.5 s: is there a loop that never ends?
               at labs/first/starter/double.ts:2:3

      0 done, 1 failing, 0 to do
      Next: F1 Twice a number
        labs/first/starter/double.ts:2:3
        Hint: What is twice of a number?
        more hints: pnpm hpts hint first F1

      "
    `);
  });

  test("explains a string that was thrown", async () => {
    const stdout = await checked('throw "no";');

    expect(stdout).toMatchInlineSnapshot(`
      "lab-first  The first lab                                             0 of 1 done

       ✗ F1  Twice a number                                                    failing
             doubles three
               threw the string "no", which is not an Error: write throw new
               Error("...") instead

      0 done, 1 failing, 0 to do
      Next: F1 Twice a number
        labs/first/starter/double.ts
        Hint: What is twice of a number?
        more hints: pnpm hpts hint first F1

      "
    `);
  });

  test("names a pristine.json that is broken", async () => {
    course.write("labs/first/pristine.json", "{");

    const { code, stderr } = await course.hpts(["test", "first"]);

    expect(unwrapped(stderr)).toMatch(/^hpts: .*pristine\.json .*\n$/);
    expect(code).toBe(1);
  });
});

describe("hpts test on code that prints a megabyte", () => {
  const course = makeCourse();
  let stdout = "";
  beforeAll(async () => {
    const body = 'console.log("x".repeat(1_000_000));\n  return 0;';
    course.write(DOUBLE, `export function double(x: number): number {\n  ${body}\n}\n`);
    ({ stdout } = await course.hpts(["test", "first", "F1"]));
  });

  test("shows the beginning, and how much more there is", () => {
    expect(stdout.length).toBeLessThan(2_000);
    expect(stdout).toMatch(/ {7}printed:\n {9}\| x+\n {9}\| and \d+ more characters\n/);
  });

  test("counts all output that it does not show", () => {
    const [, shown = "", hidden] = /\| (x+)\n +\| and (\d+) more characters/.exec(stdout) ?? [];

    expect(shown.length + Number(hidden)).toBeGreaterThanOrEqual(1_000_000);
  });

  test("keeps within 80 columns", () => {
    const longest = Math.max(...stdout.split("\n").map((line) => line.length));

    expect(longest).toBeLessThanOrEqual(80);
  });
});
