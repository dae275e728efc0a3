/** The arena's verdicts: what it says of a good suite, a weak one, and one that is over-strict. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { ArenaReport } from "../src/arena/report.ts";
import { catalogue } from "./support/arena-catalogue.ts";
import { idsOf, openArenaLab } from "./support/arena-lab.ts";

const { dir, arena, spec, write, judge } = openArenaLab();

const ADDS = `test("adds", () => {
  const meter = new Meter();
  for (const reading of [0.1, 0.2, 0.3]) meter.add(reading);
  expect(meter.total()).toBeCloseTo(0.6);
});
`;
const TWO = `test("two meters are two", () => {
  new Meter().add(1);
  expect(new Meter().total()).toBe(0);
});
`;
const CLEARS = `test("clears", () => {
  const meter = new Meter();
  meter.add(1);
  meter.clear();
  expect(meter.total()).toBe(0);
});
`;
const TAKES_BACK = `test("takes back", () => {
  const meter = new Meter();
  meter.add(-1);
  expect(meter.total()).toBe(-1);
});
`;
const OVER_STRICT = `test("to the last digit", () => {
  const meter = new Meter();
  for (const reading of [0.1, 0.2, 0.3]) meter.add(reading);
  expect(meter.total()).toBe(0.1 + 0.2 + 0.3);
});
`;

describe("a good suite", () => {
  let report: ArenaReport;
  beforeAll(async () => {
    report = await judge(ADDS + TAKES_BACK + TWO + CLEARS);
  });

  test("accepts every correct variant, however it rounds", () => {
    expect(report.rejections).toEqual([]);
    expect(report.describeRejection()).toBe("");
  });

  test("kills every mutant, also the one that never comes back", () => {
    expect(idsOf(report.killed)).toEqual(idsOf(catalogue.mutants));
    expect(report.killedShare).toBe(1);
    expect(report.survivors).toEqual([]);
    expect(report.describeSurvivors()).toEqual([]);
  });

  test("hears of each test how much it asserts and how many mutants it finds", () => {
    expect(report.tests).toEqual([
      { name: "adds", kills: 2, assertions: 1 },
      // One list for all meters still has the readings of the test before.
      { name: "takes back", kills: 3, assertions: 1 },
      { name: "two meters are two", kills: 1, assertions: 1 },
      // The mutant that never comes back ends the whole file, so it counts for no test.
      { name: "clears", kills: 1, assertions: 1 },
    ]);
    expect(report.late).toEqual([]);
    expect(report.usesSubject).toBe(true);
  });
});

describe("a weak suite", () => {
  test("kills nothing when it always passes", async () => {
    const report = await judge('test("hopes", () => { expect(new Meter()).toBeDefined(); });');

    expect(report.rejections).toEqual([]);
    expect(report.killed).toEqual([]);
    expect(report.killedShare).toBe(0);
    expect(report.survivors).toEqual(catalogue.mutants);
  });

  test("hears what survives: one line a behaviour, with how many there are", async () => {
    const report = await judge(TWO);

    expect(idsOf(report.killed)).toEqual(["one-list-for-all"]);
    expect(report.describeSurvivors()).toEqual([
      "the total is not the sum of the readings (2 such mutants survive)",
      "readings below zero are lost",
      "a cleared meter still has its total",
      "clearing a meter takes forever",
    ]);
  });

  test("hears that it never uses the subject", async () => {
    const report = await judge('test("counts", () => { expect(1 + 1).toBe(2); });');

    expect(report.usesSubject).toBe(false);
  });

  test("gets no kill for an assertion that nobody waits for", async () => {
    const report = await judge(`test("forgets to await", () => {
      Promise.resolve(new Meter().total()).then((total) => expect(total).toBe(77));
    });`);

    expect(report.late).toEqual([expect.stringContaining("expected +0 to be 77")]);
    expect(report.killed).toEqual([]);
    expect(report.rejections).toEqual([]);
  });
});

describe("a suite that rejects what is right", () => {
  test("kills nothing, and hears which test is over-strict", async () => {
    const report = await judge(ADDS + OVER_STRICT);

    expect(report.rejections).toMatchObject([
      { variant: "backwards", test: "to the last digit", isUnsteady: false },
      { variant: "in-tenths", test: "to the last digit", isUnsteady: false },
    ]);
    expect(report.describeRejection()).toMatch(
      /^over-strict: "to the last digit" fails .*: expected 0\.6 to be 0\.6000000000000001/,
    );
    expect(report.describeRejection()).toContain("2 of 3 correct simulators are rejected");
    expect(report.killed).toEqual([]);
  });

  test("hears that it throws dice", async () => {
    // Dice that fall the same way each time: of nine runs on correct variants, the first fails.
    const report = await judge(`import { mkdirSync } from "node:fs";
test("throws dice", () => {
  expect(() => mkdirSync(${JSON.stringify(join(dir, "thrown"))})).toThrow();
});`);

    expect(report.rejections).toMatchObject([{ test: "throws dice", isUnsteady: true }]);
    expect(report.describeRejection()).toContain("only sometimes: is something random in it?");
    expect(report.killed).toEqual([]);
  });

  test("hears what the file threw before any test", async () => {
    const report = await judge('throw new Error("at the top");');

    expect(report.rejections[0]).toMatchObject({ test: "the file", message: "at the top" });
  });

  test("is not called over-strict when it only takes too long", async () => {
    const name = spec(`import { appendFileSync } from "node:fs";
appendFileSync(${JSON.stringify(join(dir, "slow.log"))}, "x");
test("takes its time", () => new Promise(() => {}));`);
    const report = await arena.judge([name]);
    const before = readFileSync(join(dir, "slow.log"), "utf8").length;
    await arena.judge([name]);

    expect(report.rejections[0]).toMatchObject({ test: "takes its time", timedOut: true });
    expect(report.describeRejection()).toBe(
      '"takes its time" took too long on a correct simulator: it did not end within 2 s. ' +
        "Either it computes too much, or this machine was busy: then run it once more",
    );
    expect(report.killed).toEqual([]);
    // Nothing was kept of it: it may be faster the next time.
    expect(readFileSync(join(dir, "slow.log"), "utf8").length).toBeGreaterThan(before);
  });

  test("is called over-strict when a test is too slow and another one too strict", async () => {
    const slow = 'test("slow", () => new Promise(() => {}));';
    const report = await judge(
      `${slow}\ntest("strict", () => expect(new Meter().total()).toBe(1));`,
    );

    expect(report.describeRejection()).toMatch(/^over-strict: "strict" fails/);
  });

  const WANTS_ONE = "() => { expect(new Meter().total()).toBe(1); }";

  test("hears of a hook of the file that fails", async () => {
    const report = await judge(`beforeAll(${WANTS_ONE});\ntest("nothing", () => {});`);

    expect(report.rejections[0]?.message).toContain("to be 1");
  });

  test.each(["beforeAll", "afterAll"])(
    "hears of a hook of a describe that fails: %s",
    async (hook) => {
      const report = await judge(
        `describe("group", () => { ${hook}(${WANTS_ONE}); test("nothing", () => {}); });`,
      );

      expect(report.rejections).toHaveLength(3);
    },
  );
});

describe("several test files", () => {
  test("are one suite: a mutant that one of them finds is found", async () => {
    const report = await arena.judge([spec(TAKES_BACK), spec(TWO)]);

    expect(idsOf(report.killed)).toEqual(["always-zero", "no-negatives", "one-list-for-all"]);
    expect(report.tests.map(({ name }) => name)).toEqual(["takes back", "two meters are two"]);
  });

  test("are rejected when one of them is over-strict", async () => {
    const report = await arena.judge([spec(TWO), spec(OVER_STRICT)]);

    expect(report.rejections.map(({ variant }) => variant)).toEqual(["backwards", "in-tenths"]);
    expect(report.killed).toEqual([]);
  });
});

describe("judging again", () => {
  const log = join(dir, "runs.log");
  const counted = (body: string): string =>
    `import { appendFileSync } from "node:fs";
import { limit } from "./limit.ts";
appendFileSync(${JSON.stringify(log)}, "x");
${body}`;
  const runs = (): number => (existsSync(log) ? readFileSync(log, "utf8").length : 0);
  const limit = (value: number): void =>
    write({ "starter/limit.ts": `export const limit = ${value};\n` });

  test("runs nothing as long as nothing changed", async () => {
    limit(0);
    const name = spec(counted(TWO), "again.spec.ts");
    const first = await arena.judge([name]);
    const before = runs();

    const second = await arena.judge([name]);

    expect(before).toBe(3 * catalogue.correct.length + catalogue.mutants.length);
    expect(runs()).toBe(before);
    expect(second.tests).toEqual(first.tests);
    expect(second.killed).toEqual(first.killed);
  });

  test("runs the new text of a file that changed", async () => {
    const name = spec(counted(TWO), "again.spec.ts");
    const before = await arena.judge([name]);
    spec(counted(TAKES_BACK), "again.spec.ts");

    const after = await arena.judge([name]);

    expect(idsOf(before.killed)).toEqual(["one-list-for-all"]);
    expect(idsOf(after.killed)).toEqual(["always-zero", "no-negatives"]);
  });

  test("notices a change in a file that the test file imports", async () => {
    const text = 'test("limited", () => { expect(new Meter().total()).toBe(limit); });';
    const name = spec(counted(text), "again.spec.ts");
    const before = await arena.judge([name]);
    limit(1);

    const after = await arena.judge([name]);

    expect(before.rejections).toEqual([]);
    expect(after.rejections).toHaveLength(3);
  });
});
