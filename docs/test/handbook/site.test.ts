/** The built site, in a browser: from a host below some path, and from a disk. */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { HANDBOOK, ROOT } from "../../handbook/site/places.ts";
import { CHROMIUM, hasChromium, launchChromium } from "../../slides/cli/chromium.ts";
import { faultsOf } from "./support/faults.ts";
import { type Host, serve } from "./support/serve.ts";

const isLeftOut = !hasChromium && process.env["CI"] !== "true";
if (isLeftOut) {
  console.warn(`NOT TESTED: the handbook's pages, for want of ${CHROMIUM} (CHROMIUM_PATH)`);
}
const MOST_BYTES = 5_000_000;
const place = mkdtempSync(join(tmpdir(), "hpts-site-"));
/** Not at the root of a host: the site must not care. */
const BELOW = "/teaching/hpts/";

/** What vitest sets for itself, Vite would take for its own. */
function env(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VITE|NODE_ENV)/.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: "1" };
}

beforeAll(() => {
  const build = join(HANDBOOK, "site", "build.ts");
  const args = ["--import", "tsx", build, place];
  execFileSync(process.execPath, args, { cwd: ROOT, env: env(), stdio: "pipe" });
}, 300_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

function files(): string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1));
}
const pages = (): string[] =>
  files().filter((file) => file.endsWith(".html") && !/^(slides\/|404)/.test(file));

describe("the files", () => {
  test("are small, slides included", () => {
    const bytes = files().reduce((sum, file) => sum + statSync(join(place, file)).size, 0);

    expect(bytes).toBeLessThan(MOST_BYTES);
  });

  test("are the pages, and those of the slides", () => {
    const first = ["index.html", "how-to/trouble.html", "tutorials/modeling.html"];
    expect(files()).toEqual(expect.arrayContaining([...first, "slides/index.html"]));
    expect(pages()).toEqual(expect.arrayContaining(first));
  });

  test("lead to files and anchors that are there", () => {
    const faults = pages().flatMap((page) => {
      const html = readFileSync(join(place, page), "utf8");
      return Array.from(html.matchAll(/(?:href|src)="([^"]*)"/g), ([, url]) => url!)
        .filter((url) => !/^(?:[a-z][a-z+.-]*:|#$)/i.test(url))
        .filter((url) => !leadsSomewhere(page, url.replaceAll("&amp;", "&")))
        .map((url) => `${page}: ${url}`);
    });

    expect(faults).toEqual([]);
  });

  test("name no other host but in links that somebody clicks", () => {
    const asked = files()
      .filter((file) => /\.(?:html|css)$/.test(file) && !file.startsWith("files/"))
      .flatMap((file) => {
        const text = readFileSync(join(place, file), "utf8");
        const found = text.match(/(?:src="|url\(["']?|<link[^>]+href=")(?:https?:)?\/\/[^"')]+/g);
        return (found ?? []).map((url) => `${file}: ${url}`);
      });

    expect(asked).toEqual([]);
  });
});

function leadsSomewhere(page: string, url: string): boolean {
  const [path = "", anchor] = url.split("#");
  const file = path === "" ? page : posix.join(posix.dirname(page), decodeURI(path));
  if (!files().includes(file)) return false;
  if (anchor === undefined || file.startsWith("slides/")) return true;
  return readFileSync(join(place, file), "utf8").includes(`id="${decodeURIComponent(anchor)}"`);
}

describe.skipIf(isLeftOut)("in a browser", { timeout: 120_000 }, () => {
  let host: Host;
  let browser: Browser;
  beforeAll(async () => {
    host = await serve(place, BELOW);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    host.close();
  });

  /** A page, and what is wrong with it: requests elsewhere, errors. */
  async function open(options: BrowserContextOptions = {}): Promise<{
    context: BrowserContext;
    page: Page;
    wrong: string[];
  }> {
    const context = await browser.newContext({ colorScheme: "light", ...options });
    const page = await context.newPage();
    const wrong: string[] = [];
    const own = [host.url, pathToFileURL(place).href];
    page.on("request", (request) => {
      if (!own.some((start) => request.url().startsWith(start))) wrong.push(request.url());
    });
    page.on("response", (response) => {
      if (response.status() >= 400) wrong.push(`${response.status()} ${response.url()}`);
    });
    page.on("pageerror", (error) => wrong.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") wrong.push(`${page.url()}: ${message.text()}`);
    });
    return { context, page, wrong };
  }

  const at = (path: string): string => pathToFileURL(join(place, path)).href;

  /** VitePress has taken over what was written. */
  async function ready(page: Page): Promise<void> {
    await page
      .locator('.VPSwitchAppearance:not([title=""])')
      .first()
      .waitFor({ state: "attached" });
  }

  test("every page loads without an error, and asks nobody else for anything", async () => {
    const { context, page, wrong } = await open();
    for (const path of pages().filter((file) => !file.startsWith("files/"))) {
      await page.goto(host.url + path);
      await ready(page);
    }
    await context.close();

    expect(wrong).toEqual([]);
  });

  test.each(["light", "dark"] as const)("no serious fault for anybody, %s", async (scheme) => {
    const { context, page } = await open({ colorScheme: scheme });
    const found: string[] = [];
    for (const path of [
      "index.html",
      "tutorials/profiling.html",
      "how-to/read-a-flame-graph.html",
      "reference/python.html",
      "reference/api/core.html",
      "explanation/closed-form.html",
      "instructors/exams.html",
    ]) {
      await page.goto(host.url + path);
      await ready(page);
      found.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
    }
    await context.close();

    expect(found).toEqual([]);
  });

  test("search finds a word, and leads to its place", async () => {
    const { context, page, wrong } = await open();
    await page.goto(`${host.url}how-to/trouble.html`);
    await ready(page);
    await page.locator(".DocSearch-Button").click();
    await page.locator("#localsearch-input").fill("megamorphic");
    await page.locator(".results a").first().click();
    await page.waitForURL(/explanation\/shapes\.html|reference\/glossary\.html/);
    await context.close();

    expect(wrong).toEqual([]);
  });

  test("search names pages on a word before lists that have it, from a host and from a disk", async () => {
    const { context, page } = await open();
    await page.goto(`${host.url}index.html`);
    await ready(page);
    await page.locator(".DocSearch-Button").click();
    await page.locator("#localsearch-input").fill("memory");
    await page.locator(".results a").nth(3).waitFor();
    const hosted = await page.locator(".results a").allInnerTexts();
    await page.goto(at("index.html"));
    await page.locator(".DocSearch-Button").click();
    await page.locator(".plain-search input").fill("memory");
    await page.locator(".plain-search a").nth(3).waitFor();
    const plain = await page.locator(".plain-search a").allInnerTexts();
    await context.close();

    for (const found of [hosted, plain]) {
      const first = found.slice(0, 3).map((text) => text.replaceAll(/\s+/g, " ").trim());
      expect(first.some((text) => text.endsWith("Measure memory"))).toBe(true);
    }
  });

  test("an experiment draws, and one that measures says what it found", async () => {
    const { context, page, wrong } = await open();
    await page.goto(`${host.url}explanation/closed-form.html`);
    await page.locator(".experiment canvas").waitFor();
    await page.goto(`${host.url}explanation/shapes.html`);
    await page.locator(".experiment button").click();
    await page.locator(".experiment pre", { hasText: "8 shapes" }).waitFor();
    await context.close();

    expect(wrong).toEqual([]);
  });

  test("from a disk: pages, search, the switch, experiments", async () => {
    const { context, page, wrong } = await open();
    await page.goto(at("index.html"));
    await page.locator(".vp-doc a", { hasText: "Explanation" }).first().click();
    await page.waitForURL(at("explanation/index.html"));
    await page.locator(".vp-doc a", { hasText: "closed form" }).first().click();
    await page.locator(".experiment canvas").waitFor();
    await page.locator(".VPNavBar .VPSwitchAppearance").first().click();
    await page.waitForFunction(() => document.documentElement.classList.contains("dark"));
    await page.locator(".DocSearch-Button").click();
    await page.locator(".plain-search input").fill("callgrind graph");
    await page.locator(".plain-search a").first().click();
    await page.waitForURL(/how-to\/open-in-kcachegrind\.html/);
    await page.goto(at("slides/index.html"));
    await context.close();

    expect(wrong).toEqual([]);
  });

  test("from a disk, on a phone: no page is wider than the screen", async () => {
    const { context, page, wrong } = await open({ viewport: { width: 390, height: 844 } });
    const wide: string[] = [];
    for (const path of pages().filter((file) => !file.startsWith("files/"))) {
      await page.goto(at(path));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wide.push(`${path}: ${over} px`);
    }
    await page.goto(at("slides/handout.html"));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await context.close();

    expect(wide).toEqual([]);
    expect(over).toBe(0);
    expect(wrong).toEqual([]);
  });

  /** Goes to it by the keyboard's ways alone. */
  async function press(page: Page, selector: string): Promise<void> {
    await page.locator(selector).first().focus();
    await page.keyboard.press("Enter");
  }

  test("from a disk: what is on this page, and code that is copied", async () => {
    const { context, page, wrong } = await open({
      viewport: { width: 1280, height: 900 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.goto(at("how-to/measure-memory.html"));

    expect(await page.locator(".VPDocAsideOutline a").allTextContents()).toEqual(
      await page
        .locator(".vp-doc h2")
        .evaluateAll((all) => all.map((one) => one.firstChild!.textContent!.trim())),
    );
    await press(page, ".VPDocAsideOutline a[href='#over-time']");
    await page.waitForURL(/#over-time$/);
    expect(await page.locator("#over-time").evaluate(isBelowTheBar)).toBe(true);
    await press(page, "button.copy");
    await page.locator("button.copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      await page.locator(".vp-doc pre").first().textContent(),
    );
    await context.close();

    expect(wrong).toEqual([]);
  });

  test("from a disk, on a phone: the menus, and what is on this page", async () => {
    const { context, page, wrong } = await open({ viewport: { width: 390, height: 844 } });
    await page.goto(at("how-to/measure-memory.html"));
    await press(page, ".VPLocalNavOutlineDropdown button");
    await press(page, ".VPLocalNav .items a[href='#over-time']");
    await page.waitForURL(/#over-time$/);
    expect(await page.locator("#over-time").evaluate(isBelowTheBar)).toBe(true);
    expect(await page.locator(".VPLocalNav .items").count()).toBe(0);

    await press(page, ".VPLocalNav .menu");
    await page.keyboard.press("Escape");
    expect(await page.locator(".VPSidebar.open").count()).toBe(0);
    await press(page, ".VPLocalNav .menu");
    await press(page, ".VPSidebar.open a[href$='trouble.html']");
    await page.waitForURL(at("how-to/trouble.html"));

    await press(page, ".VPNavBarHamburger");
    await press(page, ".plain-menu .VPSwitchAppearance");
    await page.waitForFunction(() => document.documentElement.classList.contains("dark"));
    await press(page, ".plain-menu a[href$='slides/index.html']");
    await page.waitForURL(/slides\/index\.html/);
    expect(wrong).toEqual([]);

    // Last, since it asks for the styles in a way that a disk refuses.
    await page.goto(at("how-to/trouble.html"));
    await press(page, ".VPNavBarHamburger");
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });
});

test("while one writes the handbook, its link to the slides leads to them", async () => {
  const dev = join(HANDBOOK, "site", "dev.ts");
  const child = spawn(process.execPath, ["--import", "tsx", dev], { cwd: ROOT, env: env() });
  onTestFinished(() => void child.kill());
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      said += part;
      const found = /http:\S+(?=\n)/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.on("close", () => reject(new Error(`it ended, and said ${said}`)));
  });
  const page = await (await fetch(`${url}how-to/index.html`)).text();

  expect(page).toContain("<title>");
  expect(await (await fetch(`${url}slides/index.html`)).text()).toContain('class="reveal"');
  expect((await fetch(`${url}slides/assets/reveal.js`)).status).toBe(200);
  expect((await fetch(`${url}slides/nothing.html`)).status).toBe(404);
}, 60_000);

/** Runs in the page. */
function isBelowTheBar(heading: Element): boolean {
  const { left, top, width, height } = heading.getBoundingClientRect();
  const bottom = top + height;
  return heading.contains(document.elementFromPoint(left + Math.min(10, width / 2), bottom - 4));
}
