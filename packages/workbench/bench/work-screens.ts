/**
 * Pictures of the list of labs and of lab modeling, half done, on a copy of the course, into docs/:
 *
 *     node --import tsx packages/workbench/bench/work-screens.ts
 */
import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium, type Page } from "playwright-core";
import { startWorkbench } from "../src/index.ts";
import { courseCopy } from "../test/measure/support/course-copy.ts";

const DOCS = resolve(import.meta.dirname, "../../../docs");
const LONG = { timeout: 180_000 };
const WRITTEN = ["particle", "motion", "simulator", "steps"];

const course = courseCopy("modeling", "testing", "timing", "profiling");
const lab = join(course.root, "labs/modeling");
for (const name of WRITTEN)
  cpSync(join(lab, `solution/${name}.ts`), join(lab, `starter/${name}.ts`));
const workbench = await startWorkbench({ root: course.root, port: 0, diff: () => ({}), env: {} });
const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  await picture("lab", "#/modeling", 820, async (page) => {
    await page.locator('[data-exercise="M5"][data-state="done"]').waitFor(LONG);
    await page.locator(".summary", { hasText: "checked in" }).waitFor(LONG);
    await page.waitForFunction(
      () => Number(document.querySelector('[data-fact="time"]')?.textContent) > 1,
      undefined,
      LONG,
    );
  });
  await picture("labs", "#/", 780, async (page) => {
    await page.locator("a.lab").first().waitFor(LONG);
    await page.waitForFunction(
      () => [...document.images].every((one) => one.naturalWidth > 0),
      undefined,
      LONG,
    );
  });
} finally {
  await browser.close();
  await workbench.close();
  course.remove();
}

async function picture(
  name: string,
  hash: string,
  height: number,
  wait: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height } });
  await page.goto(`${workbench.url}${hash}`);
  await wait(page);
  const file = join(DOCS, `workbench-${name}.png`);
  await page.screenshot({ path: file, animations: "disabled" });
  console.log(file);
  await page.context().close();
}
