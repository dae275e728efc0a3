/** `hpts profile` and `hpts lines` as a user calls them; the engines are tested in packages/profile. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadProfile } from "@hpts/profile";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HPTS_COMMAND, plainEnvironment, runHpts, unwrapped } from "./support/run.ts";
import type { Course } from "./support/temporary-course.ts";
import { CTRL_C, hasTerminal, Terminal } from "./support/terminal.ts";

let cwd = "";

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "hpts-profile-test-"));
  const program = `function square(n: number): number {
  return n * n;
}
for (const word of process.argv.slice(2)) console.log(square(Number(word)));
process.exitCode = 3;
`;
  writeFileSync(join(cwd, "squares.mts"), program);
  writeFileSync(join(cwd, "bad.mts"), "let a = ;\n");
  writeFileSync(join(cwd, "imports-bad.mts"), 'import "./bad.mts";\n');
  writeFileSync(join(cwd, "requires-bad.cts"), 'require("./bad.mts");\n');
  const url = 'new URL("./bad.mts", import.meta.url)';
  const starts = `import { Worker } from "node:worker_threads";\nnew Worker(${url});\n`;
  writeFileSync(join(cwd, "starts-bad.mts"), starts);
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe("hpts profile", () => {
  test("prints its report after the program's output, and has its exit code", async () => {
    const args = ["profile", "-s", "calls", "squares.mts", "3", "4"];
    const { stdout, stderr, code } = await runHpts(args, { cwd });

    expect({ stderr, code }).toEqual({ stderr: "", code: 3 });
    expect(stdout).toMatch(/^9\n16\n {9}3 function calls in /);
    expect(stdout).toContain("Ordered by: call count");
    expect(stdout).toMatch(/\n {8}2 .* squares\.mts:1\(square\)\n {8}1 .*:1\(<module>\)/);
  });

  test("keeps the profile in a file, and prints no report then", async () => {
    const args = ["profile", "-o", "prof.json", "squares.mts", "--", "5"];
    const { stdout, stderr } = await runHpts(args, { cwd });

    expect(stdout).toBe("NaN\n25\n");
    expect(stderr).toContain("the profile is in prof.json");
    expect(loadProfile(join(cwd, "prof.json")).meta).toMatchObject({ engine: "exact", exit: 3 });
  });

  test("says in one line what is wrong, before the program runs", async () => {
    const wrong = [
      ["nothing.ts"],
      ["-s", "nonsense", "squares.mts"],
      ["-i", "3", "squares.mts"],
      ["-o", "none/prof.json", "squares.mts"],
      ["-o", "-", "squares.mts"],
    ];
    const results = await Promise.all(wrong.map((args) => runHpts(["profile", ...args], { cwd })));

    expect(results.map(({ code, stdout }) => [code, stdout])).toEqual(wrong.map(() => [2, ""]));
    expect(results.map(({ stderr }) => stderr.split("\n")[0])).toEqual([
      "hpts: there is no file nothing.ts",
      expect.stringContaining('sort key "nonsense"'),
      "hpts: -i must be 50 to 1000000 microseconds, got 3",
      "hpts: -o none/prof.json: there is no folder none",
      "hpts: -o - : stdout is for the program's output; give -o a file",
    ]);
  });

  test.each([
    ["profile", "bad.mts"],
    ["lines", "bad.mts"],
    ["memory", "bad.mts"],
    ["profile", "imports-bad.mts"],
    ["memory", "imports-bad.mts"],
    ["profile", "requires-bad.cts"],
    ["profile", "starts-bad.mts"],
  ])("what does not parse gives 5 and one line: %s %s", async (...args) => {
    const result = await runHpts(args, { cwd });

    const stderr = "hpts: bad.mts:1:9: Unexpected token\n";
    expect(result).toMatchObject({ stdout: "", stderr, code: 5 });
  });
});

test("hpts lines prints hits and text of the lines of a function", async () => {
  const { stdout, code } = await runHpts(["lines", "-f", "square", "squares.mts", "2", "3"], {
    cwd,
  });

  expect(code).toBe(3);
  expect(stdout).toMatch(/^4\n9\nTimer unit: 1e-06 s\n/);
  expect(stdout).toMatch(/\n {5}2 {9}2 .*return n \* n;\n/);
  expect(stdout).not.toContain("console.log");
});

describe("hpts lines", () => {
  test("shows a profile that was kept, and says so when it keeps one", async () => {
    const kept = await runHpts(["lines", "-o", "l.json", "squares.mts", "2"], { cwd });
    expect(kept.stderr).toBe("hpts: the profile is in l.json; hpts lines l.json shows it\n");

    const { stdout, stderr, code } = await runHpts(["lines", "l.json", "-f", "square"], { cwd });
    const before = await runHpts(["lines", "-f", "square", "l.json"], { cwd });

    expect({ stderr: unwrapped(stderr), code }).toEqual({
      stderr: "hpts: l.json is a profile: it takes no arguments and no -o\n",
      code: 2,
    });
    expect(stdout).toBe("");
    expect(before).toMatchObject({ stderr: "", code: 0 });
    expect(before.stdout).toMatch(/^Timer unit: 1e-06 s\n[\s\S]*\n {5}2 {9}1 .*return n \* n;\n/);
  });

  test.each(["lines", "memory"])("a function that did not run: %s", async (verb) => {
    writeFileSync(join(cwd, "quiet.mts"), "function f() { return 1; }\nf();\n");
    const { stdout, stderr, code } = await runHpts([verb, "-f", "nosuch", "quiet.mts"], { cwd });

    expect({ stdout, stderr, code }).toEqual({
      stdout: "",
      stderr: "hpts: no function nosuch ran: there is nothing to show\n",
      code: 1,
    });
  });
});

test("notes: an interval that engine exact has no use for, a glob that matches nothing", async () => {
  const args = ["profile", "-i", "500", "--include", "**/none.ts", "squares.mts"];
  const { stderr, code } = await runHpts(args, { cwd });

  expect({ stderr, code }).toEqual({
    stderr:
      "hpts: -i is for samples of V8: engine exact takes none\n" +
      "hpts: no file measured matches --include **/none.ts\n",
    code: 3,
  });
});

test("a report that nobody reads does not change the exit code", () => {
  const calls = Array.from({ length: 3000 }, (_, i) => `function f${i}() {} f${i}();`);
  writeFileSync(join(cwd, "many.mts"), `${calls.join("\n")}\nprocess.exitCode = 3;\n`);
  const [node = "", hpts = ""] = HPTS_COMMAND;
  const line = `{ "${node}" "${hpts}" profile many.mts; echo "code $?" >&2; } | head -1`;

  const { stderr } = spawnSync("sh", ["-c", line], {
    cwd,
    encoding: "utf8",
    env: plainEnvironment(),
  });

  expect(stderr).toBe("code 3\n");
});

test.skipIf(!hasTerminal("hpts profile on a terminal"))(
  "after Ctrl+C on a terminal the report has a line of its own",
  async () => {
    writeFileSync(join(cwd, "spin.mts"), 'console.log("ready");\nfor (;;);\n');
    const terminal = new Terminal({ root: cwd } as Course, ["profile", "spin.mts"]);
    await terminal.waitFor("ready");
    terminal.press(CTRL_C);

    const { stdout, code } = await terminal.ended;

    expect(stdout).toMatch(/\^C\r?\n {9}1 function calls in /);
    expect(code).toBe(130);
  },
);
