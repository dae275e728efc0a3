/** `mountProfile` as another page uses it. */
import { join } from "node:path";
import type { ProfileData } from "@hpts/profile";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MountedProfile, MountOptions } from "../../src/profile/page/index.ts";
import { hasChromium, launchChromium } from "../support/chromium.ts";
import { dataOf } from "./any-tree.ts";

declare const profilePage: {
  mountProfile(element: HTMLElement, data: ProfileData, options?: MountOptions): MountedProfile;
};
declare let mounted: MountedProfile;
declare let chosen: string[];

const PROGRAM = dataOf(
  [
    { name: "main", self: 1000, total: 20_000, line: 1 },
    { name: "solve", self: 19_000, total: 19_000, line: 5 },
  ],
  [[0, 1, -1, 19_000]],
  { nodes: { parent: [-1, 0, 1], function: [-1, 0, 1], selfUs: [0, 1000, 19_000] } },
);

describe.runIf(hasChromium)("mountProfile", () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, "../../src/profile/page/index.ts")],
      bundle: true,
      write: false,
      format: "iife",
      globalName: "profilePage",
      jsx: "automatic",
      jsxImportSource: "preact",
    });
    browser = await launchChromium();
    page = await browser.newPage();
    await page.setContent(`<div id="here" style="height:700px"></div>`);
    await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
    await page.evaluate((data) => {
      const all: string[] = [];
      const here = document.getElementById("here") as HTMLElement;
      const onSelect = ({ label }: { label: string }): void => {
        all.push(label);
      };
      Object.assign(globalThis, {
        chosen: all,
        mounted: profilePage.mountProfile(here, data, { title: "mine", select: "main", onSelect }),
      });
    }, PROGRAM);
  });

  afterAll(() => browser?.close());

  const selected = (): Promise<string | null> =>
    page.locator(".hpv-selection b").first().textContent();

  test("shows its title, and what is to be selected at first", async () => {
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("mine");
    expect(await selected()).toBe("main");
  });

  test("selects by place, by name and by label, and tells each new selection", async () => {
    await page.evaluate(() => mounted.select({ file: "a.ts", line: 7 }));
    expect(await selected()).toBe("solve");
    await page.evaluate(() => mounted.select("a.ts:1(main)"));
    expect(await selected()).toBe("main");
    await page.evaluate(() => mounted.select("nothing of this name"));
    expect(await selected()).toBe("main");
    await page.getByText("solve a.ts:5").click();

    const told = await page.evaluate(() => chosen);
    expect(told).toEqual(["a.ts:5(solve)", "a.ts:1(main)", "a.ts:5(solve)"]);
  });

  test("a newer profile keeps the selected function, wherever it is now", async () => {
    const newer = dataOf(
      [
        { name: "first", self: 9, total: 9 },
        { name: "solve", self: 5, total: 5, line: 90 },
      ],
      [],
      { nodes: { parent: [-1, 0, 0], function: [-1, 0, 1], selfUs: [0, 9, 5] } },
    );

    await page.evaluate((data) => mounted.update(data), newer);

    expect(await page.locator(".hpv-selection").textContent()).toContain("a.ts:90(solve)");
    expect(await page.locator("tr[aria-selected]").count()).toBe(2);
  });

  test("closing leaves nothing behind", async () => {
    await page.evaluate(() => mounted.close());

    expect(await page.locator("#here").innerHTML()).toBe("");
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  });
});
