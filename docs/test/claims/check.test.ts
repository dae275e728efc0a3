import { describe, expect, test } from "vitest";
import { pageFaults, recordFaults, type Source } from "../../claims/tool/check.ts";
import type { Claim } from "../../claims/tool/claim.ts";
import { filledPage } from "../../claims/tool/fill.ts";
import type { RecordedFigure } from "../../claims/tool/record.ts";

const TO = "../../docs/handbook/reference/claims.md";

const claimOf = (id: string, unit: Claim["unit"]): Claim => ({
  id,
  sentence: "It takes {} times as long.",
  unit,
  range: { low: 3, high: 100 },
  measure: { method: "by hand", processes: 1, sample: () => 1 },
});

const figure = (median: number): RecordedFigure => ({
  median,
  low: median,
  high: median,
  date: "2026-11-22",
  node: "20.20.2",
  v8: "11.3",
  cpu: "a processor",
  command: "pnpm claims",
});

const source: Source = {
  claims: new Map([
    ["evolve-hypot", claimOf("evolve-hypot", "x")],
    ["particle-bytes", claimOf("particle-bytes", "bytes")],
  ]),
  record: {
    "evolve-hypot": { "20": figure(7.312), "22": figure(6.8), "24": figure(4.961) },
    "particle-bytes": { "20": figure(96), "22": figure(96), "24": figure(96) },
  },
  measurement: (name) => (name === "engines.md" ? "| jump | 1,235x |" : undefined),
};

const messages = (page: string): string[] =>
  pageFaults("labs/x/README.md", page, source).map(({ line, message }) => `${line}: ${message}`);

describe("a page", () => {
  test.each([
    `takes [7.3x](${TO}#evolve-hypot) as long`,
    `takes [7.3 times as long](${TO}#evolve-hypot)`,
    `| [5.0](${TO}#evolve-hypot "Node 24") |`,
    `takes [5.0–7.3x](claim:evolve-hypot "Node 20 to 24")`,
    `[96 bytes](${TO}#particle-bytes) each`,
    `is [1,235 times as fast](../../docs/measurements/engines.md)`,
    "called 188,000 times; 60 % of the marks; 5 times in a row; 10 particles; Node 20.19",
    "at least 2.5 times as fast, within 5 ms, at most 2 MB",
    'compile it: "50 times as fast"',
    "_Predict:_ a call takes 40 ns. How long do ten take?",
    "`7 x` and\n\n```\n4.33 s and 5x\n```\n",
    "<!-- not measured: a setting -->\nA batch takes 1.5 ms.\n\nThe end.",
  ])("is right: %s", (page) => {
    expect(messages(page)).toEqual([]);
  });

  test("with a number that is not the record's is told both", () => {
    expect(messages(`line\n[7.1x](${TO}#evolve-hypot)`)).toEqual([
      '2: the text says "7.1x", the record of evolve-hypot "7.3x"; pnpm claims --fill',
    ]);
  });

  test("with a claim that is not there, a wrong unit, an unknown Node or no number is told so", () => {
    expect(messages(`[7.3x](${TO}#nope)`)[0]).toContain("there is no claim nope");
    expect(messages(`[7.3 ns](${TO}#evolve-hypot)`)[0]).toContain('the text says "ns"');
    expect(messages(`[7.3x](${TO}#evolve-hypot "Node 18")`)[0]).toContain('got "Node 18"');
    expect(messages(`[much slower](${TO}#evolve-hypot)`)[0]).toContain("has no number");
  });

  test.each([
    "5x",
    "12 times as fast",
    "ten times slower",
    "twice as fast",
    "3.2 ns",
    "40 % faster",
    "1.9 MB",
    "[5x](https://a.b)",
  ])("with a number without a claim is told which: %s", (text) => {
    const bare = text.replace(/^\[|\].*/g, "");
    expect(messages(`# A\n\nIt is ${text} now.`)).toEqual([
      `3: "${bare}" has no claim: make it the text of a link to one (docs/claims/README.md)`,
    ]);
  });

  test("of a lab may give numbers where it asks, and nowhere else", () => {
    const page = "Two pass, 3 µs each. Which?\n\nIt is 4 µs.\n\n## Worked sibling\n\nHere 5 µs.\n";
    expect(messages(page).map((message) => message.slice(0, 9))).toEqual(['3: "4 µs"']);
    expect(pageFaults("packages/x/README.md", page, source)).toHaveLength(3);
  });

  test("may not name a measurement in which the number does not stand", () => {
    expect(messages("[1,236 times as fast](../../docs/measurements/engines.md)")).toEqual([
      "1: 1,236 does not stand in engines.md",
    ]);
    expect(messages("[235x](../../docs/measurements/engines.md)")).toHaveLength(1);
    expect(messages("[5x](../../docs/measurements/nope.md)")[0]).toContain(
      "no measurement nope.md",
    );
  });

  test("may not leave out the reason of an exemption, which ends with its paragraph", () => {
    expect(messages("<!-- not measured: -->\n5 ms")[0]).toContain("needs its reason");
    expect(messages("<!-- not measured: a setting -->\n5 ms\n\n6 ms")[0]).toContain('4: "6 ms"');
  });
});

describe("the record", () => {
  test("is right where every figure lies in its range", () => {
    expect(recordFaults(source)).toEqual([]);
  });

  test("with a figure out of range, none, or one of no claim is told so", () => {
    const record = {
      "evolve-hypot": { "20": figure(2.9), "22": figure(6.8) },
      "particle-bytes": source.record["particle-bytes"]!,
      old: { "20": figure(1) },
    };

    expect(recordFaults({ ...source, record }).map(({ message }) => message)).toEqual([
      "there is no claim old any more",
      "evolve-hypot on Node 20: 2.9x is out of the range 3.0–100",
      "evolve-hypot is not recorded on Node 24",
    ]);
  });
});

describe("filling in", () => {
  const page = `a [1x](${TO}#evolve-hypot), [2–3 times](claim:evolve-hypot "Node 20 to 24"), [1 byte](${TO}#nope)
\`[1x](claim:evolve-hypot)\``;

  test("writes the record's figures, and leaves code and what it does not know", () => {
    expect(filledPage(page, source)).toBe(
      page.replace("[1x]", "[7.3x]").replace("[2–3 times]", "[5.0–7.3 times]"),
    );
  });

  test("twice is the same as once", () => {
    const once = filledPage(page, source);
    expect(filledPage(once, source)).toBe(once);
  });
});
