/** What is the same for every command: help, usage errors, outside a course, a closed pipe. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Outcome, runHpts, unwrapped } from "./support/run.ts";
import { makeCourse } from "./support/temporary-course.ts";

const COMMANDS = [
  "labs",
  "start",
  "next",
  "test",
  "watch",
  "hint",
  "solution",
  "reset",
  "timeit",
  "time",
  "bench",
  "compare",
  "profile",
  "lines",
  "stats",
  "diff",
  "convert",
  "open",
  "repl",
  "memory",
  "plot",
  "animate",
  "grade",
  "doctor",
  "check",
] as const;

// Concurrent where nothing is written: starting the processes is all that takes time.
describe.concurrent("hpts --help", () => {
  const course = makeCourse();

  test("lists every command and the exit codes", async () => {
    const { code, stdout, stderr } = await course.hpts(["--help"]);

    const commands = stdout.slice(stdout.indexOf("\nCommands:"));
    const listed = Array.from(commands.matchAll(/^ {2}([a-z]+) /gm), ([, name]) => name);
    expect(listed).toEqual([...COMMANDS, "help"]);
    expect(stdout).toMatch(/\nExit codes:\n {2}0 all is well [\s\S]*\n {2}2 wrong usage /);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test.each(COMMANDS)("of %s shows examples first, and the exit codes last", async (name) => {
    const { code, stdout, stderr } = await course.hpts([name, "--help"]);

    expect(stdout).toMatch(
      new RegExp(`^Examples:\n( {2}hpts ${name}.*\n)+\nUsage: hpts ${name} [^]*\nExit codes:\n`),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("is the same as hpts help <command>", async () => {
    const [option, command] = await Promise.all([
      course.hpts(["hint", "--help"]),
      course.hpts(["help", "hint"]),
    ]);

    expect(command).toEqual(option);
  });

  test("works outside a course", async () => {
    const { code, stdout } = await runHpts(["labs", "--help"], { cwd: outsideACourse() });

    expect(stdout).toContain("Usage: hpts labs");
    expect(code).toBe(0);
  });
});

describe("hpts --version", () => {
  test("prints a version number and nothing else", async () => {
    const { code, stdout, stderr } = await runHpts(["--version"], { cwd: outsideACourse() });

    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

describe.concurrent("wrong usage", () => {
  const course = makeCourse();

  async function refused(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await course.hpts(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).not.toMatch(STACK_FRAME);
    return stderr;
  }

  test("an unknown command gets a suggestion", async () => {
    const stderr = await refused("lab");

    expect(stderr).toBe(
      "hpts: unknown command 'lab'\n(Did you mean labs?)\n(add --help for more)\n",
    );
  });

  test.each(["first", "frist", "lab-first", "labs/first", "First"])(
    "%s, which is a lab or nearly one, gets the command that was meant",
    async (word) => {
      const stderr = await refused(word);

      expect(stderr).toContain(`hpts: unknown command '${word}'\n`);
      expect(stderr).toContain("(first is a lab: pnpm hpts watch first)\n");
    },
  );

  test("an unknown command unlike any other gets none", async () => {
    const stderr = await refused("xyzzy");

    expect(stderr).toContain("unknown command 'xyzzy'");
    expect(stderr).not.toContain("Did you mean");
    expect(stderr).not.toContain("is a lab");
  });

  test.each(["hint", "solution", "reset"])(
    "%s without a lab names what is missing",
    async (name) => {
      const stderr = await refused(name);

      expect(stderr).toContain("missing required argument 'lab'");
    },
  );

  test("an unknown option gets a suggestion", async () => {
    const stderr = await refused("test", "first", "--forse");

    expect(stderr).toContain("unknown option '--forse'\n(Did you mean --force?)");
  });

  test("an argument too many is refused", async () => {
    const stderr = await refused("labs", "first");

    expect(stderr).toContain("too many arguments for 'labs'");
  });
});

describe.concurrent("outside a course", () => {
  test.each([
    "labs",
    "start",
    "next",
    "test",
    "watch",
    "hint first",
    "solution first",
    "reset first",
    "repl",
    "doctor",
    "check",
  ])("hpts %s ends with one sentence and exit code 2", async (line) => {
    const cwd = outsideACourse();

    const outcome = await runHpts(line.split(" "), { cwd });

    expect({ ...outcome, stderr: unwrapped(outcome.stderr) }).toEqual({
      code: 2,
      signal: null,
      stdout: "",
      stderr:
        `hpts: ${cwd} is not inside the course: ` +
        "change into the folder that you cloned, and try again\n",
    });
  });
});

describe.concurrent("a stdout that is closed early, as by `hpts labs | head -1`", () => {
  const course = makeCourse();

  /** Closes the pipe before the process can have written to it. */
  function withoutReader(...args: string[]): Promise<Outcome> {
    const running = course.start(args);
    running.child.stdout!.destroy();
    return running.ended;
  }

  test.each(["labs", "labs --json", "next", "--help"])("hpts %s prints no error", async (line) => {
    const { code, stderr } = await withoutReader(...line.split(" "));

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

/** A line of a JavaScript stack. */
const STACK_FRAME = /^\s+at /m;

let outside: string | undefined;
afterAll(() => {
  if (outside !== undefined) rmSync(outside, { recursive: true, force: true });
});

function outsideACourse(): string {
  outside ??= realpathSync(mkdtempSync(join(tmpdir(), "hpts-outside-")));
  return outside;
}
