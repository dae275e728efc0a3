/** `hpts watch` without a terminal: verdicts one below the other, until a signal. */
import { beforeAll, describe, expect, test } from "vitest";
import { handedOut, SOLVED_DOUBLE, SOLVED_HALVE, WRONG_HALVE } from "./support/course-files.ts";
import type { Outcome, Running } from "./support/run.ts";
import { makeCourse } from "./support/temporary-course.ts";

const DOUBLE = "labs/first/starter/double.ts";
const HALVE = "labs/first/starter/halve.ts";

describe("hpts watch", () => {
  const course = makeCourse();
  let watch: Running;
  let first = "";
  beforeAll(async () => {
    watch = course.start(["watch"]);
    first = await watch.waitFor(" ms\n");
  });

  /** What is printed after a file was written, up to the end of the verdict. */
  async function afterWriting(file: string, text: string): Promise<string> {
    course.write(file, text);
    return watch.waitFor(" ms\n");
  }

  test("begins with the checklist of the first lab that is not done", () => {
    expect(course.plain(first)).toMatchInlineSnapshot(`
      "Watching labs/first/starter: save a file to have it checked.
      lab-first  The first lab                                             0 of 2 done

       ○ F1  Twice a number                                                      to do
       ○ F2  Half of a number                                                    to do

      0 done, 0 failing, 2 to do
      Next: F1 Twice a number
        labs/first/starter/double.ts:4:3
        F1: double x
        Hint: What is twice of a number?
        more hints: pnpm hpts hint first F1

      checked F1, F2 in <n> ms
      "
    `);
  });

  test("prints a new verdict when a file is saved, and runs only what it touches", async () => {
    const printed = await afterWriting(DOUBLE, SOLVED_DOUBLE);

    expect(course.plain(printed)).toMatchInlineSnapshot(`
      "
      starter/double.ts saved
      lab-first  The first lab                                             1 of 2 done

       ✓ F1  Twice a number                                                       done
       ○ F2  Half of a number                                                    to do

      1 done, 0 failing, 1 to do
      Next: F2 Half of a number
        labs/first/starter/halve.ts:4:3
        F2: halve x
        Hint: What is half of a number?
        more hints: pnpm hpts hint first F2

      checked F1 in <n> ms
      "
    `);
  });

  test("names a syntax error, and goes on", async () => {
    const broken = await afterWriting(DOUBLE, "export function double( {\n");
    const mended = await afterWriting(DOUBLE, SOLVED_DOUBLE);

    expect(broken).toContain("syntax error: ");
    expect(mended).toMatch(/ ✓ F1 .* done\n/);
  });

  describe("when a file is deleted, and written again", () => {
    let [deleted, restored] = ["", ""];
    beforeAll(async () => {
      course.remove(HALVE);
      deleted = await watch.waitFor(" ms\n");
      restored = await afterWriting(HALVE, WRONG_HALVE);
    });

    test("fails what the file was for, and goes on", () => {
      expect(deleted).toMatch(/ ✗ F2 .* failing\n/);
      expect(restored).toContain("half of three: expected 3 to be 1.5");
    });

    test("names the file, as hpts test does", () => {
      expect(deleted).toContain("the file starter/halve.ts is missing");
    });

    test("does not say that the deleted file was saved", () => {
      expect(deleted).not.toContain("saved");
    });
  });

  test("records progress as it goes, for the dashboard", async () => {
    await afterWriting(HALVE, SOLVED_HALVE);
    const finished = await course.hpts(["labs"]);
    await afterWriting(DOUBLE, handedOut(DOUBLE));

    expect(finished.stdout).toContain(
      "  first         5  hands-on   ██████████████  2 of 2 done\n",
    );
  });

  test("ends with exit code 130 on SIGINT, without an error", async () => {
    watch.child.kill("SIGINT");

    const { code, signal, stderr } = await watch.ended;

    // A busy machine may have been told that the run is still on its way.
    const errors = stderr.replace(/^checking .*\n/gm, "");
    expect({ code, signal, errors }).toEqual({ code: 130, signal: null, errors: "" });
  });
});

describe("SIGTERM in hpts watch", () => {
  const course = makeCourse();
  let outcome: Outcome;
  beforeAll(async () => {
    const watch = course.start(["watch", "second"]);
    await watch.waitFor(" ms\n");
    // Who gives a second verdict is up, with all signals listened to.
    course.write("labs/second/starter/double.ts", SOLVED_DOUBLE);
    await watch.waitFor(" ms\n");
    watch.child.kill("SIGTERM");
    outcome = await watch.ended;
  });

  test("ends it without an error", () => {
    expect(outcome).toMatchObject({ signal: null, stderr: "" });
  });

  test("ends it with exit code 130", () => {
    expect(outcome.code).toBe(130);
  });

  test("ends it with exit code 130 during the first run as well", async () => {
    const watch = course.start(["watch", "first"]);
    await watch.waitFor("Watching labs/first/starter");

    watch.child.kill("SIGTERM");

    const { code, signal } = await watch.ended;
    expect({ code, signal }).toEqual({ code: 130, signal: null });
  });
});
