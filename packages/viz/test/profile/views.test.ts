import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountText, callsText, changeText, percentText } from "../../src/profile/amount-text.ts";
import { callGraph } from "../../src/profile/call-graph.ts";
import { calleeMap } from "../../src/profile/callee-map.ts";
import { callsAround } from "../../src/profile/calls-around.ts";
import { profileDiff } from "../../src/profile/profile-diff.ts";
import { annotatedSource, hottestLines, linesAround } from "../../src/profile/source-lines.ts";
import { searched, TABLE_KEYS, tableRows } from "../../src/profile/table-rows.ts";
import { anyTree, dataOf, FUNCTIONS } from "./any-tree.ts";

const PROGRAM = dataOf(
  [
    { name: "main", self: 1, total: 20, calls: 1, primitive: 1 },
    { name: "solve", self: 4, total: 19, line: 5, calls: 1, primitive: 1 },
    { name: "fact", self: 15, total: 15, line: 9, calls: 100, primitive: 4 },
    { name: "{program}", file: "~", self: 2, total: 2 },
  ],
  [
    [0, 1, 1, 19],
    [1, 2, 4, 15],
    [2, 2, 96, 14],
  ],
);

describe("the table", () => {
  const names = (rows: Int32Array): (string | undefined)[] =>
    Array.from(rows, (fn) => PROGRAM.functions.name[fn]);

  test("is sorted by what is asked for; what is not known comes last either way", () => {
    const order = (key: (typeof TABLE_KEYS)[number], isDescending: boolean) =>
      names(tableRows(PROGRAM, { key, isDescending }));

    expect(order("self", true)).toEqual(["fact", "solve", "{program}", "main"]);
    expect(order("totalPer", true)).toEqual(["main", "solve", "fact", "{program}"]);
    expect(order("calls", true)).toEqual(["fact", "main", "solve", "{program}"]);
    expect(order("calls", false)).toEqual(["main", "solve", "fact", "{program}"]);
  });

  test("holds every function once, whatever it is sorted by", () => {
    for (const key of TABLE_KEYS) {
      const rows = tableRows(PROGRAM, { key, isDescending: false });
      expect(Array.from(rows).toSorted()).toEqual([0, 1, 2, 3]);
    }
  });

  test("finds functions by all words of a search, in any case, in the name and the file", () => {
    const found = (query: string) =>
      names(tableRows(PROGRAM, { key: "name", isDescending: false }, searched(PROGRAM, query)));

    expect(found("FACT a.ts")).toEqual(["fact"]);
    expect(found("fact b.ts")).toEqual([]);
    expect(found(" ")).toHaveLength(4);
  });
});

test("callers and callees stand by cost, and a function that calls itself is in both", () => {
  const { callers, callees } = callsAround(PROGRAM, 2);

  expect(callers.map(({ caller, calls }) => [caller, calls])).toEqual([
    [1, 4],
    [2, 96],
  ]);
  expect(callees.map(({ callee }) => callee)).toEqual([2]);
});

describe("the call graph", () => {
  test("shows the way to a function, and its recursion within its box", () => {
    const graph = callGraph(PROGRAM, 2);

    expect(graph.nodes.map(({ fn }) => fn).toSorted()).toEqual([0, 1, 2]);
    expect(graph.lines.map(({ caller, callee }) => [caller, callee])).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(graph.nodes.find(({ fn }) => fn === 2)?.recursion?.calls).toBe(96);
  });

  test("shows the most expensive callees and says how many more there are", () => {
    const functions = Array.from({ length: 101 }, (_, at) => ({
      name: `f${at}`,
      self: 1,
      total: at,
    }));
    const many = dataOf(
      functions,
      functions.slice(1).map(({ total }, at) => [0, at + 1, 1, total] as const),
    );

    const graph = callGraph(many, 0, { limit: 10 });

    const callees = graph.nodes.map(({ fn }) => fn).filter((fn) => fn !== 0);
    expect(callees.toSorted((a, b) => b - a)).toEqual([100, 99, 98, 97]);
    expect(graph.left).toEqual({ callers: 0, callees: 96 });
  });

  test("boxes do not overlap, and lie within the picture", () => {
    const edge = fc.tuple(fc.nat(7), fc.nat(7), fc.nat(9), fc.nat(100));
    fc.assert(
      fc.property(fc.uniqueArray(edge, { selector: ([a, b]) => a * 8 + b }), (edges) => {
        const functions = Array.from({ length: 8 }, (_, at) => ({
          name: `f${at}`,
          self: 1,
          total: 9,
        }));
        const { nodes, width, height } = callGraph(dataOf(functions, edges), 3, {
          nodeWidthPx: 100,
        });
        for (const [at, { x, y, height: own }] of nodes.entries()) {
          expect(Math.min(x, y, width - x - 100, height - y - own)).toBeGreaterThanOrEqual(-1e-6);
          for (const other of nodes.slice(at + 1)) {
            const isBeside = Math.abs(x - other.x) >= 100 - 1e-6;
            const isAbove = y + own <= other.y + 1e-6 || other.y + other.height <= y + 1e-6;
            expect(isBeside || isAbove).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

test("the callee map: what is called lies inside of its caller, and beside its siblings", () => {
  fc.assert(
    fc.property(anyTree, fc.nat(FUNCTIONS - 1), (tree, fn) => {
      const boxes = calleeMap(tree, fn, { widthPx: 400, heightPx: 300 });
      const open: (typeof boxes)[number][] = [];
      for (const box of boxes) {
        const above = boxes.find(
          (one) =>
            one.depth === box.depth - 1 &&
            one.x <= box.x &&
            one.y <= box.y &&
            one.x + one.width >= box.x + box.width &&
            one.y + one.height >= box.y + box.height,
        );
        if (box.depth > 0) expect(above).toBeDefined();
        for (const other of open.filter(({ depth }) => depth === box.depth)) {
          const isApart =
            other.x + other.width <= box.x ||
            box.x + box.width <= other.x ||
            other.y + other.height <= box.y ||
            box.y + box.height <= other.y;
          expect(isApart).toBe(true);
        }
        open.push(box);
      }
    }),
  );
});

describe("the source", () => {
  const text = "function main() {\n  solve();\n}\n";

  test("has its lines' own times, hits, and the functions that begin there", () => {
    const data = dataOf([{ name: "main", self: 9, total: 20 }], [], {
      sources: { "a.ts": text },
      lines: { function: [0], line: [2], selfUs: [9], totalUs: [20], hits: [3] },
    });

    const source = annotatedSource(data, "a.ts");

    expect(source?.lines[1]).toEqual({
      line: 2,
      text: "  solve();",
      self: 9,
      total: 20,
      hits: 3,
      functions: [],
      calls: [],
    });
    expect(source?.lines[0]?.functions).toEqual([0]);
    expect([source?.mostSelf, source?.mostTotal, source?.hasHits]).toEqual([9, 20, true]);
    expect(hottestLines(data, 3)).toEqual([
      { file: "a.ts", line: 2, text: "solve();", self: 9, functionOf: 0, hits: 3 },
    ]);
  });

  test("without a table of lines says what was called from them", () => {
    const data = dataOf(
      [
        { name: "main", self: 1, total: 20 },
        { name: "solve", self: 19, total: 19 },
      ],
      [],
      {
        sources: { "a.ts": text },
        callLines: {
          caller: [0, 0],
          line: [2, 2],
          callee: [1, 0],
          calls: [4, 1],
          totalUs: [19, 12],
        },
      },
    );

    const source = annotatedSource(data, "a.ts");

    expect(source?.lines[1]).toMatchObject({
      // Not more than its function: what it calls holds its own calls.
      total: 20,
      calls: [
        { callee: 1, calls: 4, total: 19 },
        { callee: 0, calls: 1, total: 12 },
      ],
    });
    expect([source?.hasLines, hottestLines(data, 3)]).toEqual([false, []]);
    expect(annotatedSource(data, "b.ts")).toBeUndefined();
  });
});

test.each([
  [100, 50, 0, 100],
  [2000, 1, 0, 2000],
  [30_000, 0, 0, 1000],
  [30_000, 15_000, 14_699, 15_699],
  [30_000, 30_000, 29_000, 30_000],
])("of %i lines, around line %i, those from %i to %i are shown", (count, line, from, to) => {
  expect(linesAround(count, line)).toEqual({ from, to });
});

test("a diff finds functions by key, and says which are new and which are gone", () => {
  const other = dataOf([
    { name: "solve", self: 10, total: 30 },
    { name: "slow", self: 50, total: 50 },
  ]);

  const diff = profileDiff(PROGRAM, other);

  expect(Array.from(diff.otherOf)).toEqual([-1, 0, -1, -1]);
  expect(Array.from(diff.selfChange)).toEqual([1, -6, 15, 2]);
  expect(Array.from(diff.gone)).toEqual([1]);
  expect([diff.total, diff.otherTotal, diff.most]).toEqual([22, 60, 15]);
});

test.each([
  [amountText(0, "us"), "0"],
  [amountText(0.25, "us"), "250 ns"],
  [amountText(999.7, "us"), "1 ms"],
  [amountText(1234, "us"), "1.23 ms"],
  [amountText(12_345_678, "us"), "12.3 s"],
  [amountText(1536, "bytes"), "1.5 KiB"],
  [amountText(12, "count"), "12"],
  [amountText(123_456, "count"), "123,456"],
  [changeText(-1500, "us"), "−1.5 ms"],
  [changeText(0, "us"), "±0"],
  [callsText(188_000, 750), "188,000/750"],
  [callsText(5, 5), "5"],
  [callsText(-1), "–"],
  [percentText(0.1234), "12.3 %"],
  [percentText(0.0001), "<0.1 %"],
  [percentText(1), "100 %"],
  [percentText(0), "0 %"],
])("amounts are short: %s", (text, expected) => {
  expect(text).toBe(expected);
});
