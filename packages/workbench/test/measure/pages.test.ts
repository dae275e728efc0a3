/** The pages for benchmark, profile and memory, with real measurements, in a real browser. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { hasChromium } from "../support/chromium.ts";
import { faultsOf } from "../support/faults.ts";
import { type Bench, makeBench, takeComplaints } from "../support/workbench.ts";

/** A whole benchmark, on a machine that may be busy. */
const LONG = { timeout: 300_000 };
const PATIENCE = { timeout: 120_000 };

async function ended(page: Page): Promise<void> {
  await page.locator(".progress").waitFor(PATIENCE);
  await page.locator(".progress").waitFor({ ...LONG, state: "detached" });
}

async function isFitting(page: Page, width: number): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(width);
}

describe.runIf(hasChromium)("lab profiling", LONG, () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await makeBench("profiling");
  });
  afterEach(() => {
    expect(takeComplaints()).toEqual([]);
  });

  test("w says why it is slow, f shows the flame graph: keyboard only, dark", async () => {
    const page = await bench.open("#/profiling/profile", { colorScheme: "dark", bypassCSP: true });
    await page.getByRole("button", { name: "Profile" }).waitFor(PATIENCE);

    await page.keyboard.press("w");
    await ended(page);

    const lines = page.locator(".hot-lines > li");
    await lines.first().waitFor(PATIENCE);
    expect(await lines.count()).toBe(3);
    const text = await page.locator(".hot-lines").textContent();
    expect(text).toContain("const r = Math.hypot(x, y);");
    expect(text).toContain("Math.hypot runs 1 million times here.");
    expect(text).toMatch(/\? How many sides/);
    await page.locator(".profile-view canvas:visible").first().waitFor(PATIENCE);
    await page.keyboard.press("f");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
      "Where the time goes",
    );
    await page.keyboard.press("w");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-labelledby"))).toBe(
      "why-slow",
    );
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  test("what was measured is still there after a reload, and fits a small window", async () => {
    const page = await bench.open("#/profiling/profile", {
      viewport: { width: 800, height: 600 },
    });

    await page.locator(".hot-lines > li").first().waitFor(PATIENCE);
    await isFitting(page, 800);
    await page.context().close();
  });

  test("a guess, a verdict, a dial, three charts", async () => {
    const page = await bench.open("#/profiling/benchmark", { bypassCSP: true });
    await page.getByRole("radio", { name: "about the same" }).focus();
    await page.keyboard.press("Space");
    expect(await page.getByRole("radio", { name: "about the same" }).isChecked()).toBe(true);

    await page.keyboard.press("m");
    await ended(page);

    const verdict = page.locator("#verdict");
    expect(await verdict.textContent()).toMatch(/x as fast as the starter as it was handed out/);
    const dial = page.getByRole("img", { name: /bronze at 2\.5x, silver at 5x, gold at 8x/ });
    expect(await dial.count()).toBe(1);
    expect(await page.locator(".facts").textContent()).toMatch(/The solution: [\d.]+x/);
    expect(await page.locator(".facts").textContent()).toMatch(/You guessed/);
    await expect.poll(() => page.locator(".chart figure").count(), PATIENCE).toBe(3);
    expect(await page.getByText("const turn").count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 800, height: 600 });
    await isFitting(page, 800);
    await page.context().close();
  });

  test("what was measured before a save is said to be old", async () => {
    const page = await bench.open("#/profiling/memory");
    await page.getByRole("button", { name: "Measure" }).click();
    await ended(page);
    const old = page.getByText("this is about the code before");
    expect(await old.count()).toBe(0);

    const file = "starter/trail.ts";
    const text = readFileSync(join(bench.lab("profiling").dir, file), "utf8");
    bench.write("profiling", file, `${text}// saved\n`);

    await old.waitFor(PATIENCE);
    await page.context().close();
  });

  test("c cancels", async () => {
    const page = await bench.open("#/profiling/benchmark");
    await page.getByRole("button", { name: "Measure" }).waitFor(PATIENCE);

    await page.keyboard.press("m");
    await page.getByRole("button", { name: "Cancel" }).waitFor(PATIENCE);
    await page.keyboard.press("c");

    await page.getByText("Cancelled; nothing of it was kept.").waitFor(PATIENCE);
    await page.getByRole("button", { name: "Measure" }).waitFor(PATIENCE);
    await page.context().close();
  });

  test("memory over time, and what each line took", async () => {
    const page = await bench.open("#/profiling/memory", { bypassCSP: true });
    await page.locator(".program select").selectOption("run-trail");

    await page.getByRole("button", { name: "Measure" }).click();
    await ended(page);

    await page.locator(".chart figure").waitFor(PATIENCE);
    const row = page.locator("tr.much", { hasText: "return [...points, point];" });
    expect(await row.textContent()).toMatch(/^24[\d.]+ MiB[\d.]+ MiB2,000/);
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 800, height: 600 });
    await isFitting(page, 800);
    await page.context().close();
  });
});

describe.runIf(hasChromium)("lab modeling", LONG, () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await makeBench("modeling");
  });
  afterEach(() => {
    expect(takeComplaints()).toEqual([]);
  });

  test.each(["benchmark", "profile", "memory"])(
    "%s: what is unwritten is said, and is no fault",
    async (tab) => {
      const page = await bench.open(`#/modeling/${tab}`, { bypassCSP: true });
      await page.locator(".job .primary").waitFor(PATIENCE);
      const said = page.getByText("M1 is not written yet: keep the three arguments");
      expect(await said.count()).toBe(0);

      await page.keyboard.press("m");

      // There is nothing to measure: its progress may be over before anybody looks.
      await said.waitFor(PATIENCE);
      await page.locator(".progress").waitFor({ ...PATIENCE, state: "detached" });
      expect(await page.locator(".banner.fault").count()).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
      await page.context().close();
    },
  );

  test("once it is written, the profile shows it", async () => {
    bench.solve("modeling");
    const page = await bench.open("#/modeling/profile");
    await page.locator(".job .primary").waitFor(PATIENCE);

    await page.keyboard.press("m");

    await page.locator(".hot-lines > li").first().waitFor(PATIENCE);
    await page
      .getByText("As it was handed out, this part of the starter was unwritten.")
      .waitFor(PATIENCE);
    await page.context().close();
  });
});
