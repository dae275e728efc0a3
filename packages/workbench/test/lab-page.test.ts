import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasChromium } from "./support/chromium.ts";
import { type Bench, makeBench, takeComplaints } from "./support/workbench.ts";

/** Checks run in processes of their own, which on a busy machine take their time. */
const PATIENCE = { timeout: 120_000 };

const stateOf = (page: Page, id: string, state: string): Promise<unknown> =>
  page.waitForSelector(`[data-exercise="${id}"][data-state="${state}"]`, PATIENCE);

/** Once M1 is done, M2 comes next, and is shown a moment later. */
async function backToFirst(page: Page): Promise<void> {
  await page.getByRole("heading", { name: /^M2 / }).waitFor(PATIENCE);
  await page.keyboard.press("k");
  await page.getByRole("heading", { name: /^M1 / }).waitFor(PATIENCE);
}

/** Until the facts beside the canvas say so. */
const untilFact = (page: Page, name: string, test: string): Promise<unknown> =>
  page.waitForFunction(
    ([fact, source]) => {
      const text = document.querySelector(`[data-fact="${fact}"]`)?.textContent ?? "";
      return new RegExp(source!).test(text);
    },
    [name, test],
    PATIENCE,
  );

const banner = (page: Page, text: string): Promise<unknown> =>
  page.getByText(text, { exact: false }).first().waitFor(PATIENCE);

describe.runIf(hasChromium)("the page of lab modeling", { timeout: 300_000 }, () => {
  let bench: Bench;
  let page: Page;
  const file = (name: string): string => join(bench.root, "labs/modeling/starter", name);
  const solve = (...names: string[]): void => {
    for (const name of names) {
      cpSync(join(bench.root, "labs/modeling/solution", name), file(name));
    }
  };
  const edit = (name: string, from: string | RegExp, to: string): void => {
    const before = readFileSync(file(name), "utf8");
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    writeFileSync(file(name), after);
  };

  beforeEach(async () => {
    takeComplaints();
    bench = await makeBench("modeling");
  });
  afterEach(async () => {
    await page.context().close();
    expect(takeComplaints()).toEqual([]);
  });

  test("before anything is written the exact particles move, and the page says what is missing", async () => {
    page = await bench.open("#/modeling");
    await banner(page, "Your particles appear with M1");
    await banner(page, "starter/particle.ts:15:5");
    const before = await pixelsOf(page);
    await page.waitForFunction(
      (old) => document.querySelector("canvas")?.toDataURL() !== old,
      before,
      PATIENCE,
    );
    await untilFact(page, "error", "–");
  });

  test("with M1 to M4 the student's own particles move, and the exercises turn done", async () => {
    page = await bench.open("#/modeling");
    await stateOf(page, "M1", "todo");
    solve("particle.ts", "motion.ts", "simulator.ts", "steps.ts");
    await stateOf(page, "M4", "done");
    await untilFact(page, "error", "e-1[0-9]|^0$");
    // Red is nowhere but in the student's particles.
    expect(await hasRed(page)).toBe(true);
  });

  test("a save brings new code without losing where the particles are", async () => {
    solve("particle.ts", "motion.ts", "simulator.ts", "steps.ts");
    page = await bench.open("#/modeling");
    await untilFact(page, "error", "e-1[0-9]|^0$");
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByText("Where the 3 particles are").click();
    const before = await placesOf(page);
    expect(before[0]).not.toBe("0.3000");
    edit("motion.ts", "{ x: -y / norm, y: x / norm }", "{ x: y / norm, y: -x / norm }");
    await stateOf(page, "M2", "failing");
    expect(await placesOf(page)).toEqual(before);
    await page.getByRole("button", { name: "Step", exact: true }).click();
    // The wrong way round: a step of 0.01 takes the third particle 0.06 away from where it should be.
    await untilFact(page, "error", "^0\\.0[56]");
  });

  test("what does not compile is said with the place, and the old code runs on", async () => {
    solve("particle.ts", "motion.ts", "simulator.ts", "steps.ts");
    page = await bench.open("#/modeling");
    await untilFact(page, "error", "e-1[0-9]|^0$");
    edit("simulator.ts", "for (let step = 0;", "for (let step = 0");
    await banner(page, "This does not compile.");
    await banner(page, "The code before it runs on.");
    await banner(page, "starter/simulator.ts:23:23");
    expect(await page.locator(".banner pre").textContent()).toContain('Expected ";"');
    const before = await pixelsOf(page);
    await page.waitForFunction(
      (old) => document.querySelector("canvas")?.toDataURL() !== old,
      before,
      PATIENCE,
    );
    solve("simulator.ts");
    await page.locator(".banner").waitFor({ ...PATIENCE, state: "detached" });
  });

  test("what throws is said with the place, and the old code runs on", async () => {
    solve("particle.ts", "motion.ts", "simulator.ts", "steps.ts");
    page = await bench.open("#/modeling");
    await untilFact(page, "error", "e-1[0-9]|^0$");
    await untilFact(page, "time", "^[1-9]"); // proven: as many frames as code needs to be gone back to
    edit(
      "motion.ts",
      "const { x, y } = particle;",
      "const { x, y } = particle;\n  (x as any).a.b.c;",
    );
    await banner(page, "Your code threw an error.");
    await banner(page, "starter/motion.ts:19:16");
    await banner(page, "TypeError");
    await banner(page, "The code before it runs on.");
    await untilFact(page, "error", "e-1[0-9]|^0$");
  });

  test("a loop that does not end is ended, and the old code runs on", async () => {
    solve("particle.ts", "motion.ts", "simulator.ts", "steps.ts");
    page = await bench.open("#/modeling");
    await untilFact(page, "error", "e-1[0-9]|^0$");
    edit("simulator.ts", "step < steps; step++", "step < steps; ");
    await banner(page, "Your loop did not end.");
    await banner(page, "The code before it runs on.");
    await untilFact(page, "error", "e-1[0-9]|^0$");
    const before = await pixelsOf(page);
    await page.waitForFunction(
      (old) => document.querySelector("canvas")?.toDataURL() !== old,
      before,
      PATIENCE,
    );
    await banner(page, "starter/simulator.ts:2");
  });

  test("a particle that is nowhere is said, and correct code brings it back", async () => {
    solve("particle.ts", "motion.ts", "simulator.ts", "steps.ts");
    page = await bench.open("#/modeling");
    await untilFact(page, "error", "e-1[0-9]|^0$");
    edit("motion.ts", "x: -y / norm", "x: (-y / norm / 0) * 0");
    await banner(page, "A particle's place has become NaN.");
    solve("motion.ts");
    await page.locator(".banner").waitFor({ ...PATIENCE, state: "detached" });
    await untilFact(page, "error", "e-1[0-9]|^0$");
  });

  test("a type error is counted where the eye is, and said below", async () => {
    solve("particle.ts");
    page = await bench.open("#/modeling");
    edit("particle.ts", "this.y = y;", "this.y = y;\n    this.z = 1;");
    await page.locator(".summary", { hasText: "1 type error below" }).waitFor({
      timeout: 120_000, // types are checked last of all, at a low priority
    });
    await banner(page, "Property 'z' does not exist");
  });

  test("with M7 it is the student's own figure", async () => {
    solve("particle.ts", "motion.ts", "simulator.ts", "steps.ts", "visualize.ts");
    page = await bench.open("#/modeling");
    await untilFact(page, "error", "e-1[0-9]|^0$");
    await page.waitForFunction(() => document.querySelector("canvas")?.height === 480);
  });

  test("the keys do what the watcher's do, and never while somebody types", async () => {
    page = await bench.open("#/");
    await page.getByRole("link", { name: "Modeling" }).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /^M1 / }).waitFor();
    await stateOf(page, "M1", "todo");
    await page.keyboard.press("j");
    await page.getByRole("heading", { name: /^M2 / }).waitFor();
    await page.keyboard.press("h");
    await page.getByRole("heading", { name: "Hint 1: question" }).waitFor();
    await page.keyboard.press("h");
    await page.getByRole("heading", { name: "Hint 2: direction" }).waitFor();
    await page.keyboard.press("n");
    await page.getByRole("heading", { name: /^M1 / }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("run all checks again").waitFor();
    await page.keyboard.press("l");
    expect(page.url()).toContain("#/modeling");
    await page.keyboard.press("Escape");
    await page.keyboard.press("w");
    await page.waitForURL(/#\/modeling\/profile$/);
    await page.keyboard.press("l");
    await page.waitForURL(/#\/$/);
  });

  test("a reset asks first, and keeps what was written", async () => {
    solve("particle.ts");
    page = await bench.open("#/modeling");
    await stateOf(page, "M1", "done");
    await backToFirst(page);
    await page.keyboard.press("x");
    await page.getByRole("dialog").getByText("starter/particle.ts becomes").waitFor();
    // It comes first, a moment after the dialog's text.
    await page.locator("dialog button:focus", { hasText: "Leave it" }).waitFor(PATIENCE);
    const first = await page.locator("dialog").elementHandle();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(readFileSync(file("particle.ts"), "utf8")).not.toContain('todo("M1');
    await page.keyboard.press("x");
    await page.getByRole("dialog").getByText("starter/particle.ts becomes").waitFor();
    // As a browser does that is late: it must not close the second one.
    await first?.evaluate((dialog) => dialog.dispatchEvent(new Event("close")));
    await page.getByRole("button", { name: "Reset", exact: true }).last().click();
    await banner(page, "Your work is in .hpts/backup/");
    await stateOf(page, "M1", "todo");
    expect(readFileSync(file("particle.ts"), "utf8")).toContain('todo("M1');
  });

  test("the difference to the reference is shown for what is done", async () => {
    solve("particle.ts");
    page = await bench.open("#/modeling");
    await stateOf(page, "M1", "done");
    await backToFirst(page);
    await page.keyboard.press("d");
    await page.getByRole("dialog").getByText("@@ M1 @@").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("who wants less motion gets one frame, and a button", async () => {
    page = await bench.open("#/modeling", { reducedMotion: "reduce" });
    await banner(page, "Your particles appear with M1");
    await page.waitForSelector("canvas[data-ready]");
    expect(await page.getByRole("button", { name: "Play" }).count()).toBe(1);
    expect(await page.locator('[data-fact="time"]').textContent()).toBe("0.00");
    await page.getByRole("button", { name: "Step", exact: true }).click();
    await page.waitForFunction(
      () => document.querySelector('[data-fact="time"]')?.textContent === "0.01",
    );
  });

  test("in the dark the canvas is dark as well", async () => {
    page = await bench.open("#/modeling", { colorScheme: "dark" });
    await page.waitForSelector("canvas[data-ready]");
    const [red = 255] = await cornerOf(page);
    expect(red).toBeLessThan(60);
    await page.emulateMedia({ colorScheme: "light" });
    await page.waitForFunction(() => {
      const context = document.querySelector("canvas")!.getContext("2d")!;
      return context.getImageData(2, 2, 1, 1).data[0]! > 200;
    });
  });
});

const pixelsOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector("canvas")!.toDataURL());

const cornerOf = (page: Page): Promise<number[]> =>
  page.evaluate(() => [
    ...document.querySelector("canvas")!.getContext("2d")!.getImageData(2, 2, 1, 1).data,
  ]);

const hasRed = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { width, height } = document.querySelector("canvas")!;
    const { data } = document
      .querySelector("canvas")!
      .getContext("2d")!
      .getImageData(0, 0, width, height);
    for (let i = 0; i < data.length; i += 4) {
      if (data[i]! > 200 && data[i + 1]! < 60 && data[i + 2]! < 60) return true;
    }
    return false;
  });

/** x and y of each particle, as the table has them. */
const placesOf = (page: Page): Promise<string[]> =>
  page
    .locator("details table tbody tr")
    .evaluateAll((rows) =>
      rows.flatMap((row) =>
        [...row.querySelectorAll("td")].slice(0, 2).map((cell) => cell.textContent ?? ""),
      ),
    );
