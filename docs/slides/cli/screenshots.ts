/** Pictures of some slides, light and dark, for who wants to see the deck before building it. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { SLIDES } from "../compiler/site.ts";
import { SlidesError } from "../compiler/slide.ts";
import { build } from "./build.ts";
import { CHROMIUM, hasChromium, launchChromium } from "./chromium.ts";

const SIZE = { width: 720, height: 405 };

const SHOTS: readonly { readonly id: string; readonly theme: "light" | "dark" }[] = [
  { id: "high-performance-typescript", theme: "light" },
  { id: "v8-is-not-a-slow-interpreter", theme: "dark" },
  { id: "one-particle-one-step", theme: "light" },
  { id: "the-film-as-a-sketch", theme: "dark" },
  { id: "lab-modeling", theme: "light" },
  { id: "what-is-a-suite-worth", theme: "light" },
  { id: "warm-up-which-call-do-you-time", theme: "light" },
  { id: "who-calls-whom-and-how-often", theme: "dark" },
  { id: "why-a-square-root-has-to-wait-for-its-input", theme: "light" },
  { id: "which-of-these-were-true-in-v8", theme: "light" },
];

/** @throws SlidesError without a Chromium, or when one of the slides is gone */
export async function takeScreenshots(): Promise<void> {
  if (!hasChromium) throw new SlidesError(`there is no Chromium at ${CHROMIUM} (CHROMIUM_PATH)`);
  const built = mkdtempSync(join(tmpdir(), "hpts-slides-"));
  const browser = await launchChromium();
  try {
    await build({ out: built, hasPdf: false });
    mkdirSync(join(SLIDES, "screenshots"), { recursive: true });
    for (const { id, theme } of SHOTS) {
      const page = await browser.newPage({ viewport: SIZE });
      await page.goto(`${pathToFileURL(join(built, "index.html")).href}?theme=${theme}#/${id}`);
      const found = await page.locator("section.present").getAttribute("id");
      if (found !== id) throw new SlidesError(`there is no slide ${id} any more`);
      await page.evaluate("document.fonts.ready");
      await page.screenshot({ path: join(SLIDES, "screenshots", `${id}.png`) });
      await page.close();
    }
  } finally {
    await browser.close();
    rmSync(built, { recursive: true });
  }
}
