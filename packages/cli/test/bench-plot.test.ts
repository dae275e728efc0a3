/** The plot of `hpts bench --n`, from given times. */
import { describe, expect, test } from "vitest";
import { growthPlot } from "../src/growth-plot.ts";

const SIZES = [1, 10, 100, 1000];
const plain = { dim: (text: string) => text, signs: { dots: "..." } } as never;
const fancy = { dim: (text: string) => text, signs: { dots: "…" } } as never;

function points(time: (n: number) => number, fit: (n: number) => number = time) {
  return SIZES.map((n) => ({ n, ns: time(n), fitNs: fit(n) }));
}

describe("the plot of growth", () => {
  test("of n is a straight line between both corners", () => {
    expect(
      growthPlot(
        points((n) => n * 1e3),
        plain,
      ).join("\n"),
    ).toMatchInlineSnapshot(`
      "1.00 ms |                                              ..o
              |                                        ......
              |                                  ......
              |                            ....o.
              |                      ......
              |                o.....
              |          ......
              |    ......
      1.00 µs |o...
              +-------------------------------------------------
               n = 1                                        1000"
    `);
  });

  test("of what does not grow is a flat line, and not noise blown up", () => {
    const lines = growthPlot(
      points(
        (n) => (n === 10 ? 101 : 100),
        () => 100,
      ),
      fancy,
    );

    expect(lines.filter((line) => line.includes("●"))).toHaveLength(1);
  });

  test("is no wider than a terminal of 80 columns", () => {
    const lines = growthPlot(
      points((n) => 2 ** (n / 50)),
      fancy,
    );

    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
  });
});
