/** `hpts timeit`: statements, their setup, what is wrong with them. Times themselves vary. */
import { describe, expect, test } from "vitest";
import { startHpts, unwrapped } from "./support/run.ts";
import { makeCourse } from "./support/temporary-course.ts";

const PYTHON_LINE = /^\d+ loops?, best of \d+: [\d.e+]+ [mun]?sec per loop\n$/;

describe("hpts timeit", { concurrent: true }, () => {
  const course = makeCourse();

  async function timeit(...args: string[]): Promise<string> {
    const { code, stdout } = await course.hpts(["timeit", ...args]);
    expect(code).toBe(0);
    return stdout;
  }

  async function refused(...args: string[]): Promise<[code: number | null, said: string]> {
    const { code, stdout, stderr } = await course.hpts(["timeit", ...args]);
    expect(stdout).toBe("");
    expect(stderr).not.toMatch(/^\s+at /m);
    return [code, unwrapped(stderr)];
  }

  test("prints Python's line", async () => {
    expect(await timeit("-n", "10", "-r2", "Math.hypot(3, 4)")).toMatch(PYTHON_LINE);
  });

  test("finds out the loops, and tells them with -v", async () => {
    const lines = (await timeit("-v", "-r1", "Math.hypot(3, 4)")).split("\n");

    expect(lines[0]).toMatch(/^1 loop -> \S+ secs$/);
    expect(lines.slice(0, 4).map((line) => line.split(" ")[0])).toEqual(["1", "2", "5", "10"]);
    expect(lines.at(-4)).toMatch(/^raw times: .*sec$/);
  });

  test("prints IPython's line, and the value with -o", async () => {
    const stdout = await timeit("--ipython", "-n", "1000", "-r", "2", "-o", "[1].concat(2)");

    const [line, value] = stdout.split("\n").slice(-3);
    expect(line).toMatch(
      /^\S+ [mµn]?s ± \S+ [mµn]?s per loop \(mean ± std\. dev\. of 2 runs, 1,000 loops each\)$/,
    );
    expect(value).toBe(`<TimeitResult : ${line}>`);
  });

  test("takes TypeScript, imports in the setup, and several statements", async () => {
    course.write("mine.ts", "export const twice = (x: number): number => 2 * x;\n");

    const setup = ['import { twice } from "./mine.ts"', "const xs: number[] = [1, 2];"];
    const stdout = await timeit(
      "-s",
      setup[0]!,
      "-s",
      setup[1]!,
      "-n1",
      "const y = xs.map(twice)",
      "y",
    );

    expect(stdout).toMatch(PYTHON_LINE);
  });

  test("takes everything after -- as it is", async () => {
    expect(await timeit("-n1", "--", "-1", "-2")).toMatch(/^1 loop, best of 5: /);
  });

  test("times what is awaited", async () => {
    expect(await timeit("-n2", "-r1", "await Promise.resolve(1)")).toMatch(PYTHON_LINE);
  });

  test.each([
    ["await (async () => { return 3; })()", ""],
    ["(async () => 3)()", "the statement's value is a promise, and only making it was timed"],
  ])("of %s it warns: %j", async (statement, warning) => {
    const { code, stderr } = await course.hpts(["timeit", "-n100", "-r1", statement]);

    expect(stderr).toContain(warning);
    expect(stderr.includes("is a promise")).toBe(warning !== "");
    expect(code).toBe(0);
  });

  test("finds the course's packages, wherever one stands", async () => {
    const setup = 'import { randomParticles } from "@hpts/core"';

    expect(await timeit("-n5", "-s", setup, "randomParticles(10, 1)")).toMatch(PYTHON_LINE);
  });

  test("prints all there is with --json", async () => {
    const result = JSON.parse(await timeit("--json", "-n4", "-r3", "1"));

    expect(result).toMatchObject({ loops: 4, repeat: 3, clock: "wall", way: "python" });
    expect(result.allRunsS).toHaveLength(3);
  });

  test.each([
    [["a b"], 'the statement does not parse: Expected ";" but found "b" (statement, column 3)'],
    [["-s", "let x =", "x"], "the setup does not parse: Unexpected end of file (setup, column 8)"],
    [
      ["1", "1 1"],
      'the statement does not parse: Expected ";" but found "1" (statement, line 2, column 3)',
    ],
    [["import 'node:fs'"], "an import belongs into the setup, not into the statement"],
    [["-s", "import './no.ts'", "1"], 'Could not resolve "./no.ts" (setup, column 8)'],
    [
      ["-n2", "return 3"],
      "the statement does not parse: return stands outside of a function (statement, column 1)",
    ],
    [
      ["-s", "1;\nif (1) return", "1"],
      "the setup does not parse: return stands outside of a function (setup, line 2, column 8)",
    ],
    [["-x"], "option -x not recognized (use -h/--help for command line help)"],
    [
      ["-n", "x"],
      'option -n must be a whole number, got "x" (use -h/--help for command line help)',
    ],
  ])("%j is refused with one sentence and exit code 2", async (args, says) => {
    expect(await refused(...args)).toEqual([2, `hpts: ${says}\n`]);
  });

  test.each([
    [["const o: any = {};", "o.x.y"], "(statement, line 2, column 5)"],
    [["-s", "const o: any = {}; o.x.y", "1"], "(setup, column 24)"],
    [["missing()"], "ReferenceError: missing is not defined (statement, column 1)"],
    [["throw 7"], "the code threw 7"],
    [["-s", "throw 7", "1"], "the setup threw 7"],
    [["await new Promise(() => {})"], "the statement waits for something that never comes"],
    [["process.exit(0)"], "the statement, or its setup, ended the process with exit code 0"],
    [
      ["-n1", "Promise.reject(new Error('rej'))"],
      'Error: rej: a promise was rejected that nothing waits for; did you mean "await ..."?',
    ],
  ])("%j, which throws, ends with the error, its place and exit code 1", async (args, says) => {
    const [code, said] = await refused(...args);

    expect(said).toContain(says);
    expect(code).toBe(1);
  });

  test("an error in the student's file names that file", async () => {
    course.write("throws.ts", "export function f(): never {\n  throw new Error('no');\n}\n");

    const [, said] = await refused("-s", 'import { f } from "./throws.ts"', "f()");

    expect(said).toBe("hpts: Error: no (throws.ts:2:9)\n");
  });

  test("a statement without end is ended by Ctrl+C", async () => {
    const child = startHpts(["timeit", "-v", "-n1", "console.log('in'); while (true);"], {
      cwd: course.root,
    });
    const ended = new Promise((resolve) => child.once("close", (_, signal) => resolve(signal)));
    child.stdout!.once("data", () => child.kill("SIGINT"));

    expect(await ended).toBe("SIGINT");
  });
});
