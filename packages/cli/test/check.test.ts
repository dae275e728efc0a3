/** `hpts check`: faults in the content of labs and pages. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SOLVED_DOUBLE } from "./support/course-files.ts";
import { type Outcome, unwrapped } from "./support/run.ts";
import { makeCourse } from "./support/temporary-course.ts";

const DOUBLE = "labs/first/starter/double.ts";

describe("hpts check of a sound course", () => {
  const course = makeCourse();
  let outcome: Outcome;
  beforeAll(async () => {
    course.remove("labs/second"); // one lab's tests, with five wrong solutions, take long enough
    outcome = await course.hpts(["check", "--report", "reports/content.json"]);
  });

  test("finds nothing; exit code 0", () => {
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    expect(outcome.stdout).toMatchInlineSnapshot(`
      " ✓ labs/first  2 exercises, 11 rules
      1 lab, 0 faults
      "
    `);
  });

  test("--report writes what was counted, in a folder that it makes", () => {
    const report = JSON.parse(course.read("reports/content.json")) as object;

    expect(report).toEqual({ passed: 11, faults: [] });
  });
});

// A fault in the files keeps check from running the lab's tests, which would take seconds a test.
describe("hpts check of a course with faults", () => {
  const course = makeCourse();
  beforeEach(() => {
    course.reset();
    course.remove("labs/first/NOTES.md");
  });

  test("names the lab, the rule, the file and what is wrong; exit code 1", async () => {
    const { code, stdout, stderr } = await course.hpts(["check", "first"]);

    expect(stdout).toMatchInlineSnapshot(`
      " ✗ labs/first  2 exercises, 11 rules
         files     labs/first/NOTES.md  is missing; every lab has it
      1 lab, 1 fault
      "
    `);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  });

  test("finds faults of several rules at once, and names the line where there is one", async () => {
    const file = "labs/first/tests/F1.test.ts";
    course.write(file, course.read(file).replace(', "twice three"', ""));
    course.write("labs/first/README.md", "# Nothing\n\n[lost](gone.md)\n");
    course.write("labs/first/hints/F1.md", "## Question\n\nWhat?\n");

    const { stdout } = await course.hpts(["check", "first"]);

    expect(stdout).toContain("   hints     labs/first/hints/F1.md  ");
    expect(stdout).toContain("   readme    labs/first/README.md  ");
    expect(stdout).toContain("   messages  labs/first/tests/F1.test.ts:6  expect(value) has no ");
    expect(stdout).toContain("   links     labs/first/README.md:3  gone.md: there is no such file");
  });

  test("--json gives the faults as data, and --report writes them", async () => {
    const { code, stdout } = await course.hpts([
      "check",
      "first",
      "--json",
      "--report",
      "out.json",
    ]);

    const fault = { rule: "files", file: "NOTES.md", message: "is missing; every lab has it" };
    expect(JSON.parse(stdout)).toMatchObject({
      labs: [{ lab: "labs/first", exercises: 2, faults: [fault] }],
      pages: [],
    });
    expect(JSON.parse(course.read("out.json"))).toEqual({ passed: 10, faults: [fault] });
    expect(code).toBe(1);
  });

  test.each([
    ["labs", "it is a folder"],
    ["labs/first/lab.json/out.json", "a part of the path is a file"],
  ])("--report %s is refused before the work begins, in one line", async (file, why) => {
    const { code, stdout, stderr } = await course.hpts(["check", "first", "--report", file]);

    expect(unwrapped(stderr)).toBe(`hpts: cannot write the report to ${file}: ${why}\n`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("a lab without a usable lab.json is a fault, not an end", async () => {
    course.write("labs/first/lab.json", "{");
    course.remove("labs/second/NOTES.md");
    course.write("README.md", "[lost](gone.md)\n");

    const { code, stdout } = await course.hpts(["check"]);

    expect(stdout).toContain("   manifest  labs/first/lab.json  ");
    expect(stdout).toContain("   files     labs/second/NOTES.md  ");
    expect(stdout).toContain("   links     README.md:1  gone.md: there is no such file\n");
    expect(stdout).toContain("2 labs, 3 faults\n");
    expect(code).toBe(1);
  });

  test("a lab without starter/ is a fault", async () => {
    course.remove("labs/first/starter");

    const { code, stdout } = await course.hpts(["check", "first"]);

    expect(stdout).toContain("   files     labs/first/starter  is missing");
    expect(code).toBe(1);
  });

  test("an id that is not the folder's name is a fault", async () => {
    const manifest = JSON.parse(course.read("labs/first/lab.json")) as object;
    course.write("labs/first/lab.json", JSON.stringify({ ...manifest, id: "other" }));

    const { code, stdout } = await course.hpts(["check", "labs/first"]);

    expect(stdout).toContain("   files     labs/first/NOTES.md  ");
    expect(stdout).toMatch(/labs\/first\/lab\.json .*\bother\b/);
    expect(code).toBe(1);
  });

  test("building on a lab that does not exist is a fault", async () => {
    const manifest = JSON.parse(course.read("labs/first/lab.json")) as object;
    course.write("labs/first/lab.json", JSON.stringify({ ...manifest, buildsOn: ["nonsense"] }));

    const { stdout } = await course.hpts(["check", "labs/first"]);

    expect(stdout).toContain("   files     labs/first/NOTES.md  ");
    expect(stdout).toContain("nonsense");
  });

  test("a student's work is no fault", async () => {
    course.write(DOUBLE, SOLVED_DOUBLE);

    const { stdout } = await course.hpts(["check", "first"]);

    expect(stdout).toContain("1 lab, 1 fault\n");
  });

  test("for authors, a starter that is not on record is a fault", async () => {
    course.write(DOUBLE, `${course.read(DOUBLE)}// changed by its author\n`);

    const { stdout } = await course.hpts(["check", "first"], { env: { HPTS_AUTHOR: "1" } });

    expect(stdout).toContain("   pristine  labs/first/pristine.json  does not fit starter/");
  });

  test("--record declares the starters as they are to be the ones handed out", async () => {
    course.write(DOUBLE, `${course.read(DOUBLE)}// changed by its author\n`);
    const before = course.read("labs/first/pristine.json");

    await course.hpts(["check", "first", "--record"], { env: { HPTS_AUTHOR: "1" } });
    const { stdout } = await course.hpts(["reset", "first"]);

    expect(course.read("labs/first/pristine.json")).not.toBe(before);
    expect(stdout).toBe("Nothing to reset: the files are as they were handed out.\n");
  });
});

describe("hpts check --record by somebody who has not said to be an author", () => {
  const course = makeCourse();
  beforeEach(() => {
    course.reset();
    course.remove("labs/first/NOTES.md"); // keeps the lab's tests from running
  });

  test("refuses to hand out what may be a student's work, committed or not", async () => {
    const before = course.read("labs/first/pristine.json");
    course.write(DOUBLE, SOLVED_DOUBLE);
    course.git("commit", "--quiet", "--no-gpg-sign", "--all", "--message", "my work");

    const { code, stdout, stderr } = await course.hpts(["check", "--record"]);

    expect(unwrapped(stderr)).toBe(
      "hpts: labs/first/starter is not as it was handed out. If it holds a student's work, " +
        "`hpts reset first` brings the original back. If you are its author, and it is to be " +
        "handed out as it is now, set HPTS_AUTHOR=1 and try again\n",
    );
    expect(course.read("labs/first/pristine.json")).toBe(before);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("records a new lab, and one whose starters are as recorded", async () => {
    const before = course.read("labs/first/pristine.json");
    await course.hpts(["check", "first", "--record"]);
    expect(course.read("labs/first/pristine.json")).toBe(before);

    course.remove("labs/first/pristine.json");
    await course.hpts(["check", "first", "--record"]);
    expect(course.read("labs/first/pristine.json")).toBe(before);
  });
});

describe("hpts check of what a lab's tests say", () => {
  test("finds starters and solutions that are not what they are declared to be", async () => {
    const course = makeCourse();
    course.write("labs/first/solution/halve.ts", "export const halve = (x: number) => x;\n");
    course.write("labs/first/wrong/off-by-1/double.ts", SOLVED_DOUBLE);
    for (const n of [2, 3, 4, 5]) course.remove(`labs/first/wrong/off-by-${n}`);
    const manifest = course.read("labs/first/lab.json");
    course.write(
      "labs/first/lab.json",
      manifest.replace('"starter":"todo"', '"starter":"failing"'),
    );

    const { code, stdout } = await course.hpts(["check", "first"]);

    const faults = stdout.matchAll(/^ {3}(\w+) +labs\/first\/(\S+) {2}(.*)$/gm);
    expect(Array.from(faults, ([, rule, file, message]) => [rule, file, message])).toEqual([
      [
        "starter",
        "starter/double.ts",
        'exercise F1 is "todo" as handed out; lab.json declares "failing"',
      ],
      [
        "solution",
        "solution/halve.ts",
        "is not done: F2: halves three: half of three: expected 3 to be 1.5",
      ],
      ["wrong", "wrong/off-by-1", "does not turn F1 red: it is done"],
      ["wrong", "wrong", "holds 1 typical wrong solutions; a lab has at least 5"],
    ]);
    expect(code).toBe(1);
  });
});
