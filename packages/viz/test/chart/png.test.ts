/** Charts as pixels. */
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { layOut, scaling, speedup } from "../../src/chart/index.ts";
import { toPixels, toPng } from "../../src/chart/png.ts";
import { Coverage } from "../../src/chart/raster/coverage.ts";
import { dashes } from "../../src/chart/raster/stroke.ts";
import { comparisonOf, scalingRun } from "./results.ts";

const bars = speedup([{ name: "starter" }, { name: "you", result: comparisonOf(1.4) }]);

describe("a PNG file of a chart", () => {
  test("has the pixels that were drawn", () => {
    const pixels = toPixels(bars, { widthPx: 400 });
    const png = Buffer.from(toPng(bars, { widthPx: 400 }));
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    const length = png.readUInt32BE(33);
    const rows = inflateSync(png.subarray(41, 41 + length));

    expect([width, height]).toEqual([pixels.width, pixels.height]);
    const stride = width * 3 + 1;
    for (const row of [0, height >> 1, height - 1]) {
      const at = row * width * 3;
      expect(rows[row * stride]).toBe(0);
      expect([...rows.subarray(row * stride + 1, (row + 1) * stride)]).toEqual([
        ...pixels.rgb.subarray(at, at + width * 3),
      ]);
    }
  });

  test("has the same pixels on every machine", () => {
    const hash = (chart: typeof bars): string =>
      createHash("sha256")
        .update(toPixels(chart, { widthPx: 400, scale: 1 }).rgb)
        .digest("hex");

    expect(hash(bars).slice(0, 16)).toMatchInlineSnapshot(`"c4375a0fb4485808"`);
    expect(hash(scaling([scalingRun()])).slice(0, 16)).toMatchInlineSnapshot(`"267a921149978cd7"`);
  });

  test("has a ground that is painted, in the theme's colour", () => {
    const corner = (theme: "light" | "dark"): number[] => [
      ...toPixels(bars, { theme, scale: 1 }).rgb.subarray(0, 3),
    ];

    expect(corner("light")).toEqual([255, 255, 255]);
    expect(corner("dark")).toEqual([0x16, 0x18, 0x1c]);
  });

  test("is as large as the layout, times the scale", () => {
    const { width, height } = layOut(bars, { widthPx: 500 });
    const pixels = toPixels(bars, { widthPx: 500, scale: 1.5 });

    expect([pixels.width, pixels.height]).toEqual([width * 1.5, Math.round(height * 1.5)]);
    expect(() => toPng(bars, { scale: 9 })).toThrow("scale must be 0.5 to 4, got 9");
  });
});

function amounts(width: number, height: number, ...polygons: readonly (readonly number[])[]) {
  const coverage = new Coverage(width, height);
  for (const polygon of polygons) coverage.polygon(polygon);
  const found = new Array<number>(width * height).fill(0);
  coverage.take((pixel, amount) => {
    found[pixel] = amount;
  });
  return found.map((amount) => Number(amount.toFixed(3)));
}

describe("coverage", () => {
  test("of a rectangle is the area of each pixel in it", () => {
    expect(amounts(4, 3, [0.5, 0.5, 3, 0.5, 3, 2, 0.5, 2])).toEqual([
      ...[0.25, 0.5, 0.5, 0],
      ...[0.5, 1, 1, 0],
      ...[0, 0, 0, 0],
    ]);
  });

  test("of a triangle is half of its diagonal's pixels", () => {
    expect(amounts(3, 3, [0, 0, 3, 3, 0, 3])).toEqual([0.5, 0, 0, 1, 0.5, 0, 1, 1, 0.5]);
  });

  test("of what is covered twice is once", () => {
    const square = [1, 0, 3, 0, 3, 1, 1, 1];
    expect(amounts(4, 1, square, square)).toEqual([0, 1, 1, 0]);
  });

  test("of what reaches out of the picture is what is in it", () => {
    expect(amounts(2, 2, [-5, -5, 9, -5, 9, 1, -5, 1])).toEqual([1, 1, 0, 0]);
    expect(amounts(2, 1, [5, 0, 9, 0, 9, 1, 5, 1])).toEqual([0, 0]);
  });
});

test("dashes have the lengths of their pattern, around corners as well", () => {
  expect(dashes([0, 0, 10, 0], [4, 2])).toEqual([
    [0, 0, 4, 0],
    [6, 0, 10, 0],
  ]);
  expect(dashes([0, 0, 3, 0, 3, 9], [5, 1])).toEqual([
    [0, 0, 3, 0, 3, 2],
    [3, 3, 3, 8],
  ]);
});
