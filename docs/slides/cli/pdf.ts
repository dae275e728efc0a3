/** Prints the built pages by Chromium: the slides, one a page, and the hand-out. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { SLIDE_PX } from "../compiler/presentation.ts";
import { CHROMIUM, hasChromium, launchChromium } from "./chromium.ts";

/** @param folder with index.html and handout.html; gets slides.pdf and handout.pdf */
export async function writePdfs(folder: string): Promise<void> {
  if (!hasChromium) {
    console.error(
      `no PDF: there is no Chromium at ${CHROMIUM}; install one, or say where it is by CHROMIUM_PATH`,
    );
    return;
  }
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ colorScheme: "light" });
    const address = pathToFileURL(join(folder, "index.html")).href;
    await page.goto(`${address}?view=print&theme=light`);
    await page.waitForSelector(".pdf-page");
    await page.pdf({
      path: join(folder, "slides.pdf"),
      width: `${SLIDE_PX.width}px`,
      height: `${SLIDE_PX.height}px`,
      printBackground: true,
    });
    await page.goto(pathToFileURL(join(folder, "handout.html")).href);
    await page.pdf({
      path: join(folder, "handout.pdf"),
      preferCSSPageSize: true,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: "<span></span>",
      footerTemplate:
        '<div style="width:100%;text-align:center;font:8px sans-serif"><span class="pageNumber"></span> / <span class="totalPages"></span></div>',
    });
  } finally {
    await browser.close();
  }
  console.log("slides.pdf and handout.pdf are beside it");
}
