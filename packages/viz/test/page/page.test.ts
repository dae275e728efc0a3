/** The page's player in a real browser, against the files that Node writes. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { build } from "esbuild";
import type { Browser, BrowserContextOptions, Page as Tab } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium, launchChromium } from "../support/chromium.ts";
import { readPng } from "../support/decoders.ts";
import type { Page } from "./in-page.ts";
import { SCENES, type SceneName } from "./scenes.ts";

declare const page: Page;

const folder = mkdtempSync(join(tmpdir(), "hpts-viz-page-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("nothing of Node is reachable from a page", async () => {
  for (const entry of ["page/index.ts", "index.ts"]) {
    const bundle = build({
      entryPoints: [join(import.meta.dirname, "../../src", entry)],
      bundle: true,
      format: "esm",
      write: false,
      logLevel: "silent",
    });

    await expect(bundle, entry).resolves.toMatchObject({ errors: [] });
  }
});

describe.skipIf(!hasChromium)("in Chromium", () => {
  let browser: Browser;
  let script: string;
  const errors: string[] = [];

  beforeAll(async () => {
    const bundle = await build({
      entryPoints: [join(import.meta.dirname, "in-page.ts")],
      bundle: true,
      format: "iife",
      write: false,
    });
    script = bundle.outputFiles[0]!.text;
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  async function opened(options: BrowserContextOptions = {}): Promise<Tab> {
    const tab = await browser.newPage(options);
    errors.length = 0;
    tab.on("pageerror", (error) => errors.push(error.message));
    await tab.setContent(
      '<!doctype html><html lang="en"><title>Test</title><main><h1>Test</h1></main></html>',
    );
    await tab.addScriptTag({ content: script });
    return tab;
  }

  const frameOf = (tab: Tab) => tab.evaluate(() => page.playing!.player.state.frame);

  /** The file's last picture, as `Page.pixels` gives the canvas'. */
  async function savedPixels(name: SceneName, frames: number): Promise<string> {
    const file = join(folder, `${name}.png`);
    await SCENES[name]().save(file, { frames });
    const { frames: [pixels] = [], palette } = readPng(readFileSync(file));
    const rgba = Array.from(pixels!, (pixel) => [
      ...palette.subarray(3 * pixel, 3 * pixel + 3),
      255,
    ]);
    return Buffer.from(rgba.flat()).toString("latin1");
  }

  async function showsFrame(tab: Tab, name: SceneName, frame: number): Promise<boolean> {
    const shown = await tab.evaluate(() => page.pixels());
    return shown === (await savedPixels(name, frame));
  }

  test.each(Object.keys(SCENES) as SceneName[])(
    "the canvas has the pixels of the file, in each frame of %s",
    async (name) => {
      const tab = await opened();
      await tab.evaluate((scene) => void page.play(scene, { reducedMotion: true }), name);

      for (let frame = 1; frame <= SCENES[name]().frameCount!; frame++) {
        if (frame > 1) await tab.evaluate(() => page.playing!.player.step());
        await tab.waitForFunction((n) => page.playing!.player.state.frame === n, frame);

        expect(await showsFrame(tab, name, frame), `frame ${frame}`).toBe(true);
      }
      await tab.close();
    },
  );

  test("plays to its end, and says so", async () => {
    const tab = await opened();

    await tab.evaluate(() => page.play("wave").finished);

    expect(await showsFrame(tab, "wave", 3)).toBe(true);
    expect(await tab.locator("output").textContent()).toBe("frame 3 of 3, ended");
    expect(await tab.getByRole("img").getAttribute("aria-label")).toBe(
      'A wave: a blue line through 100 points. Axes: 3 green points, "phase 2". Frame 3 of 3.',
    );
    expect(errors).toEqual([]);
    await tab.close();
  });

  test("draws one frame, and no more, for who wants less motion", async () => {
    const tab = await opened({ reducedMotion: "reduce" });

    await tab.evaluate(() => void page.play("particles"));
    await tab.waitForFunction(() => page.playing!.player.state.frame === 1);
    await tab.evaluate(() => page.paints(10));

    expect(await tab.evaluate(() => page.calls)).toBe(1);
    expect(await showsFrame(tab, "particles", 1)).toBe(true);
    const play = tab.getByRole("button", { name: "Play" });
    expect(await play.isVisible()).toBe(true);

    await play.click();
    await tab.waitForFunction(() => page.playing!.player.state.status === "ended");
    expect(await tab.evaluate(() => page.calls)).toBe(5);
    await tab.close();
  });

  test("is used with the keyboard alone", async () => {
    const tab = await opened();
    await tab.evaluate(() => void page.play("particles", { reducedMotion: true }));
    await tab.waitForFunction(() => page.playing!.player.state.frame === 1);
    const focused = () => tab.evaluate(() => document.activeElement?.textContent);

    await tab.keyboard.press("Tab");
    expect(await focused()).toBe("Play");
    await tab.keyboard.press(".");
    await tab.waitForFunction(() => page.playing!.player.state.frame === 2);
    await tab.keyboard.press("Tab");
    expect(await focused()).toBe("Step");
    await tab.keyboard.press("Enter");
    await tab.waitForFunction(() => page.playing!.player.state.frame === 3);
    await tab.keyboard.press("Home");
    await tab.waitForFunction(() => page.playing!.player.state.frame === 1);
    expect(await showsFrame(tab, "particles", 1)).toBe(true);
    await tab.keyboard.press("k");
    await tab.waitForFunction(() => page.playing!.player.state.status === "ended");

    expect(await frameOf(tab)).toBe(5);
    await tab.close();
  });

  test("an error of the animation is shown, and rejects", async () => {
    const tab = await opened();

    const message = await tab.evaluate(async () => {
      const { figure, funcAnimation, playOnCanvas } = page.viz;
      const fig = figure();
      fig.axes();
      const canvas = document.createElement("canvas");
      document.querySelector("main")!.append(canvas);
      const broken = funcAnimation(fig, () => {
        throw new Error("no such particle");
      });
      return playOnCanvas(broken, canvas).finished.catch((error: Error) => error.message);
    });

    expect(message).toBe("no such particle");
    expect(await tab.locator("output").textContent()).toBe("stopped by an error: no such particle");
    await tab.close();
  });

  test("the signal ends it for good, and takes the buttons away", async () => {
    const tab = await opened();

    const status = await tab.evaluate(async () => {
      const stop = new AbortController();
      const { player, finished } = page.play("particles", { signal: stop.signal });
      stop.abort();
      await finished;
      player.play();
      await page.paints(3);
      return player.state;
    });

    expect(status).toMatchObject({ status: "ended", frame: 0 });
    expect(await tab.getByRole("button").count()).toBe(0);
    await tab.close();
  });

  test.each(["light", "dark"] as const)("axe finds no fault in %s", async (colorScheme) => {
    const tab = await opened({ colorScheme });
    await tab.addStyleTag({ content: ":root { color-scheme: light dark }" });
    await tab.evaluate(() => page.play("wave", { scheme: "auto" }).finished);
    await tab.addScriptTag({ content: axe.source });

    const { violations } = await tab.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(),
    );

    expect(violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
    const corner = await tab.evaluate(() => page.pixels().charCodeAt(0));
    expect(corner).toBe(colorScheme === "dark" ? 22 : 255);
    if (process.env["HPTS_SCREENSHOTS"]) {
      await tab.screenshot({
        path: join(process.env["HPTS_SCREENSHOTS"], `bar-${colorScheme}.png`),
      });
    }
    await tab.close();
  });
});
