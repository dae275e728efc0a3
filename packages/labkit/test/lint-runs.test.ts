/** The content lint's rules that run a lab's tests, and what it makes of a student's work. */
import { dirname } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { keepPristineCopies } from "../src/lab/pristine.ts";
import type { Fault } from "../src/lint/fault.ts";
import { type LabLint, lintLab, lintRecord } from "../src/lint/lint.ts";
import { EXERCISES, makeLab, manifest, writeFiles } from "./support/temporary-lab.ts";

const rootOf = (lab: string): string => dirname(dirname(lab));

/** Each of these starts vitest with seven targets or so, so tests share what it gives. */
const lint = (lab: string): Promise<LabLint> => lintLab(rootOf(lab), lab);

const SOLVED = "export function double(x: number): number {\n  return x + x;\n}\n";

describe("a sound lab", () => {
  let lab: string;
  let handedOut: LabLint;
  let workedOn: LabLint;
  beforeAll(async () => {
    lab = makeLab();
    handedOut = await lint(lab);
    writeFiles(lab, { "starter/double.ts": SOLVED });
    workedOn = await lint(lab);
  });

  test("has no faults", () => {
    expect(handedOut).toMatchObject({ lab: "labs/sample", exercises: 2, faults: [] });
    expect(handedOut.isWorkedOn).toBe(false);
  });

  test("is linted as it was handed out when a student has solved an exercise", () => {
    expect(workedOn.isWorkedOn).toBe(true);
    expect(workedOn.faults.filter(({ rule }) => rule === "starter")).toEqual([]);
  });

  test("has no faults when a student has solved an exercise", () => {
    expect(workedOn.faults).toEqual([]);
  });

  test("does not fit its record when the author changed the starter", () => {
    const message =
      "does not fit starter/: run `hpts check --record` if starter/ is as it should be";

    expect(lintRecord(lab)).toEqual([{ rule: "pristine", file: "pristine.json", message }]);
    expect(lintRecord(makeLab())).toEqual([]);
  });
});

describe("a student's work", () => {
  async function faultsAfterWork(file: string, text: string): Promise<readonly Fault[]> {
    const lab = makeLab();
    keepPristineCopies(lab);
    writeFiles(lab, { [file]: text });
    const { faults } = await lint(lab);
    return faults;
  }

  test("may be longer than a starter", async () => {
    const text = `// todo("M1: double x")\n${"// a line\n".repeat(60)}${SOLVED}`;

    expect(await faultsAfterWork("starter/double.ts", text)).toEqual([]);
  });

  test("may have files of its own", async () => {
    expect(await faultsAfterWork("starter/helper.ts", "export {};\n")).toEqual([]);
  });
});

describe("a lab whose code does not do what it says", () => {
  let faults: readonly Fault[];
  beforeAll(async () => {
    const lab = makeLab({
      "starter/double.ts": `// todo("M1: double x")\n${SOLVED}`,
      "solution/halve.ts": "export const halve = (x: number): number => x / 3;\n",
      "wrong/off-by-1/double.ts": SOLVED,
      "wrong/off-by-2/expect.json": '{ "exercise": "M1", "says": "four times three" }',
      "wrong/off-by-3/expect.json": '{ "exercise": "M1" ',
      "wrong/off-by-4/expect.json": '{ "exercise": "M9", "says": "twice three" }',
      "wrong/off-by-5/expect.json": '{ "exercise": "M1", "says": "" }',
      "wrong/unexplained/double.ts": "export const double = (): number => 0;\n",
      "wrong/misnamed/duoble.ts": "export const double = (): number => 0;\n",
      "wrong/misnamed/expect.json": '{ "exercise": "M1", "says": "twice three" }',
      "wrong/too-red/double.ts": "export const double = (): number => 0;\n",
      "wrong/too-red/expect.json": '{ "exercise": "M1", "says": "twice three", "passes": ["M2"] }',
    });
    ({ faults } = await lint(lab));
  });

  const ofRule = (rule: string): Fault[] => faults.filter((fault) => fault.rule === rule);
  const about = (file: string): Fault[] => faults.filter((fault) => fault.file.startsWith(file));
  const FORM = '{ "exercise": an id of lab.json, "says": part of the message }';
  const UNREADABLE = `must be ${FORM}`;

  test("has a starter that is already done", () => {
    expect(ofRule("starter")).toEqual([
      {
        rule: "starter",
        file: "starter/double.ts",
        message: 'exercise M1 is "done" as handed out; lab.json declares "todo"',
      },
    ]);
  });

  test("has a solution that is not done, and says which check found it", () => {
    expect(ofRule("solution")).toEqual([
      {
        rule: "solution",
        file: "solution/halve.ts",
        message: "is not done: M2: halves three: half of three: expected 1 to be 1.5",
      },
    ]);
  });

  test("has a wrong solution that is not red", () => {
    expect(about("wrong/off-by-1")).toEqual([
      { rule: "wrong", file: "wrong/off-by-1", message: "does not turn M1 red: it is done" },
    ]);
  });

  test("has a wrong solution whose message does not say what it should", () => {
    expect(about("wrong/off-by-2")).toEqual([
      {
        rule: "wrong",
        file: "wrong/off-by-2",
        message:
          'M1 is red, but no message says "four times three"; ' +
          "it says: twice three: expected 8 to be 6",
      },
    ]);
  });

  test.each([
    ["is no JSON", "off-by-3"],
    ["names no exercise of the lab", "off-by-4"],
    ["says next to nothing", "off-by-5"],
  ])("has a wrong solution whose expect.json %s", (_what, name) => {
    const file = `wrong/${name}/expect.json`;
    expect(about(`wrong/${name}`)).toEqual([{ rule: "wrong", file, message: UNREADABLE }]);
  });

  test("has a wrong solution without expect.json", () => {
    const message = `is missing; it says what must turn red: ${FORM}`;
    const file = "wrong/unexplained/expect.json";
    expect(about("wrong/unexplained")).toEqual([{ rule: "wrong", file, message }]);
  });

  test("has a wrong solution whose file replaces none of the solution's", () => {
    expect(about("wrong/misnamed")).toEqual([
      {
        rule: "wrong",
        file: "wrong/misnamed/duoble.ts",
        message: "replaces nothing: there is no solution/duoble.ts",
      },
      { rule: "wrong", file: "wrong/misnamed", message: "does not turn M1 red: it is done" },
    ]);
  });

  test("has a wrong solution that turns red what must stay done", () => {
    expect(about("wrong/too-red")).toEqual([
      {
        rule: "wrong",
        file: "wrong/too-red",
        message: "turns M2 red as well, which must stay done: half of three: expected 1 to be 1.5",
      },
    ]);
  });

  test("has no other faults", () => {
    expect(faults).toHaveLength(11);
  });
});

describe("a lab that is not ready", () => {
  let faults: readonly Fault[];
  beforeAll(async () => {
    const lab = makeLab({
      "lab.json": manifest([EXERCISES[0]!, { ...EXERCISES[1], starter: "failing" }]),
      "starter/double.ts":
        '// todo("M1: double x")\nexport const double = (): never => {\n  throw new Error("no");\n};\n',
      "tests/lab.authors.ts":
        'import { expect, test } from "vitest";\ntest("adds up", () => expect(1, "one").toBe(2));\n',
      "wrong/off-by-5/double.ts": null,
      "wrong/off-by-5/expect.json": null,
    });
    ({ faults } = await lint(lab));
  });

  test.each([
    ["starter/double.ts", 'exercise M1 is "failing" as handed out; lab.json declares "todo"'],
    ["starter/halve.ts", 'exercise M2 is "todo" as handed out; lab.json declares "failing"'],
  ])("has a starter in another state than declared: %s", (file, message) => {
    expect(faults).toContainEqual({ rule: "starter", file, message });
  });

  test("has a check for authors that fails", () => {
    expect(faults).toContainEqual({
      rule: "solution",
      file: "tests",
      message: "is not done: adds up: one: expected 1 to be 2",
    });
  });

  test("has fewer than five wrong solutions", () => {
    const message = "holds 4 typical wrong solutions; a lab has at least 5";
    expect(faults).toContainEqual({ rule: "wrong", file: "wrong", message });
  });

  test("has no other faults", () => {
    expect(faults).toHaveLength(4);
  });
});
