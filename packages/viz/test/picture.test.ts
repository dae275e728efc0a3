/**
 * Pictures against golden files. After a change that is meant:
 *
 *     HPTS_GOLDEN=write pnpm --filter @hpts/viz test
 *
 * and look at every file that git says has changed.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodePng } from "../src/encode/png.ts";
import { type AxesOptions, type Figure, figure } from "../src/index.ts";
import { Picture } from "../src/raster/picture.ts";
import { figureToSvg } from "../src/svg.ts";
import { ticksOf } from "../src/ticks.ts";
import { readPng } from "./support/decoders.ts";

const folder = join(import.meta.dirname, "fixtures", "pictures");
const isWriting = process.env["HPTS_GOLDEN"] === "write";

const SMALL = { width: 200, height: 150 };

const FIGURES: Readonly<Record<string, () => Figure>> = {
  points() {
    const fig = figure(SMALL);
    const axes = fig.axes({ aspect: "equal" });
    axes.plot([0.3, 0, -0.1, 1], [0.5, -0.5, -0.4, 1], "ro");
    return fig;
  },
  "lines-and-texts"() {
    const fig = figure({ width: 240, height: 200 });
    const axes = fig.axes({
      xlim: [0, 10],
      ylim: [-2, 2],
      title: "A wave & its <peak>",
      xlabel: "time",
      ylabel: "height",
    });
    axes.plot([0, 2, 4, 6, 8, 10], [0, 1.5, 0.5, Number.NaN, -1, -3], "b-");
    axes.plot([1, 1, 9], [-1.8, 1, 1], "go-");
    axes.text(2, 1.6, "peak", "m");
    return fig;
  },
  "every-color"() {
    const fig = figure({ width: 260, height: 130 });
    const axes = fig.axes({ xlim: [0, 9], ylim: [0, 2] });
    const names = ["black", "red", "green", "blue", "cyan", "magenta", "yellow", "gray"] as const;
    for (const [i, name] of names.entries()) {
      axes.plot([i + 0.5, i + 1.5], [0.5, 1], `${name}o-`);
      axes.text(i + 0.7, 1.4, name[0]!, name);
    }
    return fig;
  },
  "two-axes"() {
    const fig = figure({ width: 300, height: 150 });
    fig.axes({ xlim: [0, 1e-3], ylim: [0, 5e6] }).plot([5e-4], [2e6], "ko");
    fig.axes({ aspect: "equal", xlim: [0, 4], ylim: [0, 1] }).plot([2, 2.1], [0.5, 0.6], "co");
    return fig;
  },
};

function drawn(fig: Figure): Picture["canvas"] {
  const picture = new Picture(fig);
  picture.draw();
  return picture.canvas;
}

describe.each(Object.entries(FIGURES))("the picture %s", (name, make) => {
  test("has the pixels of its golden file", () => {
    const file = join(folder, `${name}.png`);
    const canvas = drawn(make());
    if (isWriting) writeFileSync(file, encodePng(canvas));

    const golden = readPng(readFileSync(file));

    expect([canvas.width, canvas.height]).toEqual([golden.width, golden.height]);
    const differing = canvas.pixels.filter((pixel, i) => pixel !== golden.frames[0]![i]);
    expect(differing.length, `pixels unlike those of ${file}`).toBe(0);
  });

  test("has the SVG of its golden file", () => {
    const file = join(folder, `${name}.svg`);
    const svg = figureToSvg(make());
    if (isWriting) writeFileSync(file, svg);

    expect(svg).toBe(existsSync(file) ? readFileSync(file, "utf8") : "");
  });
});

describe("Picture", () => {
  /** How many pixels something is drawn on that was not there without the points. */
  function added(options: AxesOptions, xs: number[], ys: number[], format = "ro"): number {
    const fig = figure(SMALL);
    const points = fig.axes(options).plot([], [], format);
    const picture = new Picture(fig);
    picture.draw();
    const before = picture.canvas.pixels.slice();
    points.setData(xs, ys);
    picture.draw();
    return picture.canvas.pixels.filter((pixel, i) => pixel !== before[i]).length;
  }

  test("draws nothing where points are outside, infinite or no numbers", () => {
    const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

    expect(added({}, [2, -2, 0, 0, nan, inf, 1e300], [0, 0, 2, -2, 0, 0, -1e300])).toBe(0);
    expect(added({}, [0, nan, 1], [0, 0, inf], "r-")).toBe(0);
  });

  test("cuts off at the frame what is half outside", () => {
    const whole = added({}, [0], [0]);
    const half = added({}, [1], [0]);
    const quarter = added({}, [-1], [-1]);

    expect(half).toBeGreaterThan(quarter);
    expect(whole).toBeGreaterThan(half);
  });

  test("draws lines that come from far outside", () => {
    expect(added({}, [-1e6, 1e6], [0, 0], "r-")).toBeGreaterThan(100);
  });

  test("forgets the frame before", () => {
    const fig = figure(SMALL);
    const points = fig.axes().plot([0], [0], "ro");
    const text = fig.allAxes[0]!.text(0, 0.5, "a");
    const picture = new Picture(fig);
    picture.draw();
    const first = picture.canvas.pixels.slice();
    points.setData([0.5], [0.5]);
    text.setText("b");
    text.setPosition(-0.5, 0);
    picture.draw();
    expect(picture.canvas.pixels).not.toEqual(first);
    points.setData([0], [0]);
    text.setText("a");
    text.setPosition(0, 0.5);

    picture.draw();

    expect(picture.canvas.pixels).toEqual(first);
  });

  test.each([1, 2, 5, 40])("draws figures of %i pixels a side", (side) => {
    const fig = figure({ width: side, height: side });
    fig.axes({ aspect: "equal", title: "T" }).plot([0], [0], "ro-");

    expect(drawn(fig).pixels).toHaveLength(side * side);
    expect(figureToSvg(fig)).toContain("<svg");
  });
});

describe("ticksOf", () => {
  test.each([
    [
      [-1, 1],
      ["−1.00", "−0.75", "−0.50", "−0.25", "0.00", "0.25", "0.50", "0.75", "1.00"],
    ],
    [
      [0, 10],
      ["0", "2", "4", "6", "8", "10"],
    ],
    [
      [0.05, 0.32],
      ["0.05", "0.10", "0.15", "0.20", "0.25", "0.30"],
    ],
    [
      [0, 5e6],
      ["0", "1e+6", "2e+6", "3e+6", "4e+6", "5e+6"],
    ],
    [
      [0, 2.5e-8],
      ["0", "5e−9"],
    ],
  ] as const)("of %j", ([low, high], labels) => {
    const found = ticksOf([low, high]).map(({ label }) => label);

    expect(found.slice(0, labels.length)).toEqual(labels);
    expect(found.length).toBeLessThanOrEqual(10);
  });
});
