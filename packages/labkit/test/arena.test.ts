/** How the arena runs a student's test files, and what it makes of files that cannot be run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { SpecRun } from "../src/arena/arena.ts";
import { SpecBuildError } from "../src/arena/bundle.ts";
import { Todo, takeTodos } from "../src/todo.ts";
import { idsOf, lineOf, openArenaLab } from "./support/arena-lab.ts";
import { ends, isRunning, orUncaught } from "./support/arena-processes.ts";

const { dir, arena, spec, write, judge, tryOut } = openArenaLab();

/** Names of the tests that passed. */
const passed = ({ tests }: SpecRun): string[] =>
  tests.filter((one) => one.passed).map(({ name }) => name);

describe("what a test file may use", () => {
  test("describe, hooks, tables of cases and async tests", async () => {
    const run = await tryOut(`describe("a meter", () => {
      let meter;
      beforeEach(() => { meter = new Meter(); meter.add(2); });
      test.each([1, 2])("adds %i", (x) => { meter.add(x); expect(meter.total()).toBe(2 + x); });
      test("waits", async () => {
        await expect(Promise.resolve(meter.total())).resolves.toBe(2);
      });
    });`);

    expect(passed(run)).toEqual(["a meter > adds 1", "a meter > adds 2", "a meter > waits"]);
    expect(run.made).toBe(3);
  });

  test("the course's matcher, asymmetric matchers, and matchers of its own", async () => {
    const run = await tryOut(`
      test("near", () => { expect(0.1 + 0.2).toBeWithin(1e-9, 0.3); });
      test("not near", () => { expect(0.4).toBeWithin(1e-9, 0.3); });
      test("part", () => { expect({ a: 1, b: 2 }).toEqual(expect.objectContaining({ a: 1 })); });
      test("not part", () => { expect({ a: 1 }).toEqual(expect.objectContaining({ a: 2 })); });
      test("inside", () => { expect({ a: 0.3 }).toEqual({ a: expect.toBeWithin(0.1, 0.3) }); });
      expect.extend({ toBeEven: (n) => ({ pass: n % 2 === 0, message: () => n + " is odd" }) });
      test("own", () => { expect(2).toBeEven(); });
      test("own fails", () => { expect(3).toBeEven(); });`);

    expect(passed(run)).toEqual(["near", "part", "inside", "own"]);
    expect(run.tests.find(({ name }) => name === "own fails")?.message).toBe("3 is odd");
  });

  test("a promise of how many assertions there will be", async () => {
    const run = await tryOut(`
      test("kept", () => { expect.assertions(2); expect(1).toBe(1); expect(2).toBe(2); });
      test("broken", () => { expect.assertions(2); expect(1).toBe(1); });
      test("some", () => { expect.hasAssertions(); expect(1).toBe(1); });
      test("none", () => { expect.hasAssertions(); });`);

    expect(passed(run)).toEqual(["kept", "some"]);
    expect(run.tests[1]?.message).toBe("expected 2 assertions, but got 1");
    expect(run.tests.map(({ assertions }) => assertions)).toEqual([2, 1, 1, 0]);
  });

  test("a package from npm, imported where it is installed", async () => {
    write({
      "node_modules/tiny/package.json": '{ "name": "tiny", "type": "module", "main": "tiny.js" }',
      "node_modules/tiny/tiny.js": "export const three = 3;\n",
    });

    const run = await tryOut(`import { three } from "tiny";
      test("three", () => { expect(three).toBe(3); });`);

    expect(passed(run)).toEqual(["three"]);
  });
});

describe("test.fails", () => {
  const TURNED = `
    test.fails("asserts", () => { expect(new Meter().total()).toBe(1); });
    test.fails("throws", () => { throw new Error("by accident"); });`;

  test("passes when its body fails, and fails when it passes", async () => {
    const run = await tryOut(`${TURNED} test.fails("is sound", () => { expect(1).toBe(1); });`);

    expect(run.tests).toMatchObject([
      { name: "asserts", passed: true, expectsFailure: true },
      { name: "throws", passed: true, expectsFailure: true },
      { name: "is sound", passed: false, expectsFailure: true },
    ]);
  });

  test("turns red in a deaf run, unless its body fails by accident", async () => {
    const run = await tryOut(TURNED, { deaf: true });

    expect(passed(run)).toEqual(["throws"]);
  });

  test("turns red in a deaf run, also when it uses assert", async () => {
    const run = await tryOut('test.fails("asserts", () => { assert.equal(1, 2); });', {
      deaf: true,
    });

    expect(passed(run)).toEqual([]);
  });

  test("counts the assertions that its body made", async () => {
    const run = await tryOut(TURNED);

    expect(run.tests.map(({ assertions }) => assertions)).toEqual([1, 0]);
  });
});

describe("a file that cannot be built", () => {
  async function buildError(body: string): Promise<Error> {
    const error = await judge(body).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SpecBuildError);
    return error as Error;
  }

  test("is refused with the line and column of a syntax error", async () => {
    const error = await buildError("test('a', () => {\n  const x = ;\n});");

    expect(error.message).toBe('syntax error: Unexpected ";"');
    expect(error.stack).toMatch(/starter\/\d+\.spec\.ts:4:13\)/);
  });

  test.each([
    ["a file", "import './nowhere.ts';", "the file solution/nowhere.ts is missing"],
    ["a package", "import 'nowhere';", '"nowhere"'],
    [
      "a name of vitest",
      'import { bench } from "vitest"; bench();',
      'the arena\'s "vitest" has no "bench"',
    ],
    [
      "a name of the subject",
      'import { Clock } from "#meter"; new Clock();',
      'the arena\'s "#meter" has no "Clock"',
    ],
  ])("is refused when it imports what is not there: %s", async (_what, body, named) => {
    const error = await buildError(body);

    expect(error.message).toContain(named);
    expect(error.stack).toMatch(/starter\/\d+\.spec\.ts:3:\d+\)/);
  });
});

describe("a file that is missing", () => {
  test("is called so, as the checklist does it of any file", async () => {
    const error = await arena.judge(["nowhere.spec.ts"]).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(SpecBuildError);
    expect((error as Error).message).toBe("the file solution/nowhere.spec.ts is missing");
  });
});

describe("a test that is left out", () => {
  test("is told from one that asserts nothing", async () => {
    const run = await tryOut(`
      test("hidden", () => { expect(1).toBe(1); });
      test.only("seen", () => { expect(1).toBe(1); });`);

    expect(run.tests).toMatchObject([{ name: "hidden", isLeftOut: true }, { name: "seen" }]);
    expect(run.tests[1]).not.toHaveProperty("isLeftOut");
  });
});

describe("a property that does not hold", () => {
  /** As fast-check throws it. */
  const failing = (cause: string): string => `test("law", () => {
    const message = "Property failed after 1 tests\\n{ seed: 1, path: \\"0:1\\" }\\n" +
      "Counterexample: [11,0]\\nShrunk 49 time(s)\\n\\nHint: Enable verbose mode in order to";
    throw new Error(message, ${cause});
  });`;

  test("is reported with its input and the assertion, without the library's advice", async () => {
    const run = await tryOut(failing('{ cause: new Error("expected 11 to be 10") }'));

    expect(run.tests[0]?.message).toBe("with the input [11,0]: expected 11 to be 10");
  });
});

describe("a test that is not written yet", () => {
  const UNWRITTEN = 'import { todo } from "@hpts/labkit";\n';

  test.each([
    ["judge", judge],
    ["tryOut", tryOut],
  ])("makes %s throw its Todo, with the place in the test file", async (_name, run) => {
    const body = `${UNWRITTEN}test("later", () => {\n  todo("T1: write it", "a nudge");\n});`;
    takeTodos();

    await expect(run(body)).rejects.toThrow(Todo);

    const [todo, ...more] = takeTodos();
    expect(todo).toMatchObject({ message: "T1: write it", hint: "a nudge" });
    expect(todo?.stack).toMatch(
      new RegExp(String.raw`starter/\d+\.spec\.ts:${lineOf("todo(", body)}:`),
    );
    expect(more).toEqual([]);
  });

  test("counts as such even if an assertion swallows the Todo", async () => {
    const body = `${UNWRITTEN}test("x", () => { expect(() => todo("T1: write it")).toThrow(); });`;

    await expect(judge(body)).rejects.toThrow(new Todo("T1: write it"));

    takeTodos();
  });
});

describe("two folders of files", () => {
  test("a file that the first does not have comes from the second", async () => {
    const text = (n: number): string => `export const n = ${n};\n`;
    write({
      "solution/base.spec.ts": `import { expect, test } from "vitest";
import { n } from "./both.ts";
import { n as m } from "./one.ts";
test("both " + n + ", one " + m, () => { expect(n).toBe(m); });
`,
      "solution/both.ts": text(1),
      "solution/one.ts": text(1),
      "starter/both.ts": text(2),
    });

    const run = await arena.tryOut("base.spec.ts");

    expect(run.tests).toMatchObject([{ name: "both 2, one 1", passed: false }]);
  });
});

const SOUND = 'test("is sound", () => { expect(new Meter().total()).toBe(0); });';

describe("a suite that ends its process", () => {
  test("is rejected for it, and the arena goes on", async () => {
    const report = await judge('test("leaves", () => process.exit(0));');
    const next = await tryOut(SOUND);

    expect(report.rejections[0]).toMatchObject({
      test: "the file",
      message: "the tests ended their process: did they call process.exit()?",
    });
    expect(passed(next)).toEqual(["is sound"]);
  });

  test("on some mutants only kills these, and the others get their verdicts", async () => {
    const report = await judge(`test("leaves when a reading is lost", () => {
      const meter = new Meter();
      meter.add(1);
      meter.add(-3);
      if (meter.total() >= 0) process.exit(0);
      expect(meter.total()).toBe(-2);
    });`);

    expect(idsOf(report.killed)).toEqual(["always-zero", "last-only", "no-negatives"]);
  });
});

describe("a loop without end", () => {
  const SYNC =
    'test("loops", () => {\n  const meter = new Meter();\n  for (;;) meter.total();\n});';
  const ASYNC = 'test("loops", async () => {\n  for (;;) await null;\n});';
  let runs: SpecRun[];
  beforeAll(async () => {
    // Both at once, because each takes the whole of its time limit.
    runs = await Promise.all([tryOut(SYNC), tryOut(ASYNC)]);
  });

  test("is ended and reported, also one that awaits", () => {
    const messages = runs.map(({ crash }) => crash?.message);
    expect(messages).toEqual(["did not end within 5 s", "did not end within 5 s"]);
  });

  test("is named by its place in the test file", () => {
    expect(runs[0]?.crash?.stack).toMatch(
      new RegExp(String.raw`starter/\d+\.spec\.ts:${lineOf("for (;;)", SYNC)}:`),
    );
  });
});

describe("what a test file leaves behind when it is done", () => {
  const pidFile = join(dir, "pid");
  const leaving = (what: string): string => `import { existsSync, writeFileSync } from "node:fs";
test("leaves something behind", () => {
  writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
  ${what}
});`;
  const pid = (): number => Number(readFileSync(pidFile, "utf8"));

  test("is not blamed on the file that runs next", async () => {
    const signal = JSON.stringify(join(dir, "signal"));
    await tryOut(
      leaving(`const timer = setInterval(() => {
    if (!existsSync(${signal})) return;
    clearInterval(timer);
    expect(1).toBe(2);
  }, 5);`),
    );

    const run = await tryOut(
      leaving(`writeFileSync(${signal}, "");
  return new Promise((resolve) => setTimeout(resolve, 200));`),
    );

    expect(run.late).toEqual([]);
  });

  test("does not break the next run when its process has ended", async () => {
    await tryOut(leaving(""));
    process.kill(pid(), "SIGKILL");
    await ends(pid(), 5_000);
    await sleep(100); // its channel closes a moment later

    const run = await orUncaught(() => tryOut(SOUND));

    expect(run).toMatchObject({ tests: [{ name: "is sound", passed: true }] });
  });

  test("is ended by close(), even a loop that begins when its run is over", async () => {
    const name = spec(
      leaving(`let turns = 0;
  const later = () => {
    if (turns++ < 1000) setImmediate(later);
    else for (;;);
  };
  later();`),
    );
    await arena.tryOut(name);
    await sleep(100); // now it loops
    void arena.tryOut(name);
    await sleep(100); // and has the next job

    arena.close();

    const hasEnded = await ends(pid(), 1_000);
    if (isRunning(pid())) process.kill(pid(), "SIGKILL");
    expect(hasEnded).toBe(true);
  });
});
