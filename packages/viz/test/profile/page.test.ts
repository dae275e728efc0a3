/** The views in a real browser, with real profiles, from the disk. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium, launchChromium } from "../support/chromium.ts";
import { Opened, Pages } from "./opened.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.runIf(hasChromium)("a profile in a page of its own", () => {
  let browser: Browser;
  const pages = new Pages();
  let taylor = "";
  let lines = "";
  let simul = "";
  let both = "";

  beforeAll(async () => {
    browser = await launchChromium();
    taylor = pages.make("taylor", [{ profile: "profile", program: "taylor.ts" }]);
    lines = pages.make("lines", [{ profile: "lines", program: "taylor.ts" }]);
    simul = pages.make(
      "simul",
      [{ profile: "profile --engine sample -i 200", program: "simul.ts" }],
      "simul.ts",
    );
    both = pages.make("both", [
      { profile: "profile", program: "simul.ts" },
      { profile: "profile", program: "taylor.ts" },
    ]);
  }, 120_000);

  afterAll(() => browser?.close());

  test("asks for nothing but itself, and says how it was measured", async () => {
    const { page, requests, errors } = await Opened.at(browser, taylor);

    expect(requests).toEqual([taylor]);
    expect(errors).toEqual([]);
    expect(await page.getByText("engine exact: calls counted").isVisible()).toBe(true);
    await page.close();
  });

  test("carries the licences of what is in it", () => {
    const text = readFileSync(new URL(taylor), "utf8");

    for (const name of ["preact", "@preact/signals", "@dagrejs/dagre", "d3-hierarchy"]) {
      expect(text).toContain(`\n${name}\n\n`);
    }
    expect(text).toContain("Permission is hereby granted");
  });

  test("served, it leads to speedscope, and asks this machine only", async () => {
    const { url, end } = await pages.serve("profile", "taylor.ts");
    try {
      const opened = await Opened.at(browser, url);
      await opened.page.getByRole("link", { name: "open in speedscope" }).click();
      await opened.page.waitForFunction(() => / - speedscope$/.test(document.title));

      const hosts = opened.requests
        .filter((asked) => asked.startsWith("http"))
        .map((asked) => new URL(asked).origin);
      expect([...new Set(hosts)]).toEqual([new URL(url).origin]);
      await opened.page.close();
    } finally {
      end();
    }
  });

  test("a function chosen in the table is chosen in every view", async () => {
    const opened = await Opened.at(browser, taylor);
    const { page } = opened;
    const before = await opened.picture();

    const after = await opened.drawnAfter(() => page.getByText("taylorSin taylor.ts:16").click());

    expect(after).not.toBe(before);
    expect(await opened.selected()).toBe("taylorSin");
    expect(await page.locator(".hpv-here").textContent()).toContain("function taylorSin");
    await opened.showTab("Call graph");
    expect(await page.locator(".hpv-node.hpv-chosen .hpv-title").textContent()).toBe("taylorSin");
    await opened.showTab("Callers & callees");
    const callee = page.getByRole("table", { name: "Callees of taylorSin" }).getByRole("button");
    await callee.click();
    expect(await opened.selected()).toBe("factorial");
    const counted = page.locator('[aria-selected="true"]', { hasText: "factorial" });
    expect(await counted.textContent()).toContain("188,000/750");
    await opened.showTab("Callee map");
    await page.getByRole("img", { name: "Callee map of factorial" }).waitFor();
    await page.close();
  });

  test("a function chosen in the graph, with keys, is chosen in the table", async () => {
    const opened = await Opened.at(browser, taylor);
    await opened.showTab("Call graph");

    await opened.page.getByRole("button", { name: /^benchmark/ }).press("Enter");

    expect(await opened.selected()).toBe("benchmark");
    expect(await opened.page.locator('tr[aria-selected="true"] .hpv-fn').textContent()).toContain(
      "benchmark",
    );
    await opened.page.close();
  });

  test("searching counts, leaves the table with what was found, and lights it up", async () => {
    const opened = await Opened.at(browser, taylor);
    const { page } = opened;
    const before = await opened.picture();

    await page.locator("body").press("/");
    const after = await opened.drawnAfter(() => page.keyboard.type("taylor.ts sin"));

    expect(after).not.toBe(before);
    expect(await page.locator(".hpv-search output").textContent()).toBe("1 match");
    expect(await page.locator("tr[aria-selected]").count()).toBe(1);
    await page.keyboard.press("Enter");
    expect(await opened.selected()).toBe("taylorSin");
    await page.getByLabel("Search functions").fill("nothing of this name");
    expect(await page.getByText("No function matches").isVisible()).toBe(true);
    await page.close();
  });

  test("keys walk through the flame graph, zoom into it and out again", async () => {
    const opened = await Opened.at(browser, taylor);
    const { page } = opened;
    const reset = page.getByRole("button", { name: "Reset" });
    await opened.drawnAfter(() => page.getByText("taylorExp taylor.ts").click());
    const whole = await opened.picture();
    await page.locator(".hpv-canvas canvas").focus();

    await opened.drawnAfter(() => page.keyboard.press("ArrowDown"));
    expect(await opened.selected()).toBe("taylorExp");
    expect(await page.locator("[aria-live]").textContent()).toMatch(/\(taylorExp\): .* %$/);
    await opened.drawnAfter(() => page.keyboard.press("ArrowDown"));
    expect(await opened.selected()).toBe("factorial");
    for (const caller of ["taylorExp", "benchmark", "<module>"]) {
      await opened.drawnAfter(() => page.keyboard.press("ArrowUp"));
      expect(await opened.selected()).toBe(caller);
    }
    await opened.drawnAfter(() => page.keyboard.press("ArrowDown"));
    expect(await opened.selected()).toBe("benchmark");
    expect(await reset.isDisabled()).toBe(true);
    const zoomed = await opened.drawnAfter(() => page.keyboard.press("Enter"));
    expect(zoomed).not.toBe(whole);
    expect(await reset.isEnabled()).toBe(true);
    await opened.drawnAfter(() => page.keyboard.press("Escape"));
    expect(await reset.isDisabled()).toBe(true);
    await page.close();
  });

  test("the wheel zooms where the pointer is, and a click chooses", async () => {
    const opened = await Opened.at(browser, taylor);
    const { page } = opened;
    const box = await page.locator(".hpv-canvas canvas").boundingBox();
    const [x, y] = [(box?.x ?? 0) + 30, (box?.y ?? 0) + 10];

    await page.mouse.move(x, y);
    expect(await page.locator(".hpv-tip").textContent()).toContain("<module>");
    await opened.drawnAfter(() => page.mouse.wheel(0, -600));
    expect(await page.getByRole("button", { name: "Reset" }).isEnabled()).toBe(true);
    await opened.drawnAfter(() => page.mouse.click(x, y));
    expect(await opened.selected()).toBe("<module>");
    await page.close();
  });

  test("sampled profiles are shown in the order of time as well; calls were not counted", async () => {
    const opened = await Opened.at(browser, simul);
    const { page } = opened;
    const before = await opened.picture();

    const after = await opened.drawnAfter(() => page.getByText("Time order").click());

    expect(after).not.toBe(before);
    expect(await page.locator(".hpv-selection").textContent()).toMatch(/calls –$/);
    await page.close();
  });

  test("memory over time stands beside it, with its table", async () => {
    const opened = await Opened.at(browser, simul);
    await opened.showTab("Memory");

    await opened.page.getByRole("button", { name: "As a table" }).click();

    expect(await opened.page.locator(".hpv-memory table").count()).toBeGreaterThan(0);
    expect(opened.errors).toEqual([]);
    await opened.page.close();
  });

  test("the source has hits and heat, and leads to the hottest lines", async () => {
    const opened = await Opened.at(browser, lines);
    const { page } = opened;
    const hot = page.locator('tr[data-line="5"]');

    expect(await hot.textContent()).toContain("188,000");
    const heats = await page
      .locator("tr[data-line]")
      .evaluateAll((rows) =>
        rows.map((row) => Number((row as HTMLElement).style.getPropertyValue("--hpv-heat"))),
      );
    expect(heats[5 - 1]).toBeGreaterThan(0);
    expect(Math.max(...heats)).toBe(1);
    await page.getByText("benchmark taylor.ts").click();
    await page.getByRole("button", { name: /^line 5, / }).click();
    expect(await opened.selected()).toBe("factorial");
    expect(await page.locator('tr[data-line="5"]').isVisible()).toBe(true);
    await page.close();
  });

  test("of two profiles, what changed is shown with its sign, and what is new", async () => {
    const { page } = await Opened.at(browser, both);

    expect(await page.locator(".hpv-head").textContent()).toMatch(/[+−][\d.,]+ .?s against/);
    const row = page.locator("tr[aria-selected]", { hasText: "factorial" });
    expect(await row.textContent()).toMatch(/new \+[\d.]+ .?s/);
    await page.close();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const [width, height] of [
      [1280, 800],
      [800, 600],
    ] as const) {
      test(`axe finds no serious fault: ${colorScheme}, ${width} x ${height}`, async () => {
        const { page } = await Opened.at(browser, simul, {
          colorScheme,
          viewport: { width, height },
        });
        // The page lets no script in, axe neither: it comes in past its policy.
        await page.evaluate(AXE);
        const faults: string[] = [];
        for (const tab of await page.getByRole("tab").all()) {
          await tab.click();
          const found = await page.evaluate(async () => {
            const { axe } = window as unknown as {
              axe: { run(): Promise<{ violations: Fault[] }> };
            };
            return (await axe.run()).violations;
          });
          faults.push(
            ...found
              .filter(({ impact }) => impact === "serious" || impact === "critical")
              .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          );
        }

        expect(faults).toEqual([]);
        await page.close();
      });
    }
  }
});

interface Fault {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}
