/** `hpts solution`: the difference to the reference, once the work is done. */
import { join } from "node:path";
import { keepPristineCopies, writePristineRecord } from "@hpts/labkit/lab";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SOLVED_DOUBLE } from "./support/course-files.ts";
import { type Course, makeCourse } from "./support/temporary-course.ts";

const DOUBLE = "labs/first/starter/double.ts";

describe("hpts solution before the work is done", () => {
  const course = makeCourse();
  beforeEach(() => course.reset());

  test("is refused, with advice", async () => {
    const { code, stdout, stderr } = await course.hpts(["solution", "first", "F1"]);

    expect(stderr).toBe(
      "hpts: F1 is not done yet. Try a hint:\n" +
        "      pnpm hpts hint first F1\n" +
        "      or see it with --anyway.\n",
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("is refused for a whole lab", async () => {
    const { code, stdout, stderr } = await course.hpts(["solution", "first"]);

    expect(stderr).toContain("F1, F2 are not done yet.");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("is refused for code that was solved but never checked", async () => {
    course.write(DOUBLE, SOLVED_DOUBLE);

    const { code, stdout } = await course.hpts(["solution", "first", "F1"]);

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("--anyway shows the difference all the same", async () => {
    const { code, stdout, stderr } = await course.hpts(["solution", "first", "F1", "--anyway"]);

    expect(stdout).toMatchInlineSnapshot(`
      "--- starter/double.ts	yours
      +++ solution/double.ts	reference
      @@ -1,5 +1,3 @@
      -import { todo } from "@hpts/labkit";
      -
       export function double(x: number): number {
      -  todo("F1: double x");
      +  return 2 * x;
       }

      "
    `);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("--anyway shows the whole reference when the file was deleted", async () => {
    course.remove(DOUBLE);

    const { code, stdout } = await course.hpts(["solution", "first", "F1", "--anyway"]);

    expect(stdout).toContain(
      "\n+export function double(x: number): number {\n+  return 2 * x;\n+}\n",
    );
    expect(code).toBe(0);
  });

  test("lists the exercises there are when the one named does not exist", async () => {
    const { code, stderr } = await course.hpts(["solution", "first", "F9"]);

    expect(stderr).toBe('hpts: lab first has no exercise "F9"; it has: F1, F2\n');
    expect(code).toBe(2);
  });
});

describe("hpts solution of work that is done", () => {
  const course = makeCourse();
  beforeAll(async () => {
    course.write(DOUBLE, SOLVED_DOUBLE);
    course.write("labs/first/starter/halve.ts", course.read("labs/first/solution/halve.ts"));
    await course.hpts(["test", "first"]);
  });

  test("shows a unified diff to the reference", async () => {
    const { code, stdout, stderr } = await course.hpts(["solution", "first", "F1"]);

    expect(stdout).toMatchInlineSnapshot(`
      "--- starter/double.ts	yours
      +++ solution/double.ts	reference
      @@ -1,3 +1,3 @@
       export function double(x: number): number {
      -  return x + x;
      +  return 2 * x;
       }

      "
    `);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("says so when the file is the same as the reference", async () => {
    const { code, stdout } = await course.hpts(["solution", "first", "F2"]);

    expect(stdout).toBe("starter/halve.ts is the same as the reference.\n\n");
    expect(code).toBe(0);
  });

  test("shows what is open of a lab, and says on stderr what is not", async () => {
    const halve = course.read("labs/first/starter/halve.ts");
    course.write("labs/first/starter/halve.ts", `${halve}// edited since\n`);

    const { code, stdout, stderr } = await course.hpts(["solution", "first"]);
    course.write("labs/first/starter/halve.ts", halve);

    expect(stdout).toContain("+++ solution/double.ts");
    expect(stdout).not.toContain("halve");
    expect(stderr).toMatch(/^hpts: F2 is not done yet\. [\s\S]*\n$/);
    expect(code).toBe(0);
  });
});

describe("hpts solution where a file holds two exercises, and one is done", () => {
  const course = makeCourse();
  const BOTH = "labs/first/starter/both.ts";
  const yours = (double: string): string =>
    `import { todo } from "@hpts/labkit";\n\n${double}\n${handedOutOf("halve", "F2")}`;
  beforeEach(async () => {
    course.reset();
    share(course, yours(handedOutOf("double", "F1")));
    course.write(BOTH, yours(SOLVED_DOUBLE));
    await course.hpts(["test", "first"]);
  });

  test("shows the part of what is done, and gives nothing else away", async () => {
    const { code, stdout, stderr } = await course.hpts(["solution", "first", "F1"]);

    expect(stdout).toMatchInlineSnapshot(`
      "--- starter/both.ts	yours
      +++ solution/both.ts	reference
      @@ F1 @@
       export function double(x: number): number {
      -  return x + x;
      +  return 2 * x;
       }

      "
    `);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("of the whole lab, it says on stderr what is not done", async () => {
    const one = await course.hpts(["solution", "first", "F1"]);

    const { code, stdout, stderr } = await course.hpts(["solution", "first"]);

    expect(stdout).toBe(one.stdout);
    expect(stderr).toContain("hpts: F2 is not done yet.");
    expect(code).toBe(0);
  });

  test("--anyway shows only the exercise that is named", async () => {
    const { stdout } = await course.hpts(["solution", "first", "F2", "--anyway"]);

    expect(stdout).toContain("+  return x / 2;");
    expect(stdout).not.toContain("2 * x");
  });

  test("shows nothing if the parts cannot be told apart", async () => {
    course.remove("labs/first/.hpts/pristine"); // and git never had it

    const { code, stdout, stderr } = await course.hpts(["solution", "first", "F1"]);

    expect(stderr).toBe(
      "hpts: F1 in starter/both.ts cannot be shown without F2, which is not done yet.\n" +
        "      See all of it with --anyway.\n",
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("says so when the part is the same as the reference", async () => {
    const double = course.read("labs/first/solution/double.ts");
    course.write(BOTH, yours(double));
    await course.hpts(["test", "first"]);

    const { stdout } = await course.hpts(["solution", "first", "F1"]);

    expect(stdout).toBe("F1 in starter/both.ts is the same as the reference.\n\n");
  });
});

function handedOutOf(name: string, id: string): string {
  return `export function ${name}(x: number): number {\n  todo("${id}: ${name} x");\n}\n`;
}

/** Both exercises of the first lab in one file, handed out like this. */
function share(course: Course, text: string): void {
  const lab = "labs/first";
  const inOneFile = (file: string): void =>
    course.write(file, course.read(file).replaceAll(/(double|halve)(?=\.ts|";$)/gm, "both"));
  for (const name of ["lab.json", "tests/F1.test.ts", "tests/F2.test.ts"]) {
    inOneFile(`${lab}/${name}`);
  }
  const solutions = ["double", "halve"].map((name) => course.read(`${lab}/solution/${name}.ts`));
  course.write(`${lab}/solution/both.ts`, solutions.join("\n"));
  course.write(`${lab}/starter/both.ts`, text);
  writePristineRecord(join(course.root, lab));
  keepPristineCopies(join(course.root, lab));
}
