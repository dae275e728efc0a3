/** The presets: what is in a chart, and what it looks like. */
import { describe, expect, test } from "vitest";
import {
  type Chart,
  distribution,
  history,
  memory,
  scaling,
  speedup,
  tableOf,
  toSvg,
  toText,
  warmup,
} from "../../src/chart/index.ts";
import { caseOf, comparisonOf, runOf, scalingRun, timelineOf } from "./results.ts";

const TIERS = { bronze: 1.1, silver: 1.25, gold: 1.6 };
const two = runOf([caseOf({ name: "a" }), caseOf({ name: "b", seconds: 3e-6 })]);
const threeBars = [
  { name: "starter" },
  { name: "you", result: comparisonOf(1.4) },
  { name: "solution", result: comparisonOf(2.1) },
];

const CHARTS: Readonly<Record<string, Chart>> = {
  scaling: scaling([scalingRun()]),
  speedup: speedup(threeBars, { tiers: TIERS, machine: "this one" }),
  distribution: distribution([two]),
  history: history([two, runOf([caseOf({ name: "a" })], { time: "2026-01-01T00:00:00.000Z" })]),
  warmup: warmup(runOf([caseOf({ gcNs: 1000 })])),
  memory: memory([timelineOf()]),
};

const values = (chart: Chart): number[] =>
  chart.panels.flatMap(({ layers }) => layers.flatMap(({ data }) => data.map(({ y }) => y)));

describe("every chart", () => {
  test.each(Object.keys(CHARTS))("%s is drawn as it was", async (name) => {
    await expect(toSvg(CHARTS[name]!, { widthPx: 520 })).toMatchFileSnapshot(`golden/${name}.svg`);
  });

  test.each(Object.keys(CHARTS))("%s is plain data: JSON keeps all of it", (name) => {
    expect(JSON.parse(JSON.stringify(CHARTS[name]))).toEqual(CHARTS[name]);
  });

  test.each(Object.keys(CHARTS))("%s says how many values, and on which machine", (name) => {
    const caption = CHARTS[name]!.caption.join(" ");

    expect(caption).toMatch(/n = \d/);
    expect(caption).toMatch(/Machine: /);
  });

  test.each(Object.keys(CHARTS))("%s has a row for each datum", (name) => {
    const chart = CHARTS[name]!;
    const data = chart.panels.flatMap(({ layers }) =>
      layers.flatMap((layer) => (layer.isDecoration === true ? [] : layer.data)),
    );
    const { columns, rows } = tableOf(chart);

    expect(rows).toHaveLength(data.length);
    expect(new Set(columns.map(({ title }) => title)).size).toBe(columns.length);
    for (const row of rows) expect(row).toHaveLength(columns.length);
  });
});

describe("scaling", () => {
  test("names the growth class, and draws its curve", () => {
    const { series, panels } = CHARTS["scaling"]!;

    expect(series).toEqual([{ name: "sum · n", style: 0 }]);
    expect(panels[0]!.layers.map(({ form, isDashed }) => [form, isDashed])).toEqual([
      ["line", true],
      ["points", undefined],
    ]);
  });

  test("says when there were too few processes for an interval of the median", () => {
    const few = scaling([runOf([caseOf({ n: 10, batches: [[1, 2, 3, 4, 5]] })])]);
    const [point] = few.panels[0]!.layers[0]!.data;

    expect(few.caption[0]).toContain("the middle half of the batches (too few processes");
    expect([point!.low! * 1e6, point!.high! * 1e6].map(Math.round)).toEqual([2, 4]);
  });

  test("names the cases that have no times", () => {
    const { caption } = scaling([
      runOf([caseOf({ n: 10 }), caseOf({ name: "broken", n: 10, batches: [] })]),
    ]);

    expect(caption).toContainEqual(expect.stringContaining("no times: broken n=10"));
  });
});

describe("speedup", () => {
  test("is logarithmic when bars differ much, and starts at 1", () => {
    const { panels } = speedup([{ name: "slow" }, { name: "fast", result: comparisonOf(300) }]);

    expect(panels[0]!.x.scale).toBe("log");
    expect(panels[0]!.layers.every(({ from }) => from === 1)).toBe(true);
  });

  test("a candidate without figures has no bar, and its answer as its name", () => {
    const result = {
      verdict: "crash",
      side: "candidate",
      message: "it ended",
      change: "unclear",
    } as const;
    const chart = speedup([{ name: "starter" }, { name: "you", result }]);

    expect(chart.panels[0]!.y.names).toEqual(["starter", "you (crash)"]);
    expect(chart.panels[0]!.layers).toHaveLength(1);
    expect(chart.summary).toContain("you has no figure: crash.");
  });
});

describe("distribution", () => {
  test("points of the shares lie on the steps", () => {
    const chart = distribution([runOf([caseOf({ batches: [[1, 2, 3, 4]] })])]);
    const layer = chart.panels[1]!.layers.at(-1)!;

    expect(layer.data.map(({ x, y }) => [Math.round(x * 1e6), y])).toEqual([
      [1, 0.05],
      [1, 0.25],
      [2, 0.5],
      [3, 0.75],
      [4, 0.95],
    ]);
  });
});

describe("history", () => {
  test("sorts runs by time, and breaks the line between machines", () => {
    const at = (time: string, fingerprint: string, seconds: number) => {
      const run = runOf([caseOf({ seconds })], { time });
      return { ...run, env: { ...run.env, fingerprint } };
    };
    const { panels } = history([
      at("2026-03", "b", 3e-6),
      at("2026-01", "a", 1e-6),
      at("2026-02", "a", 2e-6),
    ]);

    expect(panels[0]!.layers.map(({ data }) => data.map(({ x }) => x))).toEqual([[0, 1], [2]]);
    expect(panels[0]!.marks).toEqual([{ at: 1.5, label: "another machine" }]);
    expect(values({ panels } as Chart)).toEqual([...values({ panels } as Chart)].sort());
  });

  test("runs of one commit have names of their own", () => {
    const { panels } = history([two, two, two]);

    expect(panels[0]!.x.names).toEqual(["0123456", "0123456 (2)", "0123456 (3)"]);
  });
});

describe("warmup", () => {
  test("shades the batches with collections, each as long as it took", () => {
    const { panels } = CHARTS["warmup"]!;
    const lengths = panels[0]!.bands.map(({ from, to }) => Math.round((to - from) * 1e8));

    expect(panels).toHaveLength(3);
    expect(lengths).toEqual([1000, 1100, 1050]);
  });

  test("names the cases there are, when asked for another", () => {
    expect(() => warmup(two, { case: "c" })).toThrow(
      new RangeError("expected a case of the run (a, b), got c"),
    );
  });
});

describe("memory", () => {
  test("has the program as its title, and collections as ticks that are no bytes", () => {
    const chart = CHARTS["memory"]!;
    const collections = tableOf(chart).rows.filter(([name]) => String(name).includes("collection"));

    expect(chart.title).toBe("Memory of work.ts 7");
    expect(collections).toEqual([
      ["young collection", 0.2, null, "Scavenge, 400 µs, 3.00 MiB freed"],
      ["full collection", 0.6, null, "MarkSweepCompact, 2.00 ms, 9.00 MiB freed"],
    ]);
  });

  test("of several programs, only resident memory", () => {
    const { series } = memory([timelineOf(), { ...timelineOf(), name: "other.dat" }]);

    expect(series.map(({ name }) => name)).toEqual(["work.dat", "other.dat"]);
  });
});

describe("in the terminal", () => {
  test.each(Object.keys(CHARTS))("%s is drawn as it was, in 60 columns", async (name) => {
    const text = toText(CHARTS[name]!, { width: 60 });

    expect(
      Math.max(...text.split("\n").map((line) => Array.from(line).length)),
    ).toBeLessThanOrEqual(60);
    await expect(text).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test("plain characters are all of ASCII, but for units", () => {
    for (const chart of Object.values(CHARTS)) {
      expect(toText(chart, { ascii: true })).not.toMatch(/[^\n\x20-\x7eµ×·]/);
    }
  });
});
