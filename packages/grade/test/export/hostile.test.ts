import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/attack/parse-csv.ts";
import { xmlFault } from "../../src/attack/xml-fault.ts";
import { cleanJson, cleanName, cleanText, cutBytes } from "../../src/export/clean.ts";
import { fileNamesOf } from "../../src/export/file-name.ts";
import { type ExportSettings, FORMATS } from "../../src/export/formats.ts";
import type { Exported } from "../../src/export/shown.ts";
import { safeText } from "../../src/report/safe-text.ts";
import { check, exercise, resultOf } from "../support/results.ts";

/** As ranges of code points: control characters but line ends, directions, halves of characters. */
const HARMFUL_RANGES = [
  ...[
    [0, 9],
    [0x0b, 0x0c],
    [0x0e, 0x1f],
    [0x7f, 0x9f],
    [0x61c, 0x61c],
    [0x200e, 0x200f],
  ],
  ...[
    [0x2028, 0x202e],
    [0x2066, 0x2069],
    [0xd800, 0xdfff],
  ],
] as const;

function harmfulIn(text: string): string[] {
  const codes = Array.from(text, (sign) => sign.codePointAt(0)!);
  const found = codes.filter((code) =>
    HARMFUL_RANGES.some(([a = 0, b = 0]) => code >= a && code <= b),
  );
  return found.map((code) => code.toString(16));
}

const SETTINGS: ExportSettings = {
  assignment: "Lab 1",
  visibility: "visible",
  classroom50: { classroom: "cs1", assignment: "modeling" },
};

const pieces = fc.constantFrom(
  ...["::error::x", "##[error]", "=1+1", "+1", "-1", "@a", "\t=1", "＝1", "<b>", "</pre>", "]]>"],
  ...["&amp;", "&#x202e;", '"', "'", "`", "|", "%0A", "\n", "\r\n", "\r", "\u2028", "\u202e"],
  ...["\u0000", "\u001b[2J", "\ud800", "\udc00", "😀", "e\u0301", "名", "\\", "://", "www.x.y"],
  ...["[a](b)", "<!--", "-->", "\ufeff", "\uffff", "\u{e0041}", ",", ";", "----\n", "# x\n"],
);
const hostile = fc
  .array(fc.oneof({ weight: 3, arbitrary: pieces }, fc.string({ unit: "binary" })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(""));

const status = fc.constantFrom("pass", "fail", "todo", "error", "timeout");
const checks = fc.array(
  fc.record({ name: hostile, message: hostile, status, isHidden: fc.boolean() }),
  { maxLength: 3 },
);
const exported: fc.Arbitrary<Exported> = fc
  .record({ student: hostile, title: hostile, problem: hostile, message: hostile, checks })
  .chain(({ student, title, problem, message, checks: all }) =>
    fc.constantFrom("graded", "ungradable", "infrastructure").map((how) => {
      const summaries = all.map(({ isHidden, ...one }, i) =>
        check({ ...one, id: `M1/${i}`, visibility: isHidden ? "hidden" : "visible" } as object),
      );
      const faulty = summaries.find((one) => one.status !== "pass");
      const tests = [
        exercise({ title, message, status: faulty?.status ?? "pass", checks: summaries }),
      ];
      const result = resultOf(student, {
        ...{ problem, status: how as "graded", tests: how === "graded" ? tests : [] },
        ignored: [{ name: message, why: title }],
      });
      return { gradedAt: "2026-03-21T12:00:00.000Z", result };
    }),
  );

function textsOf(name: string, all: readonly Exported[]): string[] {
  const format = FORMATS[name]!;
  if (format.kind === "one") return [[...format.write(all, SETTINGS)].join("")];
  return all.flatMap((one) => format.write(one, SETTINGS) ?? []);
}

/** What holds for each text of a format, whatever students wrote. */
function always(name: string, holds: (text: string, all: readonly Exported[]) => void): void {
  const some = fc.array(exported, { minLength: 1, maxLength: 3 });
  const property = fc.property(some, (all) => {
    for (const text of textsOf(name, all)) holds(text, all);
  });
  fc.assert(property, { numRuns: 300 });
}

describe("hostile text", () => {
  test.each(Object.keys(FORMATS))("%s has no harmful character in it", (name) => {
    always(name, (text) => expect(harmfulIn(text)).toEqual([]));
  });

  test.each(["csv", "canvas", "moodle"])("%s stays a table without formulas", (name) => {
    always(name, (text) => {
      const rows = parseCsv(text.replace(/^\ufeff/, ""));
      expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@\t\r＝＋－＠]/);
    });
  });

  test("csv has a line for each student", () => {
    always("csv", (text, all) => expect(parseCsv(text)).toHaveLength(all.length + 1));
  });

  test("junit is well-formed XML", () => {
    always("junit", (text) => expect(xmlFault(text)).toBeUndefined());
  });

  test.each(["json", "gradescope", "exercism", "classroom50"])("%s stays JSON", (name) => {
    always(name, (text) => expect(typeof JSON.parse(text)).toBe("object"));
  });

  test("json gives back every result as it was", () => {
    always("json", (text, all) => {
      const { results } = JSON.parse(text);
      expect(results).toEqual(
        all.map(({ gradedAt, result }) => wellFormed({ gradedAt, ...result })),
      );
    });
  });

  test("annotations have no command but ours", () => {
    always("annotations", (text) => {
      for (const line of text.split("\n").slice(0, -1)) {
        expect(line).toMatch(/^(::(error|warning) title=[^:,\r]*::[^\r]*|\| .*)$/);
        if (line.startsWith("|")) expect(line).not.toContain("##[");
      }
    });
  });

  test.each(["markdown", "summary"])("%s has no HTML and no link but ours", (name) => {
    always(name, (text) => {
      const others = text.replaceAll(/^<\/?pre>$/gm, "").replaceAll(/<\/?sub>/g, "");
      expect(others).not.toMatch(/[<>]/);
      const outside = text.replaceAll(/^<pre>$[^<]*^<\/pre>$/gm, "");
      expect(outside).not.toMatch(/[[\]`@]|:\/\/|www\./i);
    });
  });

  test("summary stays a table of three columns", () => {
    always("summary", (text) => {
      const rows = text.split("| student |")[1]!.split("\n").slice(1, -1);
      for (const row of rows) expect(row.match(/\|/g)).toHaveLength(4);
    });
  });

  test("a megabyte of it comes out cut, in every format", () => {
    const huge = "::<\u202e=@`|&".repeat(100_000);
    const tests = [
      exercise({ status: "fail", checks: [check({ name: huge, message: huge, status: "fail" })] }),
    ];
    const all = [{ gradedAt: "", result: resultOf("ada", { tests, problem: huge }) }];

    for (const name of Object.keys(FORMATS).filter((one) => one !== "json")) {
      for (const text of textsOf(name, all)) expect(text.length, name).toBeLessThan(100_000);
    }
  });
});

describe("limits of hosts", () => {
  test("a message for Exercism has at most 65,535 bytes, and no half character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.nat(80), (text, most) => {
        const short = cutBytes(text, most + 4);
        expect(Buffer.byteLength(short)).toBeLessThanOrEqual(most + 4);
        expect(text.startsWith(short.replace(/ \.\.\.$/, ""))).toBe(true);
        if (Buffer.byteLength(text) <= most + 4) expect(short).toBe(text);
      }),
    );
    const problem = "名".repeat(60_000);
    const result = resultOf("ada", { status: "ungradable", tests: [], problem });
    const [text] = textsOf("exercism", [{ gradedAt: "", result }]);
    expect(Buffer.byteLength(JSON.parse(text!).message)).toBeLessThanOrEqual(65_535);
  });

  test("a summary of 30,000 students stays below GitHub's 1 MiB, and counts the rest", () => {
    const reason = "x".repeat(200);
    const all = Array.from({ length: 30_000 }, (_, i) => ({
      gradedAt: "",
      result: resultOf(`student ${i}`, { status: "ungradable", tests: [], problem: reason }),
    }));

    const [text] = textsOf("summary", all);

    expect(Buffer.byteLength(text!)).toBeLessThan(1024 * 1024);
    expect(text).toMatch(/And \d+ more students, for whom there is no room here/);
  });

  test("of each kind ten annotations, then lines of the log", () => {
    const tests = [exercise({ status: "fail" })];
    const all = Array.from({ length: 15 }, (_, i) => ({
      gradedAt: "",
      result: resultOf(`student ${i}`, { tests }),
    }));

    const [text] = textsOf("annotations", all);

    expect(text!.match(/^::error /gm)).toHaveLength(10);
    expect(text!.match(/^\| student \d+ M1: 0 of 2 points/gm)).toHaveLength(5);
  });
});

describe("names", () => {
  test("that differ stay different, on one line", () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        expect(cleanName(a)).not.toMatch(/[\n\r]/);
        if (a !== b) expect(cleanName(a)).not.toBe(cleanName(b));
      }),
    );
  });

  test("become file names of their own, that every system has", () => {
    fc.assert(
      fc.property(fc.uniqueArray(hostile, { minLength: 1, maxLength: 4 }), (students) => {
        const names = [...fileNamesOf(students).values()];
        for (const name of names) {
          expect(name).toMatch(/^[^./~-]/u);
          expect(name).not.toMatch(/[\\/:*?"<>|%\n\r\0]|[. ]$/);
          expect(Buffer.byteLength(name)).toBeLessThan(200);
        }
        const folded = names.map((name) => name.normalize("NFC").toLowerCase());
        expect(new Set(folded).size).toBe(students.length);
      }),
    );
    const students = ["Ada", "名前 太郎", "bob", "BOB", "\u00e9", "e\u0301", "..", "con", ""];
    expect([...fileNamesOf(students).values()]).toEqual([
      ...["Ada", "名前 太郎"],
      ...[/^bob-[0-9a-f]{8}$/, /^BOB-/, /^\u00e9-/, /^e\u0301-/, /^__-/, /^_con-/, /^_-/].map(
        (one) => expect.stringMatching(one),
      ),
    ]);
  });
});

test("text for a terminal in a workflow has no command, however its lines are broken", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      for (const word of safeText(text).split(/\s/)) expect(word).not.toMatch(/^::|##\[/);
    }),
  );
});

test("clean text keeps letters of every alphabet, emoji and line ends", () => {
  const text = "aé名 שלום\n👩‍🏫";

  expect(cleanText(text)).toBe(text);
  expect(cleanJson({ text })).toBe(JSON.stringify({ text }));
});

/** Halves of characters do not survive UTF-8; JSON keeps them as escapes. */
const wellFormed = <T>(value: T): T => JSON.parse(JSON.stringify(value));
