/** The built pages in a real browser, opened from a disk. */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { build } from "../../slides/cli/build.ts";
import { CHROMIUM, hasChromium, launchChromium } from "../../slides/cli/chromium.ts";
import { slidesOf } from "../../slides/compiler/deck.ts";
import { buildSite } from "../../slides/compiler/site.ts";

if (!hasChromium) {
  console.warn(`NOT TESTED: the slides' pages, for want of ${CHROMIUM} (CHROMIUM_PATH)`);
}
const LONG_MS = 120_000;

describe.skipIf(!hasChromium && process.env["CI"] !== "true")("in Chromium", () => {
  // A name with a blank, as folders have it on a stick.
  const folder = join(mkdtempSync(join(tmpdir(), "hpts slides ")), "talk");
  const ids = slidesOf(buildSite().deck).map(({ id }) => id);
  let browser: Browser;
  const asked: string[] = [];

  const addressOf = (name: string): string => pathToFileURL(join(folder, name)).href;

  async function open(name: string, width: number, height: number): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height } });
    page.on("request", (request) => asked.push(request.url()));
    const [file = "", query] = name.split("?");
    await page.goto(`${addressOf(file)}${query === undefined ? "" : `?${query}`}`);
    return page;
  }

  async function present(query: string, width = 1280, height = 720): Promise<Page> {
    const page = await open(`index.html?${query}`, width, height);
    await page.waitForSelector(".reveal.ready");
    await page.evaluate("document.fonts.ready");
    return page;
  }

  beforeAll(async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    await build({ out: folder, hasPdf: true });
    browser = await launchChromium();
  }, LONG_MS);

  afterAll(async () => {
    await browser?.close();
    rmSync(join(folder, ".."), { recursive: true, force: true });
  });

  test(
    "no slide is higher or wider than it may be, and text does not run into the footer",
    async () => {
      const page = await present("theme=light");
      const over: string[] = [];
      for (const id of ids) {
        await page.evaluate((at) => {
          location.hash = `#/${at}`;
        }, id);
        await page.waitForFunction(
          (at) => document.querySelector("section.present")?.id === at,
          id,
        );
        const problem = await page.evaluate(overflowOfPresent);
        if (problem !== "") over.push(`${id}: ${problem}`);
      }

      expect(over).toEqual([]);
    },
    LONG_MS,
  );

  test("the speaker's view shows the notes of the slide", async () => {
    const page = await present("theme=light");
    const [popup] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);

    await popup.getByText("Four labs, one program").waitFor();
    await popup.close();
  });

  test("? shows the keys, T changes between light and dark", async () => {
    const page = await present("theme=light");

    await page.keyboard.press("t");
    expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");
    await page.keyboard.press("Shift+?");
    await page.locator(".r-overlay-help", { hasText: "Light or dark" }).waitFor();
  });

  test.each(["light", "dark"])(
    "contrast and structure of all slides have no fault in the %s theme",
    async (theme) => {
      // The hand-out has every slide at once, its letters smaller, for which axe asks more.
      const page = await open("handout.html", 900, 1200);
      await page.addScriptTag({ content: axe.source });
      await page.evaluate((name) => {
        document.documentElement.dataset["theme"] = name;
      }, theme);

      expect(await page.evaluate(faultsOfSlides)).toEqual([]);
    },
    LONG_MS,
  );

  test("the hand-out has every slide with its notes", async () => {
    const page = await open("handout.html", 900, 1200);

    expect(await page.locator("article").count()).toBe(ids.length);
    expect(await page.locator("article .notes").first().textContent()).toContain("Four labs");
  });

  test("everything comes from the folder, and all of it is small", async () => {
    await present("theme=light");
    const own = pathToFileURL(folder).href;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    const bytes = files
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

    expect(asked).toContain(`${addressOf("index.html")}?theme=light`);
    expect(asked.filter((url) => !url.startsWith(own) && !url.startsWith("data:"))).toEqual([]);
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["slides.pdf", "handout.pdf", "slides.json"]),
    );
    expect(bytes).toBeLessThan(3 * 1024 * 1024);
  });
});

/** In the page: what sticks out of the slide, or into its foot. */
function overflowOfPresent(): string {
  const slide = document.querySelector("section.present")!;
  const scale = slide.getBoundingClientRect().width / 1280;
  const edge = slide.getBoundingClientRect();
  const foot =
    slide.querySelector(".measured")?.getBoundingClientRect().top ?? edge.bottom - 44 * scale;
  const heading = slide.querySelector("h1, h2")!.getBoundingClientRect();
  for (const element of slide.querySelectorAll(".body *:not(svg *)")) {
    const box = element.getBoundingClientRect();
    const name = `${element.tagName.toLowerCase()} "${(element.textContent ?? "").trim().slice(0, 30)}"`;
    if (box.bottom > foot + 1)
      return `${name} reaches ${Math.round((box.bottom - foot) / scale)} px into the foot`;
    if (box.right > edge.right - 40 * scale) return `${name} reaches the right edge`;
    if (!slide.classList.contains("title") && box.top < heading.bottom - 1 && box.height > 0)
      return `${name} runs into the heading`;
  }
  for (const pre of slide.querySelectorAll("pre")) {
    if (pre.scrollWidth > pre.clientWidth + 1) return "code is wider than its box";
  }
  return "";
}

/** In the page: axe's faults of all slides. */
async function faultsOfSlides(): Promise<string[]> {
  const { axe: loaded } = globalThis as unknown as { axe: typeof axe };
  const { violations } = await loaded.run(
    { include: [".frame"] },
    { runOnly: ["color-contrast", "image-alt", "svg-img-alt", "list", "listitem", "link-name"] },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary = "" }) =>
        `${id}: ${html.slice(0, 80)} ${failureSummary.slice(0, 160)}`,
    ),
  );
}
