import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Running, runHpts, startHpts, unwrapped } from "./support/run.ts";

const cwd = mkdtempSync(join(tmpdir(), "hpts-memory-cli-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const hpts = (...args: string[]) => runHpts(["memory", ...args], { cwd });

/** Ends when it was seen. */
const WORK = `
  const { readFileSync } = require("node:fs");
  while (!readFileSync(process.env.HPTS_MEMORY_FILE, "latin1").includes("MEM "));
  console.log("out"); process.exitCode = 3;
`;

describe("hpts memory over time", () => {
  test("runs a program, keeps its output and exit code, and draws what it took", async () => {
    writeFileSync(join(cwd, "work.cjs"), WORK);

    const run = await hpts("run", "-o", "a.dat", "work.cjs");
    const plot = await hpts("plot", "a.dat");
    const peak = await hpts("peak", "a.dat");
    const svg = await hpts("plot", "a.dat", "-o", "a.svg");

    expect([run.code, run.stdout]).toEqual([3, "out\n"]);
    expect(run.stderr).toMatch(/^hpts: a\.dat: peak [\d.]+ MiB; hpts memory plot a\.dat\n$/);
    expect(plot.stdout).toContain("░ resident");
    expect(plot.stdout.split("\n").every((line) => line.length <= 80)).toBe(true);
    expect(peak.stdout).toMatch(/^a\.dat\t[\d.]+ MiB\n$/);
    expect(svg.code).toBe(0);
    expect(readFileSync(join(cwd, "a.svg"), "utf8")).toMatch(/^<svg /);
  });

  writeFileSync(join(cwd, "json.dat"), '{ "a": 1 }');
  test.each([
    [["run", "no-such-program"], 127, "hpts: no-such-program: command not found\n"],
    [["run", "--interval", "0", "true"], 2, "hpts: --interval must be 1 ms or more, got 0\n"],
    [
      ["run", "-o", "-", "true"],
      2,
      "hpts: -o - : stdout is for the program's output; give -o a file",
    ],
    [["run", "none.ts"], 2, "hpts: there is no file none.ts\n"],
    [["plot", "none.dat"], 2, "hpts: there is no file none.dat\n"],
    [["plot", "."], 2, "hpts: . is a folder: expected a file\n"],
    [["plot", "json.dat"], 2, "hpts: json.dat is no file of hpts memory run or mprof: it begins"],
    [["none.ts"], 2, "hpts: there is no file none.ts\n"],
    [["--gc", "--functions", "x.ts"], 2, "hpts: --gc is for lines"],
  ])("%j ends with %i and one line", async (args, code, text) => {
    const result = await hpts(...args);

    expect(result.code).toBe(code);
    expect(unwrapped(result.stderr)).toContain(text);
    expect(result.stdout).toBe("");
  });
});

describe("hpts memory by line and by function", () => {
  const program = `
function take(): number[] {
  return new Array<number>(1_000_000);
}
console.log("out", take().length);
`;

  test("says which --include matches no file that was measured", async () => {
    writeFileSync(join(cwd, "take.ts"), program);

    const { stderr } = await hpts("--include", "take.ts", "--include", "tkae.ts", "take.ts");

    expect(stderr).toContain("hpts: no file measured matches --include tkae.ts\n");
    expect(stderr).not.toContain("--include take.ts");
  });

  test("prints memory_profiler's table after the program's own output", async () => {
    writeFileSync(join(cwd, "take.ts"), program);

    const { code, stdout } = await hpts("-f", "take", "take.ts");

    expect(code).toBe(0);
    expect(stdout).toMatch(/^out 1000000\nFilename: take\.ts\n\nLine # {4}Mem usage/);
    expect(stdout).toMatch(/ 3 +[\d.]+ MiB +7\.6\d\d MiB +1 {5}return new Array/);
    expect(stdout).toContain("Resolution: ");
  });

  test("shows what there is after Ctrl+C in an endless loop", async () => {
    const loop = `console.log("go");\nfor (let i = 0; ; i++) {\n  String(i);\n}\n`;
    writeFileSync(join(cwd, "loop.ts"), loop);
    const running = new Running(startHpts(["memory", "loop.ts"], { cwd }));

    await running.waitFor("go\n");
    running.child.kill("SIGINT");
    const { code, stdout } = await running.ended;

    expect(code).toBe(130);
    expect(stdout).toMatch(/ 3 +[\d.]+ MiB +[\d.]+ MiB +\d+ {5}String\(i\);/);
  });

  test("says in its help what --gc costs", async () => {
    const { stdout } = await hpts("--help");

    expect(stdout).toContain(
      "--gc collects before each reading: some ms a line, minutes for a loop",
    );
    expect(unwrapped(stdout)).toContain("Ctrl+C reports what was read so far");
  });

  test("says that a function that was asked for did not run", async () => {
    writeFileSync(join(cwd, "take.ts"), program);

    const { code, stderr } = await hpts("-f", "other", "take.ts");

    expect([code, stderr]).toEqual([1, "hpts: no function other ran: there is nothing to show\n"]);
  });

  test("by function writes a profile that hpts stats reads", async () => {
    writeFileSync(join(cwd, "take.ts"), program);

    const { code } = await hpts("--functions", "-o", "f.json", "take.ts");

    expect(code).toBe(0);
    expect(existsSync(join(cwd, "f.json"))).toBe(true);
    const stats = await runHpts(["stats", "f.json", "-s", "tottime"], { cwd });
    expect(stats.stdout).toContain("(take)");
  });
});
