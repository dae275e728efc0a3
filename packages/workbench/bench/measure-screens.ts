/**
 * Pictures of the pages for benchmark, profile and memory, of real measurements of lab profiling on a
 * copy of the course, into docs/:
 *
 *     node --import tsx packages/workbench/bench/measure-screens.ts
 */
import { join, resolve } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { startWorkbench } from "../src/index.ts";
import { courseCopy } from "../test/measure/support/course-copy.ts";

const DOCS = resolve(import.meta.dirname, "../../../docs");
const LONG = { timeout: 180_000 };

const course = courseCopy("profiling");
const workbench = await startWorkbench({ root: course.root, port: 0, diff: () => ({}), env: {} });
const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  await picture(browser, "profile", 1400, async (page) => {
    await page.locator(".program select").selectOption("simul");
  });
  await picture(browser, "memory", 1100, async (page) => {
    await page.locator(".program select").selectOption("run-trail");
  });
  course.solve("profiling");
  await picture(browser, "benchmark", 1100, async (page) => {
    await page.getByRole("radio", { name: "faster" }).check();
  });
} finally {
  await browser.close();
  await workbench.close();
  course.remove();
}

async function picture(
  from: Browser,
  tab: string,
  height: number,
  prepare: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await from.newPage({ viewport: { width: 1280, height } });
  await page.goto(`${workbench.url}#/profiling/${tab}`);
  await page.locator(".job .primary").waitFor(LONG);
  await prepare(page);
  await page.locator(".job .primary").click();
  await page.locator(".progress").waitFor(LONG);
  await page.locator(".progress").waitFor({ ...LONG, state: "detached" });
  await page.locator(".chart svg, .profile-view canvas:visible").first().waitFor(LONG);
  await page.mouse.move(0, 0);
  const file = join(DOCS, `workbench-${tab}.png`);
  await page.screenshot({ path: file, animations: "disabled" });
  console.log(file);
  await page.context().close();
}
