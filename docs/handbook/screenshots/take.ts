/**
 * Takes the pictures of this folder: `node --import tsx docs/handbook/screenshots/take.ts <built site>`.
 * (They are kept with 64 colours, to be small: ImageMagick's `convert +dither -colors 64`.)
 */
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launchChromium } from "../../slides/cli/chromium.ts";

const PAGES = [
  ["home", "index.html", "light"],
  ["tutorial", "tutorials/profiling.html", "light"],
  ["how-to", "how-to/read-a-flame-graph.html", "dark"],
  ["reference", "reference/python.html", "light"],
  ["explanation", "explanation/closed-form.html", "dark"],
] as const;

const site = resolve(process.argv[2] ?? "docs/handbook/dist");
const browser = await launchChromium();
for (const [name, path, colorScheme] of PAGES) {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1100, height: 720 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(site, path)).href);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(import.meta.dirname, `${name}.png`) });
  await context.close();
}
await browser.close();
