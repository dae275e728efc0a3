import { PLAIN_LOOK } from "@hpts/labkit/lab";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnsOf, fitted } from "../../src/batch/columns.ts";
import { differenceOf } from "../../src/batch/difference.ts";
import { durationText, progressText } from "../../src/batch/progress.ts";
import { renderTable, rowOf } from "../../src/batch/table.ts";
import { parseWhere } from "../../src/batch/where.ts";
import { check, exercise, resultOf } from "../support/results.ts";

describe("progress", () => {
  test("says how many, how fast and how long still", () => {
    expect(progressText({ done: 0, toDo: 200, elapsedMs: 0 })).toBe("0 of 200 graded");
    expect(progressText({ done: 50, toDo: 200, elapsedMs: 60_000 })).toBe(
      "50 of 200 graded, 50 a minute, 3 min left",
    );
    expect(progressText({ done: 1, toDo: 3, elapsedMs: 20_000 })).toBe(
      "1 of 3 graded, 3.0 a minute, 40 s left",
    );
    expect(progressText({ done: 3, toDo: 3, elapsedMs: 60_000 })).toBe(
      "3 of 3 graded, 3.0 a minute",
    );
  });

  test("tells a duration in the unit that says enough", () => {
    expect([0, 89_000, 91_000, 3_600_000, 11_100_000].map(durationText)).toEqual([
      "0 s",
      "89 s",
      "2 min",
      "60 min",
      "3 h 5 min",
    ]);
  });
});

describe("columns", () => {
  test("are two for signs of East Asia and emoji, one for letters with marks", () => {
    expect(["ada", "名前", "e\u0301", "👩‍🏫", "ｆｕｌｌ"].map(columnsOf)).toEqual([3, 4, 1, 2, 8]);
  });

  test("are exactly as many as there is room for", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.integer({ min: 3, max: 40 }),
        (text, room) => {
          expect(columnsOf(fitted(text, room))).toBe(room);
        },
      ),
    );
  });
});

describe("the table", () => {
  const m1 = exercise();
  const m2 = exercise({ id: "M2", title: "direction", status: "fail" });
  const rows = [
    resultOf("ada", { tests: [m1, { ...m2, status: "pass", points: 2 }], score: 4 }),
    resultOf("bob", { tests: [m1, m2], score: 2 }),
    resultOf("名前 太郎", { tests: [{ ...m1, status: "todo", points: 0 }, m2], score: 0 }),
    resultOf("new\nline", { status: "ungradable", tests: [], problem: "none of the files" }),
    resultOf("a name that is far too long for any column", {
      status: "infrastructure",
      tests: [],
      problem: "the judge's thread has ended \u001b[31m",
    }),
  ].map(rowOf);

  test("shows each student, each exercise and the whole, and no one's fault as a zero", () => {
    expect(renderTable(rows, PLAIN_LOOK)).toMatchInlineSnapshot(`
      "student                         points  not passed
      ada                            ✓   4/4
      bob                            ✗   2/4  M2
      名前 太郎                      ✗   0/4  M1 (to do) M2
      new line                       ✗     –  cannot be graded: none of the files
      a name that is far too long f… !     –  NOT GRADED, our fault: the judge's thre…

      M1   █████████████░░░░░░░     2 of 3  Particle
      M2   ███████░░░░░░░░░░░░░     1 of 3  direction

      5 submissions: 3 graded, 1 cannot be graded, 1 NOT GRADED (our fault)
      points: median 2, from 0 to 4 of 4"
    `);
  });

  test("says when nothing of it is a mark", () => {
    const practice = [rowOf(resultOf("ada", { isMark: false }))];

    expect(renderTable(practice, PLAIN_LOOK)).toContain("NO MARKS: the sandbox is too weak");
  });
});

describe("--where", () => {
  const exercises = ["M1", "P4"];
  const slow = exercise({ id: "P4", status: "timeout" });
  const results = [
    resultOf("ada", { score: 4 }),
    resultOf("bob", { score: 2, tests: [exercise(), slow], flags: ["timeout"] }),
    resultOf("a and b", { status: "infrastructure", tests: [] }),
    resultOf("eve", { status: "ungradable", tests: [], sandbox: { level: 1, kernel: "" } }),
  ];
  const chosen = (text: string): string[] =>
    results.filter(parseWhere(text, exercises)).map(({ submission }) => submission.id);

  test.each([
    ["all", ["ada", "bob", "a and b", "eve"]],
    ["status=infrastructure", ["a and b"]],
    ["status != graded", ["a and b", "eve"]],
    ["student=ada", ["ada"]],
    ["score<4", ["bob"]],
    ["score >= 2 and exercise=P4", ["bob"]],
    ["P4=timeout", ["bob"]],
    ["exercise=M1", []],
    ["flag=timeout", ["bob"]],
    ["level<2", ["eve"]],
  ])("%s", (text, expected) => {
    expect(chosen(text)).toEqual(expected);
  });

  test.each([
    ["", /must be like/],
    ["score", /must be like/],
    ["score<many", /score is compared with a number/],
    ["score<", /score is compared with a number/],
    ["status=lost", /status is one of graded, ungradable, infrastructure/],
    ["exercise=X9", /exercise is one of M1, P4/],
    ["P4=slow", /P4 is one of pass, fail/],
    ["student<5", /must be like/],
    ["status=graded or all", /status is one of/],
  ])("refuses %j and says what is possible", (text, message) => {
    expect(() => parseWhere(text, exercises)).toThrow(message);
  });
});

describe("a difference", () => {
  test("names points and the exercises that changed", () => {
    const before = resultOf("ada", { tests: [exercise({ status: "timeout" })] });
    const after = resultOf("ada");

    const { isSame, exercises, before: was, after: is } = differenceOf(before, after);

    expect({ isSame, exercises }).toEqual({ isSame: false, exercises: ["M1 timeout → pass"] });
    expect([was.score, is.score]).toEqual([0, 2]);
  });

  test("is none if only times and messages differ", () => {
    const other = resultOf("ada", {
      durations: { totalMs: 1, judgeMs: 1 },
      tests: [exercise({ checks: [check({ name: "other" })] })],
    });

    expect(differenceOf(resultOf("ada"), other).isSame).toBe(true);
  });
});
