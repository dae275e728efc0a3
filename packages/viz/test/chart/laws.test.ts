/** What holds for charts of whatever data. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Chart,
  distribution,
  history,
  layOut,
  memory,
  placedData,
  scaling,
  speedup,
  tableOf,
  toSvg,
  toText,
  warmup,
} from "../../src/chart/index.ts";
import type { Axis, Unit } from "../../src/chart/model.ts";
import { toPixels } from "../../src/chart/png.ts";
import { quantityText } from "../../src/chart/quantity.ts";
import { linearDomain, logDomain, scaleOf, ticksOf } from "../../src/chart/scales.ts";
import { shortened, widthOf, wrapped } from "../../src/chart/text-size.ts";
import { thinLine } from "../../src/chart/thin-line.ts";
import { caseOf, comparisonOf, runOf, timelineOf } from "./results.ts";

const seconds = fc.double({ min: 1e-9, max: 1e3, noNaN: true });
const name = fc.oneof(fc.string({ minLength: 1, unit: "binary" }), fc.constant("long ".repeat(30)));
const share = fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 50, noNaN: true }));
const oneCase = fc
  .record({
    name,
    n: fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined }),
    seconds,
    batches: fc.array(fc.array(share, { maxLength: 8 }), { maxLength: 4 }),
    gcNs: fc.nat(1e6),
  })
  .map(({ n, ...rest }) => caseOf({ ...rest, ...(n !== undefined && { n }) }));
const run = fc.array(oneCase, { maxLength: 45 }).map((cases) => runOf(cases));
const runs = fc.array(run, { maxLength: 4 });
const ratio = fc.double({ min: 1e-3, max: 1e4, noNaN: true });
const bars = fc.array(
  fc.record({ name, ratio: fc.option(ratio) }).map(({ name: of, ratio: value }) => ({
    name: of,
    ...(value !== null && { result: comparisonOf(value) }),
  })),
  { maxLength: 12 },
);

const chart: fc.Arbitrary<Chart> = fc.oneof(
  runs.map((all) => scaling(all)),
  runs.map((all) => distribution(all)),
  runs.map((all) => history(all)),
  bars.map((all) => speedup(all, { tiers: { bronze: 1.1, silver: 1.25, gold: 1.6 } })),
  fc
    .array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 })
    .map((all) => memory(all.map(timelineOf))),
  oneCase
    .filter(({ generations }) => generations.some(({ batches }) => batches.length > 0))
    .map((one) => warmup(runOf([one]))),
);

const widthPx = fc.integer({ min: 100, max: 2000 });

test("nothing drawn is NaN, infinite, or undefined, and all of it is XML", () => {
  fc.assert(
    fc.property(chart, widthPx, (one, width) => {
      const svg = toSvg(one, { widthPx: width });
      expect(svg.replace(/<(title|desc|text)[^>]*>[^<]*</g, "<")).not.toMatch(
        /NaN|Infinity|undefined|null/,
      );
      expect(svg.replace(/&(amp|lt|gt);/g, "")).not.toMatch(/&/);
      expect((svg.match(/<g /g) ?? []).length).toBe((svg.match(/<\/g>/g) ?? []).length);
    }),
    { numRuns: 150 },
  );
});

test("every datum lies inside of its panel, and its interval around it", () => {
  fc.assert(
    fc.property(chart, widthPx, (one, width) => {
      const layout = layOut(one, { widthPx: width });
      for (const { panel, x, y, datum } of placedData(layout)) {
        const { left, right, top, bottom } = layout.panels[panel]!;
        expect(x).toBeGreaterThanOrEqual(left - 1e-6);
        expect(x).toBeLessThanOrEqual(right + 1e-6);
        expect(y).toBeGreaterThanOrEqual(top - 1e-6);
        expect(y).toBeLessThanOrEqual(bottom + 1e-6);
        if (datum.low !== undefined) expect(datum.low).toBeLessThanOrEqual(datum.high!);
      }
    }),
    { numRuns: 150 },
  );
});

test("every datum is inside of the axes' domains: none is moved to the edge", () => {
  fc.assert(
    fc.property(chart, (one) => {
      for (const { x, y, layers } of one.panels) {
        for (const { data, isDecoration } of layers) {
          if (isDecoration === true) continue;
          for (const datum of data) {
            expect(datum.x).toBeGreaterThanOrEqual(x.domain[0]);
            expect(datum.x).toBeLessThanOrEqual(x.domain[1]);
            if (y.scale === "log" && datum.y <= 0) continue;
            expect(datum.y).toBeGreaterThanOrEqual(y.domain[0]);
            expect(datum.y).toBeLessThanOrEqual(y.domain[1]);
          }
        }
      }
    }),
    { numRuns: 150 },
  );
});

test("text, table and JSON exist for every chart", () => {
  fc.assert(
    fc.property(chart, fc.integer({ min: 40, max: 120 }), (one, width) => {
      const text = toText(one, { width });
      expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
      const lines = text.split("\n");
      expect(lines.some((line) => /NaN|undefined/.test(line) && !one.title.includes(line))).toBe(
        false,
      );
      const { columns, rows } = tableOf(one);
      for (const row of rows) expect(row).toHaveLength(columns.length);
      expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    }),
    { numRuns: 100 },
  );
});

test("pixels are as many as the layout has, and never only ground", () => {
  fc.assert(
    fc.property(chart, (one) => {
      const { width, height } = layOut(one, { widthPx: 300 });
      const pixels = toPixels(one, { widthPx: 300, scale: 1 });
      expect(pixels.rgb).toHaveLength(width * height * 3);
      expect(pixels.rgb.some((value) => value !== 255)).toBe(true);
    }),
    { numRuns: 20 },
  );
});

const unit = fc.constantFrom<Unit>("s", "B", "x", "share", "count");

test("scales rise, and ticks are inside of the domain, ascending, each with its own label", () => {
  const positive = fc.double({ min: 1e-12, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(positive, { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      unit,
      fc.integer({ min: 2, max: 15 }),
      (values, isLog, of, most) => {
        const domain = isLog ? logDomain(values) : linearDomain(values);
        const axis: Axis = { label: "", unit: of, scale: isLog ? "log" : "linear", domain };
        const x = scaleOf(axis, [0, 100]);
        expect(x(domain[0])).toBeCloseTo(0);
        expect(x(domain[1])).toBeCloseTo(100);
        const places = values.toSorted((a, b) => a - b).map(x);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        const ticks = ticksOf(axis, most);
        expect(ticks.length).toBeGreaterThan(0);
        expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
        for (const [i, { value }] of ticks.entries()) {
          expect(value).toBeGreaterThanOrEqual(domain[0] * (1 - 1e-9));
          expect(value).toBeLessThanOrEqual(domain[1] * (1 + 1e-9));
          if (i > 0) expect(value).toBeGreaterThan(ticks[i - 1]!.value);
        }
      },
    ),
  );
});

test("a quantity has three digits, and is off by less than one in the last", () => {
  const size: Readonly<Record<string, number>> = { ps: 1e-12, ns: 1e-9, µs: 1e-6, ms: 1e-3, s: 1 };
  fc.assert(
    fc.property(fc.double({ min: 1e-11, max: 999, noNaN: true }), (value) => {
      const [digits, prefix] = quantityText(value, "s").split(" ") as [string, string];
      expect(digits.replace(".", "").replace(/^0+/, "")).toHaveLength(3);
      expect(Math.abs(Number(digits) * size[prefix]! - value)).toBeLessThanOrEqual(value * 0.0051);
    }),
  );
});

test("a text is as wide as it may be, or less", () => {
  fc.assert(
    fc.property(name, fc.integer({ min: 30, max: 400 }), (text, most) => {
      expect(widthOf(shortened(text, 12, most), 12)).toBeLessThanOrEqual(most);
      for (const line of wrapped(text, 12, most, 2)) {
        expect(widthOf(line, 12)).toBeLessThanOrEqual(most);
      }
    }),
  );
});

test("a thinned line keeps each column's first, last, lowest and highest point", () => {
  const heights = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 3000, maxLength: 6000 });
  fc.assert(
    fc.property(heights, (ys) => {
      const points = ys.flatMap((y, i) => [(i * 100) / ys.length, y]);
      const thin = thinLine(points);
      expect(thin.length).toBeLessThanOrEqual(100 * 4 * 2);
      const columns = (line: readonly number[]): Map<number, number[]> => {
        const found = new Map<number, number[]>();
        for (let i = 0; i < line.length; i += 2) {
          const column = Math.floor(line[i]!);
          found.set(column, [...(found.get(column) ?? []), line[i + 1]!]);
        }
        return found;
      };
      const [all, kept] = [columns(points), columns(thin)];
      for (const [column, values] of all) {
        const some = kept.get(column)!;
        expect([some[0], some.at(-1)]).toEqual([values[0], values.at(-1)]);
        expect([Math.min(...some), Math.max(...some)]).toEqual([
          Math.min(...values),
          Math.max(...values),
        ]);
      }
    }),
    { numRuns: 10 },
  );
});
