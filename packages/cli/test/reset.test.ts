/** `hpts reset`: starter files as they were handed out, and no work is lost. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeEach, describe, expect, test } from "vitest";
import { handedOut, SOLVED_DOUBLE, SOLVED_HALVE } from "./support/course-files.ts";
import { unwrapped } from "./support/run.ts";
import { makeCourse } from "./support/temporary-course.ts";

const DOUBLE = "labs/first/starter/double.ts";
const HALVE = "labs/first/starter/halve.ts";
const BACKUP = "labs/first/.hpts/backup";

describe("hpts reset", () => {
  const course = makeCourse();
  beforeEach(() => course.reset());

  /** The environment of a process whose clock stands still. */
  function stoppedClock(): NodeJS.ProcessEnv {
    course.write("clock.mjs", 'Date.prototype.toISOString = () => "2026-02-03T04:05:06.789Z";\n');
    return { NODE_OPTIONS: `--import ${pathToFileURL(join(course.root, "clock.mjs")).href}` };
  }

  test("changes nothing without --yes where it cannot ask", async () => {
    course.write(DOUBLE, SOLVED_DOUBLE);

    const { code, stdout, stderr } = await course.hpts(["reset", "first"]);

    expect(stderr).toBe(
      "hpts: this asks before it resets, and here is no terminal to ask on: add --yes\n",
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(course.read(DOUBLE)).toBe(SOLVED_DOUBLE);
    expect(course.exists(BACKUP)).toBe(false);
  });

  test("--yes resets the lab, and keeps the work in a folder that it names", async () => {
    course.write(DOUBLE, SOLVED_DOUBLE);
    course.write(HALVE, SOLVED_HALVE);

    const { code, stdout, stderr } = await course.hpts(["reset", "first", "--yes"], {
      env: stoppedClock(),
    });

    expect(stdout).toMatchInlineSnapshot(`
      "Reset starter/double.ts, starter/halve.ts of lab first (F1, F2).
      Your work is in labs/first/.hpts/backup/2026-02-03T04-05-06
      "
    `);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect([course.read(DOUBLE), course.read(HALVE)]).toEqual([
      handedOut(DOUBLE),
      handedOut(HALVE),
    ]);
    expect(course.read(`${BACKUP}/2026-02-03T04-05-06/double.ts`)).toBe(SOLVED_DOUBLE);
    expect(course.read(`${BACKUP}/2026-02-03T04-05-06/halve.ts`)).toBe(SOLVED_HALVE);
  });

  test("names the folder as seen from where one stands", async () => {
    course.write(DOUBLE, SOLVED_DOUBLE);

    const { stdout } = await course.hpts(["reset", "first", "F1", "-y"], { in: "labs/first" });

    const [, folder] = /Your work is in (.*)\n/.exec(stdout) ?? [];
    expect(course.read(`labs/first/${folder}/double.ts`)).toBe(SOLVED_DOUBLE);
  });

  test("resets only the file of the exercise that is named", async () => {
    course.write(DOUBLE, SOLVED_DOUBLE);
    course.write(HALVE, SOLVED_HALVE);

    const { code, stdout } = await course.hpts(["reset", "first", "F2", "--yes"]);

    expect(stdout).toContain("Reset starter/halve.ts of lab first (F2).\n");
    expect(code).toBe(0);
    expect([course.read(DOUBLE), course.read(HALVE)]).toEqual([SOLVED_DOUBLE, handedOut(HALVE)]);
  });

  test("says so when there is nothing to reset, and asks nothing", async () => {
    const { code, stdout, stderr } = await course.hpts(["reset", "first"]);

    expect(stdout).toBe("Nothing to reset: the files are as they were handed out.\n");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("leaves a file alone that the student added", async () => {
    course.write("labs/first/starter/mine.ts", "export const mine = 1;\n");
    course.write(DOUBLE, SOLVED_DOUBLE);

    await course.hpts(["reset", "first", "--yes"]);

    expect(course.read("labs/first/starter/mine.ts")).toBe("export const mine = 1;\n");
    expect(course.read(DOUBLE)).toBe(handedOut(DOUBLE));
  });

  test("brings a deleted file back", async () => {
    course.remove(DOUBLE);

    const { code, stdout } = await course.hpts(["reset", "first", "F1", "--yes"]);

    expect(stdout).toContain("Reset starter/double.ts of lab first (F1).\n");
    expect(code).toBe(0);
    expect(course.read(DOUBLE)).toBe(handedOut(DOUBLE));
  });

  test("names no folder when a deleted file comes back", async () => {
    course.remove(DOUBLE);

    const { stdout } = await course.hpts(["reset", "first", "F1", "--yes"]);

    expect(stdout).not.toContain("Your work is in");
  });

  test("finds the handed-out text in git, after work was committed and .hpts deleted", async () => {
    course.write(DOUBLE, SOLVED_DOUBLE);
    course.git("commit", "--quiet", "--no-gpg-sign", "--all", "--message", "my solution");
    course.remove("labs/first/.hpts");

    const { code } = await course.hpts(["reset", "first", "--yes"]);

    expect(code).toBe(0);
    expect(course.read(DOUBLE)).toBe(handedOut(DOUBLE));
  });

  test("finds the handed-out text without git, once the lab was run untouched", async () => {
    await course.hpts(["test", "first"]);
    course.write(DOUBLE, SOLVED_DOUBLE);

    const { code } = await course.hpts(["reset", "first", "--yes"], { env: { PATH: "" } });

    expect(code).toBe(0);
    expect(course.read(DOUBLE)).toBe(handedOut(DOUBLE));
  });

  test("changes nothing, and says what to do, when the handed-out text is lost", async () => {
    course.write(DOUBLE, SOLVED_DOUBLE);
    course.remove(HALVE);

    const { code, stderr } = await course.hpts(["reset", "first", "--yes"], { env: { PATH: "" } });

    expect(unwrapped(stderr)).toBe(
      "hpts: the original of starter/double.ts was not found, neither in .hpts/pristine nor by " +
        "git. Take it from a fresh download of the course.\n",
    );
    expect(code).toBe(2);
    expect(course.read(DOUBLE)).toBe(SOLVED_DOUBLE);
    expect(course.exists(BACKUP)).toBe(false);
  });

  test("says so when a file is deleted and its handed-out text is lost", async () => {
    course.remove(DOUBLE);

    const { code, stderr } = await course.hpts(["reset", "first", "--yes"], { env: { PATH: "" } });

    expect(stderr).toContain("the original of starter/double.ts was not found");
    expect(code).toBe(2);
  });

  test("keeps both works of two resets within a second", async () => {
    const env = stoppedClock();
    course.write(DOUBLE, "// first work\n");
    await course.hpts(["reset", "first", "--yes"], { env });
    course.write(DOUBLE, "// second work\n");
    await course.hpts(["reset", "first", "--yes"], { env });

    const kept = course.list(BACKUP).map((name) => course.read(`${BACKUP}/${name}/double.ts`));

    expect(kept.sort()).toEqual(["// first work\n", "// second work\n"]);
  });

  test("does not take other line ends for work", async () => {
    course.write(DOUBLE, handedOut(DOUBLE).replaceAll("\n", "\r\n"));

    const { code, stdout } = await course.hpts(["reset", "first"]);

    expect(stdout).toBe("Nothing to reset: the files are as they were handed out.\n");
    expect(code).toBe(0);
  });
});
