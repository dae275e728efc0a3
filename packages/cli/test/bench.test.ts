/** `hpts bench`: benchmark files, what is wrong with them, and what is kept of a run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Outcome } from "./support/run.ts";
import { type Course, makeCourse } from "./support/temporary-course.ts";

/** As short as it gets: nothing here looks at a time. */
const QUICK = ["--time", "2", "--generations", "1"];

const GOOD = `
import { bench } from "@hpts/bench";
const inputs = Array.from({ length: 1024 }, (_, i) => i / 7);
export const sine = bench("sine", { inputs, fn: (x: number) => Math.sin(x) });
export const later = bench("later", { inputs, fn: async (x: number) => x + 1 });
`;

const HISTORY = ".hpts/bench/history.jsonl";

function caseOf(spec: string): string {
  return `import { bench } from "@hpts/bench";\nexport const one = bench("one", ${spec});\n`;
}

describe("hpts bench", () => {
  const course: Course = makeCourse();
  beforeEach(() => course.reset());

  const bench = (...args: string[]) => course.hpts(["bench", ...args, ...QUICK]);

  test("--json prints the run as one line with its schema", async () => {
    course.write("good.bench.ts", GOOD);

    const { stdout } = await course.hpts([
      "bench",
      "good.bench.ts",
      "--json",
      "--time",
      "2",
      "--generations",
      "2",
    ]);

    const run = JSON.parse(stdout);
    expect(run).toMatchObject({ schema: "hpts/bench/v1", suite: "good.bench.ts" });
    expect(run.cases.map(({ name, kind }: { name: string; kind: string }) => [name, kind])).toEqual(
      [
        ["sine", "sync"],
        ["later", "async"],
      ],
    );
    expect(run.cases[0].generations).toHaveLength(2);
  });

  test("runs the example of its own README, and knows the course's packages", async () => {
    const readme = join(import.meta.dirname, "..", "..", "bench", "README.md");
    const [, example = ""] = /```ts\n(\/\/ sine\.bench\.ts\n.*?)```/s.exec(
      readFileSync(readme, "utf8"),
    )!;
    const core = `import { randomParticles } from "@hpts/core";
      export const made = bench("made", { fn: () => randomParticles(3, 1).length });`;
    course.write("sine.bench.ts", example + core);

    const { code, stdout, stderr } = await bench("sine.bench.ts");

    expect(stdout).toMatch(/ sine +.* sort n=1000 +.* sort n=10000 +.* made +/s);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("--n gives each size a line, and the growth", async () => {
    const spec = `{ params: { n: [5] }, inputs: ({ n }) => [Array.from({ length: n! }, (_, i) => i)],
      fn: (xs: number[]) => { let s = 0; for (const x of xs) s += x; return s; } }`;
    course.write("sum.bench.ts", caseOf(spec));

    const { code, stdout } = await bench("sum.bench.ts", "--n", "100..6400");

    expect(stdout.match(/\n {2}one n=\d+/g)).toHaveLength(7);
    expect(stdout).toMatch(/one grows like O\(.*\n +[\d.]+ [nµm]?s │/);
    expect(code).toBe(0);
  });

  test("without the baseline that is asked for nothing is measured", async () => {
    course.write("good.bench.ts", GOOD);

    const { code, stdout, stderr } = await bench("good.bench.ts", "--against", "nothing");

    expect(stderr).toContain("nothing: no baseline of that name for good.bench.ts");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("hpts bench, after a run", () => {
  const course: Course = makeCourse();
  const bench = (...args: string[]) => course.hpts(["bench", ...args, ...QUICK]);
  let first: Outcome;
  let history: string;
  beforeAll(async () => {
    course.write("good.bench.ts", GOOD);
    first = await bench("good.bench.ts", "--save", "before");
    history = course.read(HISTORY);
  });
  beforeEach(() => {
    course.write("good.bench.ts", GOOD);
    course.write(HISTORY, history);
  });

  test("has printed a line a case, and kept the run", () => {
    const { code, stdout, stderr } = first;

    expect(stdout).toMatch(/^good\.bench\.ts {2}Node /);
    expect(stdout).toMatch(/\n {2}sine +[\d.]+ [nµm]?s /);
    expect(stdout).toMatch(/\n {2}later +[\d.]+ [nµm]?s /);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(history.split("\n")).toHaveLength(2);
  });

  test("another is compared with what was saved under a name", async () => {
    course.write("good.bench.ts", GOOD.replace("Math.sin(x)", "Math.cos(x)"));

    const { code, stdout } = await bench("good.bench.ts", "--against", "before");

    expect(stdout).toContain("against before");
    expect(stdout).toMatch(/sine .*and another result/);
    expect(code).toBe(1);
  });

  test("another is compared with one at a git revision", async () => {
    const { code, stdout } = await bench("good.bench.ts", "--against", "HEAD");

    expect(stdout).toContain("against HEAD");
    expect([0, 1, 4]).toContain(code); // how fast it was is not asked here
  });

  test("at a revision without a run it says how to compare with that", async () => {
    course.write(HISTORY, "");

    const { code, stdout, stderr } = await bench("good.bench.ts", "--against", "HEAD");

    expect(stderr.replaceAll(/\n +/g, " ")).toBe(
      "hpts: HEAD: no run of good.bench.ts was made at that revision with its files unchanged; " +
        "to measure the code of then beside that of now: hpts compare HEAD file.ts\n",
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("only a change of its own files makes it one that is not of the revision", async () => {
    course.write("package.json", "{}");
    course.write("own.bench.ts", GOOD);
    course.git("add", "package.json", "own.bench.ts");
    course.git("commit", "--quiet", "--no-gpg-sign", "--message", "own");
    course.write("package.json", "{ }");

    await bench("own.bench.ts");
    course.write("own.bench.ts", `${GOOD}// changed\n`);
    await bench("own.bench.ts");

    const runs = course.read(HISTORY).trimEnd().split("\n").slice(-2);
    expect(runs.map((run) => JSON.parse(run).git.dirty)).toEqual([false, true]);
  });

  test("a damaged baseline is named first", async () => {
    course.write(".hpts/bench/baselines/hurt.jsonl", "{");

    const { code, stderr } = await bench("good.bench.ts", "--against", "hurt");

    expect(stderr).toMatch(/hurt\.jsonl:1: this line.*hurt: no baseline of that name/s);
    expect(code).toBe(2);
  });

  test("the history has a heading, and two files an empty line between them", async () => {
    const { stdout } = await bench("good.bench.ts", "good.bench.ts", "--against", "before");

    expect(stdout).toMatch(/ samples +history\n {2}sine .* [▁-█]{2}\n/);
    expect(stdout).toMatch(/\n\ngood\.bench\.ts {2}Node /);
    expect(stdout).toMatch(/against before {2}\d{4}-\d\d-\d\d\n {2}unpaired, low confidence/);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  test("its results outlive a damaged line and one of another version", async () => {
    const damaged = `{"schema":"hpts/bench/v2"}\n${history}{"schema":"hpts/ben`;
    course.write(HISTORY, damaged);

    const quiet = await bench("good.bench.ts");
    course.write(HISTORY, damaged);
    const { code, stdout, stderr } = await bench("good.bench.ts", "--against", "handed-out");

    expect(quiet).toMatchObject({ code: 0, stderr: "" });
    expect(stdout).toContain("against handed-out");
    expect(stderr).toBe(
      [
        "hpts: .hpts/bench/history.jsonl:1: expected a run of schema hpts/bench/v1, got",
        "      hpts/bench/v2; passed over",
        "hpts: .hpts/bench/history.jsonl:3: this line is cut off or damaged; passed over:",
        "      delete the line\n",
      ].join("\n"),
    );
    const after = course.read(HISTORY);
    expect(after.startsWith(`${damaged}\n`)).toBe(true);
    expect(after.trimEnd().split("\n")).toHaveLength(4);
    expect([0, 1, 4]).toContain(code); // how fast it was is not asked here
  });
});

describe("hpts bench, a file with a fault", () => {
  const course: Course = makeCourse();
  let files = 0;
  /** Under a name of its own. */
  const file = (text: string): string => {
    const name = `bad${++files}.bench.ts`;
    course.write(name, text);
    return name;
  };

  test.each([
    ["throws", "{ fn: () => { throw new Error('no luck'); } }", 5, "one: throws Error: no luck"],
    [
      "gives a promise",
      "{ fn: () => Promise.resolve(1) }",
      1,
      "one: returns a promise, but is not",
    ],
    ["changes its result", "{ fn: () => Math.random() }", 1, "one: gives another result for the"],
    [
      "is wrong",
      "{ fn: () => 3, check: (x) => x === 4 }",
      1,
      "one: its check says that 3 is wrong",
    ],
    ["never ends", "{ fn: () => { for (;;); } }", 5, "one: did not end within 1.5 s"],
    [
      "ends its process",
      "{ fn: () => process.exit(7) }",
      5,
      "one: ended its process with exit code 7",
    ],
    ["has a wrong option", "{ fn: () => 3, input: [] }", 2, "has no option input"],
    ["has no function", "{ inputs: [1] }", 2, "fn must be a function, got undefined"],
  ])("that %s is one line and an exit code", async (_, spec, expected, message) => {
    const bad = file(`// @ts-nocheck\n${caseOf(spec)}`);

    // Long enough for everything else, also where other tests are busy.
    const limit = message.includes("1.5 s") ? ["--limit", "1.5"] : [];
    const { code, stderr } = await course.hpts(["bench", bad, ...limit, ...QUICK]);

    expect(stderr.replaceAll(/\n +/g, " ")).toContain(message);
    expect(stderr).not.toMatch(/\n {4,}at /);
    expect(code).toBe(expected);
  });

  test.each([
    ["is not there", undefined, "there is no file <file>"],
    ["does not parse", "export const = 3;", '<file>:1:14: Expected identifier but found "="'],
    ["imports nothing that exists", 'import "./none.ts";', "<file>:1:8: Could not resolve"],
    ["has no cases", "export const x = 3;", "<file> exports no benchmark"],
  ])("that %s is one line and exit code 2", async (_, text, message) => {
    const bad = text === undefined ? "none.bench.ts" : file(text);

    const { code, stdout, stderr } = await course.hpts(["bench", bad]);

    expect(stderr.replaceAll(/\n +/g, " ")).toContain(message.replace("<file>", bad));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("that fails at each of several sizes says so once", async () => {
    const bad = file(caseOf("{ params: { n: [1, 2, 3] }, fn: () => { throw new Error('no'); } }"));

    const { code, stderr } = await course.hpts(["bench", bad, ...QUICK]);

    expect(stderr).toMatch(/^hpts: one n=1 and 2 more of its sizes: throws Error: no\s+\(\S+\)\n$/);
    expect(code).toBe(5);
  });

  test("that is missing is told before the others are measured", async () => {
    const { code, stdout, stderr } = await course.hpts(["bench", file(GOOD), "none.bench.ts"]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe("hpts: there is no file none.bench.ts\n");
  });

  test("does not take the results of the other cases along", async () => {
    const bad = 'export const bad = bench("bad", { fn: () => { throw new Error("no"); } });';
    const both = file(GOOD + bad);

    const { code, stdout } = await course.hpts(["bench", both, ...QUICK]);

    expect(stdout).toMatch(/\n {2}sine +[\d.]+ /);
    expect(stdout).toMatch(/\n {2}bad +failed\n/);
    const [line] = course
      .read(HISTORY)
      .split("\n")
      .filter((run) => run.includes(both));
    expect(line).toContain('"name":"sine"');
    expect(code).toBe(5);
  });

  test("without a counter for instructions it is one line and exit code 3", async () => {
    const args = ["bench", file(GOOD), "--metric", "instructions"];
    const { code, stdout, stderr } = await course.hpts(args, { env: { PATH: course.root } });

    expect(stderr.replaceAll(/\n +/g, " ")).toMatch(
      /^hpts: --metric instructions needs Linux' perf .* or valgrind: neither works here\n$/,
    );
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  });

  test("what a benchmark prints is told, and not shown", async () => {
    const loud = file(caseOf('{ fn: () => { console.log("noise"); return 1; } }'));

    const { code, stdout } = await course.hpts(["bench", loud, ...QUICK]);

    expect(stdout).toMatch(/W_PRINTS +one: prints while it is measured/);
    expect(stdout).not.toContain("noise");
    expect(code).toBe(0);
  });

  test.each([
    [["--n", "5"], "--n: sizes are written 1e3..1e6"],
    [["--time", "0"], "--time must be a positive number, got 0"],
    [["--generations", "1.5"], "--generations must be a positive number, got 1.5"],
    [["--metric", "moon"], "argument 'moon' is invalid"],
    [["--save", "a/b"], "a baseline's name has letters"],
    [["--n", "1e2..1e4"], "no benchmark in <file> has params.n"],
  ])("%j is refused", async (args, message) => {
    const good = file(GOOD);

    const { code, stdout, stderr } = await course.hpts(["bench", good, ...args]);

    expect(stderr.replaceAll(/\n +/g, " ")).toContain(message.replace("<file>", good));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe.skipIf(process.platform === "win32")("hpts, ended by Ctrl+C", () => {
  const course: Course = makeCourse();

  test.each([
    ["bench", 'import { bench } from "@hpts/bench"; export const one = bench("one", { fn });'],
    ["compare", "export default fn;"],
  ])("in %s leaves no folder behind", async (verb, end) => {
    course.write("endless.ts", `const fn = () => { for (;;); };\n${end}\n`);
    course.write("tmp/file", "");
    const folders = () => course.list("tmp").filter((name) => name.startsWith(`hpts-${verb}-`));
    const files = verb === "bench" ? ["endless.ts"] : ["endless.ts", "endless.ts"];
    const running = course.start([verb, ...files], { env: { TMPDIR: join(course.root, "tmp") } });
    await expect.poll(folders, { timeout: 20_000 }).toHaveLength(1);

    running.child.kill("SIGINT");

    expect((await running.ended).signal).toBe("SIGINT");
    await expect.poll(folders, { timeout: 20_000 }).toEqual([]);
  });
});
