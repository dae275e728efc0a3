/** The page of one file, of profiles that mean no good. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { profileDocument } from "../../src/profile/document.ts";
import { hasChromium, launchChromium } from "../support/chromium.ts";
import { dataOf } from "./any-tree.ts";
import { Opened } from "./opened.ts";

const HOSTILE = `</script><img src="https://evil.example/x" onerror="window.isTaken = true">`;

test.runIf(hasChromium)(
  "names of functions, files and notes are text, whatever is in them",
  async () => {
    const data = dataOf(
      [{ name: HOSTILE, file: `${HOSTILE}.ts`, self: 1000, total: 1000 }],
      [[0, 0, 1, 10]],
      {
        nodes: { parent: [-1, 0], function: [-1, 0], selfUs: [0, 1000] },
        meta: { engine: "exact", node: "20", command: [HOSTILE], wallUs: 1, notes: [HOSTILE] },
        sources: { [`${HOSTILE}.ts`]: HOSTILE },
      },
    );
    const file = join(mkdtempSync(join(tmpdir(), "hpts-document-")), "page.html");
    writeFileSync(file, await profileDocument(data, { title: HOSTILE }));
    const browser = await launchChromium();

    try {
      const { page, requests, errors } = await Opened.at(browser, pathToFileURL(file).href);
      for (const tab of await page.getByRole("tab").all()) await tab.click();

      expect(await page.title()).toBe(HOSTILE);
      expect(await page.evaluate(() => "isTaken" in window)).toBe(false);
      expect([requests.length, errors]).toEqual([1, []]);
      expect(await page.locator("img").count()).toBe(0);
    } finally {
      await browser.close();
    }
  },
);

test.runIf(hasChromium)("a profile without any call says so and breaks nothing", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "hpts-document-")), "page.html");
  writeFileSync(file, await profileDocument(dataOf([]), { title: "nothing" }));
  const browser = await launchChromium();

  try {
    const { page, errors } = await Opened.at(browser, pathToFileURL(file).href);
    for (const tab of await page.getByRole("tab").all()) await tab.click();
    await page.locator(".hpv-canvas canvas").press("ArrowDown");
    await page.locator(".hpv-canvas canvas").press("Enter");

    expect(errors).toEqual([]);
    expect(await page.getByText("This profile is empty").isVisible()).toBe(true);
  } finally {
    await browser.close();
  }
});
