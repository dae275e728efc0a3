import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { startWorkbench } from "../src/index.ts";
import { hasChromium } from "./support/chromium.ts";
import { faultsOf } from "./support/faults.ts";
import { type Bench, makeBench, takeComplaints } from "./support/workbench.ts";

const LABS = ["modeling", "testing", "timing", "profiling"];
const PATIENCE = { timeout: 120_000 };

describe.runIf(hasChromium)("every screen", { timeout: 300_000 }, () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await makeBench(...LABS);
  });
  afterEach(() => {
    expect(takeComplaints()).toEqual([]);
  });

  const SCREENS = [
    "#/",
    "#/profiling",
    ...["", "/benchmark", "/profile", "/memory"].map((tab) => `#/modeling${tab}`),
  ];
  test.each(SCREENS.flatMap((hash) => ["light", "dark"].map((scheme) => ({ hash, scheme }))))(
    "$hash has no serious fault of accessibility, $scheme",
    async ({ hash, scheme }) => {
      const options = { colorScheme: scheme as "light" | "dark", bypassCSP: true };
      const page = await bench.open(hash, options);
      await page.locator("h1").waitFor(PATIENCE);
      if (/^#\/[a-z]+$/.test(hash)) await page.waitForSelector("canvas[data-ready]", PATIENCE);
      expect(await faultsOf(page)).toEqual([]);
      await page.context().close();
    },
  );

  test.each([800, 1280])("nothing is wider than a window of %i pixels", async (width) => {
    for (const hash of ["#/", "#/modeling", "#/profiling"]) {
      const page = await bench.open(hash, { viewport: { width, height: 600 } });
      await page.locator("h1").waitFor(PATIENCE);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
      await page.context().close();
    }
  });

  test.each(LABS)("lab %s has something that moves", async (lab) => {
    const page = await bench.open(`#/${lab}`);
    await page.waitForSelector("canvas[data-ready]", PATIENCE);
    await page.waitForFunction(
      () => Number(document.querySelector('[data-fact="time"]')?.textContent) > 0,
      undefined,
      PATIENCE,
    );
    await page.context().close();
  });

  test("each way to look at lab testing runs, and those that are broken are seen to be", async () => {
    const page = await bench.open("#/testing");
    const choice = page.getByLabel("Show");
    await choice.waitFor(PATIENCE);
    const ids = await choice
      .locator("option")
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    expect(ids.length).toBeGreaterThan(4);
    for (const id of ids) {
      await choice.selectOption(id);
      await page.getByRole("button", { name: "Restart" }).click();
      const isRight = id === "right";
      await page.waitForFunction(
        (right) => {
          const fact = (name: string): number =>
            Number(document.querySelector(`[data-fact="${name}"]`)?.textContent);
          return fact("time") > 0.3 && (right ? fact("error") < 1e-9 : fact("error") > 1e-7);
        },
        isRight,
        PATIENCE,
      );
    }
    expect(await page.locator(".banner.fault").count()).toBe(0);
    await page.context().close();
  });

  test("ten thousand particles leave the page awake", async () => {
    const page = await bench.open("#/profiling");
    await page.waitForSelector("canvas[data-ready]", PATIENCE);
    await page.getByRole("slider", { name: /^Particles/ }).fill("7");
    await page.getByText("Where the 10,000 particles are").waitFor(PATIENCE);
    // The code moves all of them, and nobody has taken it for a loop that does not end.
    await page.waitForFunction(
      () => Number(document.querySelector('[data-fact="time"]')?.textContent) > 0,
      undefined,
      PATIENCE,
    );
    expect(await page.locator(".banner.fault").count()).toBe(0);
    await page.context().close();
  });

  test("each lab in the list shows its picture, with what is seen in words", async () => {
    const page = await bench.open("#/", { colorScheme: "dark" });
    await page.locator("a.lab").first().waitFor(PATIENCE);
    await page.waitForFunction(
      (count) => {
        const images = [...document.querySelectorAll<HTMLImageElement>(".labs img")];
        return images.length === count && images.every((one) => one.naturalWidth > 0);
      },
      LABS.length,
      PATIENCE,
    );
    const words = await page
      .locator(".labs img")
      .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).alt));
    expect(words.every((alt) => alt.length > 20)).toBe(true);
    await page
      .locator(".labs li")
      .first()
      .click({ position: { x: 30, y: 30 } });
    await page.waitForURL(/#\/modeling$/);
    await page.context().close();
  });

  test("an address that is no lab's says which labs there are, and nothing of a fault", async () => {
    const page = await bench.open("#/nosuchlab");
    await page.getByText('There is no lab "nosuchlab"; the labs are: modeling').waitFor(PATIENCE);
    expect(await page.locator(".banner").count()).toBe(0);
    await page.getByRole("link", { name: "All labs" }).click();
    await page.locator("a.lab").first().waitFor(PATIENCE);
    await page.context().close();
    expect(takeComplaints()).toEqual([expect.stringContaining("404")]);
  });

  test.each([
    { page: "a page", isHeldUp: false },
    { page: "a page that has not been let in yet", isHeldUp: true },
  ])(
    "$page finds a workbench that was started again, and stays where it was",
    async ({ isHeldUp }) => {
      const other = await makeBench("modeling");
      const page = await other.open("#/modeling/memory");
      if (isHeldUp) {
        await page.route("**/api/events", (route) => route.abort());
        await page.reload();
      }
      await page.getByRole("button", { name: /^Measure/ }).waitFor(PATIENCE);
      const { port } = other.workbench;
      await other.workbench.close();
      await page.getByText("The workbench does not answer").waitFor(PATIENCE);
      await page.unroute("**/api/events");
      const again = await startWorkbench({ root: other.root, diff: () => ({}), env: {}, port });
      try {
        await page
          .getByText("The workbench does not answer")
          .waitFor({ ...PATIENCE, state: "detached" });
        await page.getByRole("button", { name: /^Measure/ }).waitFor(PATIENCE);
        expect(new URL(page.url()).hash).toBe("#/modeling/memory");
      } finally {
        await page.context().close();
        await again.close();
      }
      takeComplaints(); // connections refused, and one that is of an earlier start
    },
  );

  test("a page that is open when the workbench ends says so", async () => {
    const other = await makeBench("modeling");
    const page = await other.open("#/");
    await page.locator("a.lab").first().waitFor(PATIENCE);
    await other.workbench.close();
    await page.getByText("The workbench does not answer").waitFor(PATIENCE);
    await page.context().close();
    takeComplaints(); // connections refused
  });
});
