import { describe, expect, test } from "vitest";
import { lookOf, PLAIN_LOOK, wrap } from "../src/checklist/look.ts";
import { renderChecklist } from "../src/checklist/render.ts";
import { type ExerciseResult, type LabResult, resultOf } from "../src/checklist/result.ts";

const exercise = (id: string, more: Partial<ExerciseResult>): ExerciseResult => ({
  id,
  title: `exercise ${id}`,
  file: `starter/${id}.ts`,
  state: "done",
  checks: [{ name: "holds", state: "passed" }],
  notes: [],
  ...more,
});

const TODO = exercise("M3", {
  state: "todo",
  checks: [
    {
      name: "holds",
      state: "todo",
      message: "M3: write it",
      at: { file: "starter/M3.ts", line: 4, column: 3 },
    },
  ],
});

const FAILING = exercise("M2", {
  state: "failing",
  checks: [
    { name: "holds for zero", state: "passed" },
    {
      name: "holds for one",
      state: "failed",
      message:
        "one must stay one, because nothing is added to it and nothing is taken away: expected 2 to be 1",
      at: { file: "starter/M2.ts", line: 12, column: 5 },
    },
  ],
  notes: ["3 of 5 found"],
  output: { text: "x is 1\n", hiddenChars: 0 },
});

function render(exercises: ExerciseResult[], result: Partial<LabResult> = {}): string {
  return renderChecklist(
    { ...resultOf("sample", "starter", exercises, false), ...result },
    {
      look: PLAIN_LOOK,
      title: "Sample",
      exerciseCount: exercises.length,
      pathPrefix: "labs/sample",
      command: "pnpm hpts",
      firstHint: (id) => `What of ${id}?`,
    },
  );
}

describe("the checklist", () => {
  test("names state, message, place and what comes next", () => {
    expect(render([exercise("M1", {}), FAILING, TODO])).toMatchInlineSnapshot(`
      "lab-sample  Sample                                                   1 of 3 done

       ✓ M1  exercise M1                                                          done
       ✗ M2  exercise M2                                            1 of 2 checks fail
             3 of 5 found
             holds for one
               one must stay one, because nothing is added to it and nothing is taken
               away: expected 2 to be 1
               at labs/sample/starter/M2.ts:12:5
             printed:
               | x is 1
       ○ M3  exercise M3                                                         to do

      1 done, 1 failing, 1 to do
      Next: M2 exercise M2
        labs/sample/starter/M2.ts:12:5
        Hint: What of M2?
        more hints: pnpm hpts hint sample M2
      "
    `);
  });

  test("gives the first Todo as what comes next when nothing fails", () => {
    expect(render([exercise("M1", {}), TODO])).toContain(
      "Next: M3 exercise M3\n  labs/sample/starter/M3.ts:4:3\n  M3: write it\n",
    );
  });

  test("says which exercise an exercise waits for", () => {
    const waiting = { ...TODO, id: "M4", title: "exercise M4" };

    expect(render([TODO, waiting])).toMatch(/M4 +exercise M4 +to do, after M3\n/);
  });

  test("names the exercise to begin with, also where only a later one was asked for", () => {
    const waiting = { ...TODO, id: "M4", title: "exercise M4" };
    const text = render([waiting]);

    expect(text).toMatch(/M4 +exercise M4 +to do, after M3\n/);
    expect(text).toContain(
      "Next: M3, which M4 needs\n  labs/sample/starter/M3.ts:4:3\n  M3: write it\n  Hint: What of M3?\n",
    );
    expect(text).toContain("hint sample M3\n");
  });

  test("says an error once that several exercises meet", () => {
    const at = { file: "starter/M1.ts", line: 2, column: 1 };
    const check = (name: string) => ({
      name,
      state: "failed" as const,
      message: "syntax error: Expected `;`",
      at,
    });
    const checks = [check("loading the files"), check("holds")];
    const ids = ["M1", "M2", "M3"];
    const text = render(ids.map((id) => exercise(id, { state: "failing", checks })));

    expect(text.match(/syntax error/g)).toHaveLength(1);
    expect(text.match(/same error as M1\n/g)).toHaveLength(2);
    expect(text).toContain("holds\n         the same error\n");
  });

  test("shows type errors, three of them, with their places", () => {
    const types = [1, 2, 3, 4].map((line) => ({
      file: "starter/M1.ts",
      line,
      column: 9,
      message: "Type 'number' is not assignable to type 'string'.",
    }));
    const text = render([exercise("M1", {})], { types });

    expect(text).toContain(" ✗ 4 type errors (the tests run without types)\n");
    expect(text).toContain(
      "       labs/sample/starter/M1.ts:1:9 Type 'number' is not assignable to",
    );
    expect(text).not.toContain("M1.ts:4:9");
    expect(text).toContain("and 1 more\n");
    expect(text).not.toContain("This lab is done");
  });

  test("says when all is done, and what was not run again", () => {
    const text = render([exercise("M1", { unchanged: true })]);

    expect(text).toMatch(/✓ M1 +exercise M1 +done \(nothing changed since\)\n/);
    expect(text).toContain("1 done, 0 failing, 0 to do\nThis lab is done.\n");
  });

  test("shows three failures of an exercise and counts the rest", () => {
    const checks = [1, 2, 3, 4, 5].map((n) => ({
      name: `check ${n}`,
      state: "failed" as const,
      message: "no",
    }));
    const text = render([exercise("M1", { state: "failing", checks })]);

    expect(text).toContain("check 3\n");
    expect(text).not.toContain("check 4");
    expect(text).toContain("and 2 more\n");
  });

  test("cuts long output and says how much is hidden", () => {
    const text = Array.from({ length: 50 }, (_, i) => `line ${i}`).join("\n");
    const output = { text, hiddenChars: 1000 };
    const shown = render([{ ...FAILING, output }]);

    expect(shown).toContain("| line 7\n");
    expect(shown).not.toContain("| line 8\n");
    expect(shown).toMatch(/\| and 1\d{3} more characters\n/);
  });

  test("shows output without colours, and cut between signs, where colours are off", () => {
    const text = `\u001b[31m${"x".repeat(60)}\u001b[0m${"y".repeat(60)}\nz`;
    const shown = render([{ ...FAILING, output: { text, hiddenChars: 0 } }]);

    expect(shown).toContain(`| ${"x".repeat(60)}${"y".repeat(9)}\n`);
    expect(shown).toContain("| z\n");
    expect(shown).toContain("| and 51 more characters\n");
    expect(shown).not.toContain("\u001b");
  });

  test("shows faults and failed checks of the lab itself, and says nothing of what comes next", () => {
    const authors = {
      passed: 3,
      failed: [{ name: "catalogue", state: "failed" as const, message: "short" }],
    };
    const text = render([exercise("M1", {})], { target: "solution", faults: ["broken"], authors });

    expect(text).toContain("lab-sample  Sample  (solution)");
    expect(text).toContain("✗ broken\n");
    expect(text).toContain("checks of the lab itself: 3 passed, 1 failed\n");
    expect(text).not.toContain("Next:");
  });

  test("says in strict mode that to do is not reached", () => {
    expect(render([TODO], { strict: true })).toContain(
      "0 done, 0 failing, 1 to do (strict: to do counts as not reached)",
    );
  });

  test("keeps to 80 columns", () => {
    const notes = [`  - ${"a long note ".repeat(12)}`];
    const lines = render([exercise("M1", { notes }), FAILING, TODO]).split("\n");

    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(lines[3]).toMatch(/^ {9}- a long note/);
    expect(lines[4]).toMatch(/^ {11}\w+/);
  });
});

describe("the look", () => {
  const isColoured = (env: Record<string, string>, isTTY: boolean): boolean =>
    lookOf({ isTTY }, env).red("x") !== "x";

  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ TERM: "dumb" }, true, false],
  ])("with %j and a terminal: %s, colours: %s", (env, isTTY, coloured) => {
    expect(isColoured(env as Record<string, string>, isTTY)).toBe(coloured);
  });

  test("has ASCII signs where others cannot be shown", () => {
    expect(lookOf({}, {}, "linux").signs.done).toBe("✓");
    expect(lookOf({}, { HPTS_ASCII: "1" }, "linux").signs.done).toBe("+");
    expect(lookOf({}, {}, "win32").signs.done).toBe("+");
    expect(lookOf({}, { WT_SESSION: "1" }, "win32").signs.done).toBe("✓");
  });

  test("is never wider than 100 columns", () => {
    expect(lookOf({ columns: 300 }, {}).width).toBe(100);
    expect(lookOf({ columns: 60 }, {}).width).toBe(60);
    expect(lookOf({}, {}).width).toBe(80);
  });
});

describe("wrap", () => {
  test("breaks at blanks, keeps line ends, and never splits a word", () => {
    expect(wrap("one two three\nfour", 7)).toEqual(["one two", "three", "four"]);
    expect(wrap("indivisible", 3)).toEqual(["indivisible"]);
    expect(wrap("", 10)).toEqual([""]);
  });
});
