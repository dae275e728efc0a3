/** What needs a terminal: the single keys of `hpts watch`, and the question of `hpts reset`. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { handedOut, SOLVED_DOUBLE, WRONG_HALVE } from "./support/course-files.ts";
import type { Outcome } from "./support/run.ts";
import { makeCourse } from "./support/temporary-course.ts";
import { CTRL_C, CTRL_D, ENTER, hasTerminal, Terminal } from "./support/terminal.ts";

const DOUBLE = "labs/first/starter/double.ts";
const KEY_LINE = "r rerun  h hint  n next  d diff  w why slow  x reset  l labs  q quit\r\n";
/** The cursor goes to the first line. */
const SCREEN_TOP = "\u001b[H";
const isTestable = hasTerminal("the keys of hpts watch, and the question of hpts reset");

const PROGRAM = `/** The double of F1, a million times. */
import { double } from "#lab/double";

for (let i = 0; i < 1e6; i++) double(i);
`;

describe.skipIf(!isTestable)("the keys of hpts watch", () => {
  const course = makeCourse();
  let terminal: Terminal;
  beforeAll(async () => {
    terminal = new Terminal(course, ["watch", "first"]);
    await terminal.waitFor(KEY_LINE);
  });

  test("r checks all exercises again", async () => {
    terminal.press("r");

    const printed = await terminal.waitFor(KEY_LINE);

    expect(printed).toMatch(/\r\nchecked F1, F2 in \d+ ms\r\n/);
  });

  test("h prints a hint for the exercise that comes next, and one more each time", async () => {
    terminal.press("h");
    const first = await terminal.waitFor("more: pnpm hpts hint first F1\r\n");
    terminal.press("h");
    const second = await terminal.waitFor("more: pnpm hpts hint first F1\r\n");

    expect(first).toContain("Hint 1 of 3: question\r\n");
    expect(first).not.toContain("Hint 2 of 3");
    expect(second).toContain("Hint 2 of 3: direction\r\n");
  });

  test("n prints the exercise that comes next, and where it is", async () => {
    terminal.press("n");

    const printed = await terminal.waitFor("watch first\r\n");

    expect(printed).toContain(`Next: F1 Twice a number  (lab first)\r\n  ${DOUBLE}:4:3\r\n`);
  });

  test("l prints the dashboard", async () => {
    terminal.press("l");

    const printed = await terminal.waitFor("pnpm hpts doctor\r\n");

    expect(printed).toMatch(/ {2}first .* 0 of 2 done\r\n {2}second .* 0 of 2 done\r\n/);
  });

  test("any other key prints which keys there are; an arrow key does so once", async () => {
    terminal.press("z");
    await terminal.waitFor(KEY_LINE);
    terminal.press("\u001b[A");
    await terminal.waitFor(KEY_LINE);
    terminal.press("n");

    const printed = await terminal.waitFor("Next: ");

    expect(printed).not.toContain(KEY_LINE);
  });

  test("w says that there is nothing to profile", async () => {
    terminal.press("w");

    await terminal.waitFor("Lab first has no program to be profiled.\r\n");
    await terminal.waitFor(KEY_LINE);
  });

  test("w profiles the program that is about the next exercise, and names what is to do", async () => {
    course.write("labs/first/programs/double.ts", PROGRAM);
    terminal.press("w");

    const printed = await terminal.waitFor(KEY_LINE);

    expect(printed).toContain("Why is it slow? programs/double.ts\r\n");
    expect(printed).toContain("○ F1 is not written yet: ");
  });

  test("x has nothing to ask while nothing was written", async () => {
    terminal.press("x");

    await terminal.waitFor("Nothing to reset: the files are as they were handed out.\r\n");
  });

  test("d is refused with advice for what is not done, and the watcher goes on", async () => {
    terminal.press("d");

    const printed = await terminal.waitFor("--anyway.\r\n");

    expect(printed).toContain("hpts: F1 is not done yet.");
  });

  test("d shows the difference of what was done last", async () => {
    course.write(DOUBLE, SOLVED_DOUBLE);
    await terminal.waitFor(KEY_LINE);

    terminal.press("d");

    const printed = await terminal.waitFor("+  return 2 * x;\r\n");
    expect(printed).toContain("-  return x + x;\r\n");
  });

  test("x asks, and takes no for an answer", async () => {
    const work = "export const halve = (x: number): number => x;\n";
    course.write("labs/first/starter/halve.ts", work);
    await terminal.waitFor(KEY_LINE);

    terminal.press("x");
    await terminal.waitFor("[y/N] ");
    terminal.press(`n${ENTER}`);

    await terminal.waitFor("Nothing was changed.\r\n");
    expect(course.read("labs/first/starter/halve.ts")).toBe(work);
  });

  test.each(["once", "and once more"])(
    "x resets %s, and the screen after it says where the work is",
    async () => {
      course.write(DOUBLE, `${SOLVED_DOUBLE}// ${Math.random()}\n`);
      course.write("labs/first/starter/halve.ts", WRONG_HALVE);
      await terminal.waitFor(KEY_LINE);

      terminal.press("x");
      const asked = await terminal.waitFor("[y/N] ");
      terminal.press(`y${ENTER}`);
      await terminal.waitFor("Your work is in ");
      await terminal.waitFor(SCREEN_TOP);
      const screen = await terminal.waitFor(KEY_LINE);

      expect(asked).toContain("Reset starter/halve.ts of lab first (F2)? ");
      expect(screen).toMatch(/\r\nYour work is in labs\/first\/\.hpts\/backup\/\S+\r\n/);
      expect(course.read("labs/first/starter/halve.ts")).toBe(
        handedOut("labs/first/starter/halve.ts"),
      );
    },
  );

  test("q ends the watcher with exit code 0", async () => {
    terminal.press("q");

    const { code } = await terminal.ended;

    expect(code).toBe(0);
  });
});

describe.skipIf(!isTestable)("hpts watch on a terminal without a cursor to place", () => {
  test("prints one checklist below the other, without empty screens between them", async () => {
    const terminal = new Terminal(makeCourse(), ["watch", "first"], { TERM: "dumb" });
    await terminal.waitFor(KEY_LINE);

    terminal.press("q");

    const { stdout } = await terminal.ended;
    expect(stdout).not.toContain(SCREEN_TOP);
    expect(stdout).not.toContain("\r\n\r\n\r\n");
  });
});

describe.skipIf(!isTestable)("Ctrl+C in hpts watch", () => {
  test("ends it with exit code 130", async () => {
    const terminal = new Terminal(makeCourse(), ["watch", "first"]);
    await terminal.waitFor(KEY_LINE);
    terminal.press("z"); // the answer shows that the keys are read
    await terminal.waitFor(KEY_LINE);

    terminal.press(CTRL_C);

    const { code, stdout } = await terminal.ended;
    expect(code).toBe(130);
    expect(stdout).not.toMatch(STACK_FRAME);
  });
});

describe.skipIf(!isTestable)("Ctrl+C at the question of the key x", () => {
  const course = makeCourse();
  const work = "export const double = (x: number): number => x;\n";
  let outcome: Outcome;
  beforeAll(async () => {
    course.write(DOUBLE, work);
    const terminal = new Terminal(course, ["watch", "first"]);
    await terminal.waitFor(KEY_LINE);
    terminal.press("x");
    await terminal.waitFor("[y/N] ");
    terminal.press(CTRL_C);
    outcome = await terminal.ended;
  });

  test("ends the watcher with exit code 130, and resets nothing", () => {
    expect(outcome.code).toBe(130);
    expect(course.read(DOUBLE)).toBe(work);
  });

  test("is no error", () => {
    expect(outcome.stdout).not.toMatch(STACK_FRAME);
  });
});

describe.skipIf(!isTestable)("the question of hpts reset", () => {
  const course = makeCourse();
  beforeEach(() => {
    course.reset();
    course.write(DOUBLE, SOLVED_DOUBLE);
  });

  async function answered(keys: string): Promise<Outcome> {
    const terminal = new Terminal(course, ["reset", "first"]);
    await terminal.waitFor("Reset starter/double.ts of lab first (F1)? ");
    await terminal.waitFor("[y/N] ");
    terminal.press(keys);
    return terminal.ended;
  }

  test("y resets", async () => {
    const { code, stdout } = await answered(`y${ENTER}`);

    expect(stdout).toContain("Reset starter/double.ts of lab first (F1).\r\n");
    expect(code).toBe(0);
    expect(course.read(DOUBLE)).toBe(handedOut(DOUBLE));
  });

  test("Enter alone resets nothing", async () => {
    const { code, stdout } = await answered(ENTER);

    expect(stdout).toContain("Nothing was changed.\r\n");
    expect(code).toBe(0);
    expect(course.read(DOUBLE)).toBe(SOLVED_DOUBLE);
  });

  test("Ctrl+C ends it with exit code 130, without an error", async () => {
    const { code, stdout } = await answered(CTRL_C);

    expect(stdout).not.toMatch(STACK_FRAME);
    expect(code).toBe(130);
  });

  test("Ctrl+D is a no", async () => {
    const { code, stdout } = await answered(CTRL_D);

    expect(stdout).toContain("Nothing was changed.\r\n");
    expect(code).toBe(0);
  });
});

/** A line of a JavaScript stack. */
const STACK_FRAME = /^\s+at .*(\(|file:|node:)/m;
