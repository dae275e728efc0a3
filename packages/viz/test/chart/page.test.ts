/** Charts in a real browser. */

import { join } from "node:path";
import axe from "axe-core";
import { build } from "esbuild";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Chart,
  distribution,
  memory,
  scaling,
  speedup,
  toSvg,
  warmup,
} from "../../src/chart/index.ts";
import { hasChromium, launchChromium } from "../support/chromium.ts";
import type { ChartPage } from "./in-page.ts";
import { caseOf, comparisonOf, runOf, scalingRun, timelineOf } from "./results.ts";

declare const chartPage: ChartPage;

const twoCases = runOf([caseOf({ name: "a" }), caseOf({ name: "b", seconds: 3e-6 })]);
const CHARTS: Readonly<Record<string, Chart>> = {
  scaling: scaling([scalingRun()]),
  speedup: speedup(
    [
      { name: "starter" },
      { name: "you", result: comparisonOf(1.4) },
      { name: "solution", result: comparisonOf(2.1) },
    ],
    { tiers: { bronze: 1.1, silver: 1.25, gold: 1.6 }, machine: "this one" },
  ),
  distribution: distribution([twoCases]),
  warmup: warmup(twoCases),
  memory: memory([timelineOf()]),
};

describe.skipIf(!hasChromium)("a chart in Chromium", () => {
  let browser: Browser;
  let script: string;

  beforeAll(async () => {
    const bundle = await build({
      entryPoints: [join(import.meta.dirname, "in-page.ts")],
      bundle: true,
      format: "iife",
      write: false,
    });
    script = bundle.outputFiles[0]!.text;
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  async function opened(chart: Chart, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 800, height: 600 }, ...options });
    page.on("pageerror", (error) => {
      throw error;
    });
    // A strict policy: neither <style> nor style="" counts.
    await page.setContent(
      `<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="style-src 'none'">
<title>Test</title></head><body><main><h1>Test</h1><h2>Charts</h2><div id="host"></div></main></body></html>`,
    );
    await page.evaluate(script);
    await page.evaluate((one) => chartPage.mount(one), chart);
    await page.locator(".hpts-chart-picture svg").waitFor();
    return page;
  }

  const svgWidth = (page: Page): Promise<number> =>
    page.locator(".hpts-chart-picture svg").evaluate((svg) => svg.getBoundingClientRect().width);

  test("is as wide as its place, also after that has changed", async () => {
    const page = await opened(CHARTS["scaling"]!);
    const wide = await svgWidth(page);

    await page.setViewportSize({ width: 500, height: 600 });
    await page.waitForFunction(
      (before) => document.querySelector(".hpts-chart-picture svg")!.clientWidth < before - 200,
      wide,
    );

    expect(wide).toBeGreaterThan(700);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(500);
    await page.close();
  });

  test("arrow keys go from point to point, and what is there is said", async () => {
    const page = await opened(CHARTS["scaling"]!);
    const live = page.locator("[aria-live]");
    await page.locator(".hpts-chart-stage").focus();

    const said: (string | null)[] = [];
    for (const key of ["ArrowRight", "ArrowRight", "End", "ArrowLeft", "Home"]) {
      await page.keyboard.press(key);
      said.push(await live.textContent());
    }

    expect(said.map((text) => /n (\d+)/.exec(text ?? "")?.[1])).toEqual([
      "100",
      "1000",
      "100000",
      "10000",
      "100",
    ]);
    expect(said[0]).toMatch(/^sum · n: n 100; time a call [\d.]+ ns \([\d.]+ ns to [\d.]+ ns\)$/);
    expect(await page.locator(".hpts-chart-note").textContent()).toBe(said.at(-1));
    await page.keyboard.press("Escape");
    expect(await page.locator(".hpts-chart-ring").isVisible()).toBe(false);
    await page.close();
  });

  test("up and down go to the same place of another series", async () => {
    const page = await opened(CHARTS["speedup"]!);
    await page.locator(".hpts-chart-stage").focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);

    expect(await page.locator("[aria-live]").textContent()).toMatch(/^solution: .*2\.10×/);
    await page.close();
  });

  test("the pointer shows the values of the point it is at", async () => {
    const page = await opened(CHARTS["memory"]!);
    const box = (await page.locator(".hpts-chart-picture").boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 80);

    expect(await page.locator(".hpts-chart-note").textContent()).toMatch(/^resident: time /);
    await page.mouse.move(0, 0);
    expect(await page.locator(".hpts-chart-note").isVisible()).toBe(false);
    await page.close();
  });

  test("the legend hides a series, and shows it again", async () => {
    const page = await opened(CHARTS["distribution"]!);
    const groups = page.locator('.hpts-chart-picture [data-series="1"]');
    const button = page.getByRole("button", { name: "b", exact: true });
    const before = await groups.count();

    await button.press("Enter");
    expect(await groups.count()).toBe(0);
    expect(await button.getAttribute("aria-pressed")).toBe("false");
    await button.press("Enter");

    expect(before).toBeGreaterThan(0);
    expect(await groups.count()).toBe(before);
    await page.close();
  });

  test("the switch shows every datum as a table", async () => {
    const page = await opened(CHARTS["speedup"]!);
    await page.getByRole("button", { name: "As a table" }).click();

    const rows = await page.locator(".hpts-chart-table tbody tr").allTextContents();
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatch(/^you1\.40×/);
    expect(await page.locator(".hpts-chart-stage").isVisible()).toBe(false);
    await page.close();
  });

  test("shows other data, and leaves nothing behind", async () => {
    const page = await opened(CHARTS["speedup"]!);
    await page.evaluate((one) => chartPage.mounted!.update(one), CHARTS["memory"]!);
    expect(await page.locator(".hpts-chart-title").textContent()).toBe("Memory of work.ts 7");

    await page.evaluate(() => chartPage.mounted!.destroy());
    expect(await page.locator("#host").innerHTML()).toBe("");
    await page.close();
  });

  test("no text is cut off, and no two texts overlap", async () => {
    for (const [name, chart] of Object.entries(CHARTS)) {
      for (const width of [400, 800]) {
        const page = await opened(chart, { viewport: { width, height: 600 } });
        const faults = await page.locator(".hpts-chart-picture svg").evaluate((svg) => {
          const frame = svg.getBoundingClientRect();
          const texts = [...svg.querySelectorAll("text")].map((text) => ({
            text: text.textContent,
            box: text.getBoundingClientRect(),
          }));
          const outside = texts.filter(
            ({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1,
          );
          const over = texts.filter(({ box }, i) =>
            texts.some(
              (other, j) =>
                j < i &&
                box.left < other.box.right - 1 &&
                other.box.left < box.right - 1 &&
                box.top < other.box.bottom - 4 &&
                other.box.top < box.bottom - 4,
            ),
          );
          return [...outside, ...over].map(({ text }) => text);
        });

        expect(faults, `${name} at ${width}`).toEqual([]);
        await page.close();
      }
    }
  });

  test("an SVG file is XML, whatever the names, and follows the reader's theme", async () => {
    const evil = caseOf({ name: '</svg><script>"&amp;\u0000\u001b\ud800 ü 漢' });
    const svg = toSvg(distribution([runOf([evil])]));
    for (const [colorScheme, ground] of [
      ["light", "rgb(255, 255, 255)"],
      ["dark", "rgb(22, 24, 28)"],
    ] as const) {
      const page = await browser.newPage({ colorScheme });
      await page.goto(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`);
      const fill = await page.evaluate(() => {
        const [root, path] = [document.documentElement, document.querySelector("svg > path")];
        return [root.nodeName, document.scripts.length, path && getComputedStyle(path).fill];
      });

      expect(fill).toEqual(["svg", 0, ground]);
      await page.close();
    }
  });

  test.each(["light", "dark"] as const)("axe finds no fault, %s", async (colorScheme) => {
    // The others have the same parts.
    for (const name of ["scaling", "distribution", "memory"]) {
      const page = await opened(CHARTS[name]!, { colorScheme });
      for (const view of ["picture", "table"]) {
        if (view === "table") await page.getByRole("button", { name: "As a table" }).click();
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

        expect(found, `${name}, ${view}`).toEqual([]);
      }
      await page.close();
    }
  });
});
