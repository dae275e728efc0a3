/** What a student's code can do wrong, and what the checklist then says: one lab, run for real. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type CheckResult,
  type ExerciseResult,
  isGreen,
  type LabResult,
  nextExercise,
} from "../src/checklist/result.ts";
import { type LabSession, openLab } from "../src/run/session.ts";
import { makeLab, manifest, writeFiles } from "./support/temporary-lab.ts";

/** Exercise -> the student's file. Each goes wrong in its own way. */
const MISTAKES: Readonly<Record<string, string | null>> = {
  A1: 'export const subject = (): void => {\n  throw "oops";\n};\n',
  A2: "// one comment line\nexport const subject = (): void => {\n  for (;;) {}\n};\n",
  A3: "export async function subject(): Promise<void> {\n  await 1;\n  for (;;) {}\n}\n",
  A4: "export const subject = (): Promise<void> => new Promise(() => {});\n",
  A5: "export const subject = (): void => {};\nfor (;;) {}\n",
  A6: "export const subject = (: void => {};\n",
  A7: null,
  A8: 'export const subject = (): void => {};\nthrow new Error("at the top");\n',
  A9: 'import "./nowhere.ts";\nexport const subject = (): void => {};\n',
  B1: 'export const subject = (): void => {\n  for (let i = 0; i < 20_000; i++) console.log("line " + i + " of forty characters, I think");\n  throw new Error("after a megabyte");\n};\n',
  B2: 'export const subject = (): void => {\n  process.stdout.write("straight out\\n");\n};\n',
  B3: 'export const subject = (): void => {\n  void Promise.reject(new Error("late"));\n};\n',
  B4: "export const other = (): void => {};\n",
  B5: "export const subject = (): void => {\n  const nothing: { x: number } | null = null;\n  (nothing as unknown as { x: number }).x = 1;\n};\n",
  B6: 'import { todo } from "@hpts/labkit";\nexport const subject = (): void => todo("B6: write it");\n',
  B7: "export const subject = (): void => {};\n",
};

const ids = Object.keys(MISTAKES);

const DEBUGGING = "(in a debugger, set LAB_LIMIT_MS=600000: ten minutes)";

const callSubject = (id: string): string =>
  `import { exercise } from "@hpts/labkit/test";
import { subject } from "#lab/${id}";

exercise("comes first", () => {});
exercise("calls the subject", () => subject(), { limitMs: 300 });
`;

function mistakenLab(): string {
  const exercises = ids.map((id) => ({
    id,
    title: `exercise ${id}`,
    file: `starter/${id}.ts`,
    points: 1,
    starter: "todo",
  }));
  const files = ids.flatMap((id) => [
    [`starter/${id}.ts`, MISTAKES[id] ?? null] as const,
    [`tests/${id}.test.ts`, callSubject(id)] as const,
  ]);
  return makeLab({
    ...Object.fromEntries(files),
    "lab.json": manifest(exercises),
    // A Todo that the check itself swallows; a test that is skipped; a file without a test.
    "tests/B6.test.ts": `import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { subject } from "#lab/B6";

exercise("refuses something", () => expect(() => subject()).toThrow());
`,
    "tests/B7.test.ts": 'import { test } from "vitest";\ntest.skip("left out", () => {});\n',
    "tests/M1.test.ts": null,
    "tests/M2.test.ts": null,
  });
}

describe("a lab full of mistakes", () => {
  let session: LabSession;
  let result: LabResult;

  beforeAll(async () => {
    process.env["LAB_LOAD_LIMIT_MS"] = "2000";
    session = await openLab(mistakenLab());
    [result] = (await session.run()) as [LabResult];
  }, 120_000);
  afterAll(() => session.close());

  const exercise = (id: string): ExerciseResult => result.exercises.find((one) => one.id === id)!;
  const failure = (id: string): CheckResult | undefined =>
    exercise(id).checks.find(({ state, name }) => state === "failed" && name !== "comes first");

  test("has a result for every exercise, in the order of lab.json", () => {
    expect(result.exercises.map(({ id }) => id)).toEqual(ids);
  });

  test("a thrown string is named, with advice", () => {
    expect(failure("A1")?.message).toBe(
      'threw the string "oops", which is not an Error: write throw new Error("...") instead',
    );
  });

  test("a loop that never ends is stopped, and its line is named", () => {
    expect(failure("A2")).toMatchObject({
      message: `still running after 0.3 s: is there a loop that never ends? ${DEBUGGING}`,
      at: { file: "starter/A2.ts", line: 3 },
    });
    expect(exercise("A2").checks[0]).toMatchObject({ name: "comes first", state: "passed" });
  });

  test("so is a loop after an await, which only killing the process ends", () => {
    expect(failure("A3")).toMatchObject({
      name: "calls the subject",
      message: "did not come back and had to be stopped: is there a loop that never ends?",
      at: { file: "starter/A3.ts", line: 3 },
    });
  });

  test("a promise that stays pending is given up", () => {
    expect(failure("A4")?.message).toBe(
      `still waiting after 0.3 s: is there a promise that nobody resolves? ${DEBUGGING}`,
    );
  });

  test("a loop while the file is loaded is stopped, and its line is named", () => {
    expect(failure("A5")).toMatchObject({
      name: "loading the files",
      message: "did not come back and had to be stopped: is there a loop that never ends?",
      at: { file: "starter/A5.ts", line: 2 },
    });
  });

  test("a syntax error says what was expected, and where", () => {
    expect(failure("A6")?.message).toMatch(/^syntax error: /);
    expect(failure("A6")?.at).toMatchObject({ file: "starter/A6.ts", line: 1 });
  });

  test("a deleted file is called missing", () => {
    expect(failure("A7")?.message).toBe("the file starter/A7.ts is missing");
  });

  test("an error while the file is loaded has its place", () => {
    expect(failure("A8")).toMatchObject({
      message: "at the top",
      at: { file: "starter/A8.ts", line: 2 },
    });
  });

  test("an import of a file that never was is named, with the file that imports it", () => {
    expect(failure("A9")?.message).toBe(
      'starter/A9.ts imports "./nowhere.ts", which does not exist',
    );
  });

  test("a megabyte of output is cut, and the failure after it is still seen", () => {
    const { output } = exercise("B1");
    expect(failure("B1")?.message).toBe("after a megabyte");
    expect(output?.text.length).toBeLessThanOrEqual(2_000);
    expect(output?.hiddenChars).toBeGreaterThan(700_000);
  });

  test("output past the console is kept, though nobody knows whose it is", () => {
    expect(exercise("B2").state).toBe("done");
    expect(result.output?.text).toContain("straight out");
  });

  test("a rejection that nobody waits for makes its exercise fail", () => {
    expect(failure("B3")?.message).toBe(
      "late (nobody waited for this promise: is an await missing?)",
    );
  });

  test("an export that is missing is named", () => {
    expect(failure("B4")?.message).toBe("TypeError: subject is not a function");
  });

  test("an error in the student's code has its place there", () => {
    expect(failure("B5")).toMatchObject({ at: { file: "starter/B5.ts", line: 3 } });
  });

  test("unwritten work is to do, also where the check expects an error", () => {
    expect(exercise("B6").state).toBe("todo");
    expect(exercise("B6").checks[0]).toMatchObject({
      message: "B6: write it",
      at: { file: "starter/B6.ts", line: 2 },
    });
  });

  test("a skipped test counts as failing", () => {
    expect(exercise("B7").state).toBe("failing");
    expect(exercise("B7").checks[0]?.message).toBe(
      "was skipped; a skipped check counts as failing",
    );
  });

  test("a mended file is seen in the next run, and the other results are kept", async () => {
    const known = new Map(result.exercises.map((one) => [one.id, one]));
    known.delete("A7");
    writeFiles(session.labDir, { "starter/A7.ts": "export const subject = (): void => {};\n" });
    session.changed(["starter/A7.ts"]);

    const [next] = await session.run({ only: () => ["A7"], known });

    expect(next?.exercises.find(({ id }) => id === "A7")?.state).toBe("done");
    expect(next?.exercises.map(({ id }) => id)).toEqual(ids);
  });
});

describe("a sound lab", () => {
  test("is to do as handed out, and green; in strict mode it is not", async () => {
    const dir = makeLab();
    const [lenient, strict] = [await openLab(dir), await openLab(dir, { strict: true })];

    const [toDo] = (await lenient.run()) as [LabResult];
    const [notReached] = (await strict.run()) as [LabResult];

    expect(toDo.exercises.map(({ state }) => state)).toEqual(["todo", "todo"]);
    expect(isGreen(toDo)).toBe(true);
    expect(nextExercise(toDo)?.id).toBe("M1");
    expect(isGreen(notReached)).toBe(false);
    await lenient.close();
    await strict.close();
  });

  test("has targets of its own: starter, solution, and each wrong solution", async () => {
    const dir = makeLab();
    const session = await openLab(dir, { targets: ["starter", "solution", "wrong:off-by-2"] });

    const results = await session.run();

    const states = results.map(({ target, exercises }) => [
      target,
      ...exercises.map(({ state }) => state),
    ]);
    expect(states).toEqual([
      ["starter", "todo", "todo"],
      ["solution", "done", "done"],
      ["wrong:off-by-2", "failing", "done"],
    ]);
    await session.close();
  });

  test("leaves the exit code of its caller alone", async () => {
    const session = await openLab(makeLab(), { targets: ["wrong:off-by-1"] });
    const before = process.exitCode;

    await session.run();

    expect(process.exitCode).toBe(before);
    await session.close();
  });
});
