/** No line of ours is wider than 80 columns, with the longest way to call hpts. */
import { beforeAll, describe, expect, test } from "vitest";
import { makeCourse } from "./support/temporary-course.ts";
import { hasTerminal, Terminal } from "./support/terminal.ts";

const WIDTH = 80;
const HELP = [
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
  "grade run",
  "grade batch",
  "grade merge",
  "grade regrade",
  "grade export",
  "grade doctor",
  "grade publish",
  "grade collect",
  "grade verify",
  "grade gradescope-bundle",
  "grade template",
  "grade mutants",
  "grade attack",
  "doctor",
  "check",
] as const;

function tooWide(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.length > WIDTH);
}

describe.concurrent("no line is wider than 80 columns", () => {
  const course = makeCourse();
  beforeAll(() => course.remove("labs/second/starter/double.ts"));

  test.each([
    ...HELP.map((name) => `${name} --help`),
    "--help",
    "labs",
    "next first",
    "next second",
    "doctor",
    "hint first --again",
    "solution first",
    "solution first F9",
    "reset first",
    "test first --target nonsense",
    "check --record",
    "check --report labs/first/lab.json/a/long/path/to/a/report.json",
    "nonsense",
  ])("hpts %s", async (line) => {
    const env = { HPTS_COMMAND: "npm run hpts --", PATH: "" };

    const { stdout, stderr } = await course.hpts(line.split(" "), { env });

    expect(stdout + stderr).not.toBe("");
    expect(tooWide(stdout + stderr)).toEqual([]);
  });
});

const isTestable = hasTerminal("the width of what hpts check finds");

describe.skipIf(!isTestable)("what hpts check finds", () => {
  const course = makeCourse();
  const file = "labs/first/tests/F1.test.ts";
  beforeAll(() => {
    course.write(file, course.read(file).replace(', "twice three"', ""));
  });

  test("is wrapped on a terminal, under where it begins", async () => {
    const { stdout } = await new Terminal(course, ["check", "first"]).ended;

    expect(tooWide(stdout)).toEqual([]);
    expect(stdout).toMatch(
      /^ {3}messages {2}labs\/first\/tests\/F1\.test\.ts:6 {2}expect.*\r\n {13}\S/m,
    );
  });

  test("is a line each for other programs", async () => {
    const { stdout } = await course.hpts(["check", "first"]);

    expect(stdout).toMatch(/^ {3}messages {2}labs\/first\/tests\/F1\.test\.ts:6 {2}expect.{50,}$/m);
    expect(stdout).not.toMatch(/^ {13}/m);
  });
});
