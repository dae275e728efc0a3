/** `serveAnimation`: what it gives and refuses, and the page that it serves, in a real browser. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page as Tab } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ServedAnimation, type ServeOptions, serveAnimation } from "../../src/serve/index.ts";
import { SCENES } from "../page/scenes.ts";
import { hasChromium, launchChromium } from "../support/chromium.ts";
import { readPng } from "../support/decoders.ts";

const viz = join(import.meta.dirname, "../../src/index.ts");
const folder = mkdtempSync(join(tmpdir(), "hpts-serve-"));
const file = join(folder, "moving.ts");
let served: ServedAnimation | undefined;
beforeEach(() => write());
afterEach(() => served?.close());
afterAll(() => rmSync(folder, { recursive: true }));

/** A point that moves to the right; `animate` comes before it does. */
function write({ format = "ro", animate = "", top = "" } = {}): void {
  writeFileSync(
    file,
    `import { figure, funcAnimation } from ${JSON.stringify(viz)};
${top}
export default () => {
  const fig = figure({ width: 160, height: 120 });
  const points = fig.axes({ title: "A point" }).plot([], [], "${format}");
  return funcAnimation(fig, (frame: number) => {
    ${animate}
    points.setData([frame / 1000], [0]);
    return [points];
  }, { frames: 1000, interval: 5 });
};
`,
  );
}

async function serve(options: Partial<ServeOptions> = {}): Promise<ServedAnimation> {
  served = await serveAnimation({ title: "moving <1>", entry: file, files: [file], ...options });
  return served;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** Not with fetch, which would tidy the path up, and say the host itself. */
function ask(path: string, { method = "GET", headers = {} } = {}): Promise<Answer> {
  const { port } = new URL(served!.url);
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, headers, method }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (piece) => {
        body += piece;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, body }),
      );
    });
    asked.on("error", reject).end();
  });
}

describe("the server", () => {
  test("gives the page, its scripts and the animation, and nothing else", async () => {
    await serve();

    expect((await ask("/")).body).toContain("<h1>moving &lt;1&gt;</h1>");
    expect((await ask("/animation.js?7")).body).toContain("A point");
    expect((await ask("/page.js")).headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect((await ask("/worker.js", { method: "HEAD" })).body).toBe("");
    for (const path of ["/moving.ts", "/../package.json", "/..%2fx", "//etc/passwd", "/x"]) {
      expect((await ask(path)).status, path).toBe(404);
    }
  });

  test("answers this machine only, and lets no other page read or frame it", async () => {
    await serve();
    const { port } = new URL(served!.url);

    for (const host of ["evil.example", `evil.example:${port}`, "127.0.0.1", "127.0.0.1:1"]) {
      expect((await ask("/", { headers: { host } })).status, host).toBe(403);
    }
    expect((await ask("/", { headers: { host: `localhost:${port}` } })).status).toBe(200);
    const { headers } = await ask("/animation.js");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });

  test("knows no method that changes anything", async () => {
    await serve();

    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      expect((await ask("/", { method })).status, method).toBe(405);
    }
  });

  test("says the compiler's words, and when they are mended", async () => {
    const said: (string | undefined)[] = [];
    write({ top: "const = 1;" });
    await serve({ onBundle: (error) => said.push(error) });
    expect(said[0]).toMatch(/^Expected identifier but found "="\n\n {4}\S*moving\.ts:2:6:/);
    expect((await ask("/animation.js")).status).toBe(404);

    write();

    await expect.poll(() => said, { timeout: 20_000 }).toEqual([said[0], undefined]);
    expect((await ask("/animation.js")).status).toBe(200);
  });

  test("refuses a port that is taken", async () => {
    const { url } = await serve();
    const second = serveAnimation({
      title: "",
      entry: file,
      files: [file],
      port: Number(new URL(url).port),
    });

    await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});

describe.skipIf(!hasChromium)("the page, in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  async function opened(options: BrowserContextOptions = {}): Promise<Tab> {
    const tab = await browser.newPage(options);
    await tab.goto((served ?? (await serve())).url);
    return tab;
  }

  const label = (tab: Tab) => tab.locator("canvas").getAttribute("aria-label");
  const reached = (tab: Tab, frame: number) =>
    tab.waitForFunction(
      (least) => Number(/\d+/.exec(document.querySelector("output")?.textContent ?? "")) >= least,
      frame,
    );

  test("follows the file, and stays the same page", async () => {
    await serve();
    const tab = await opened();
    await reached(tab, 3);
    expect(await label(tab)).toBe("A point: 1 red point. Frame 1 of 1000.");
    await tab.evaluate(() => Object.assign(globalThis, { isSame: true }));

    write({ format: "bo" });

    await expect.poll(() => label(tab), { timeout: 20_000 }).toContain("1 blue point.");
    expect(await tab.evaluate(() => (globalThis as { isSame?: boolean }).isSame)).toBe(true);
    await tab.close();
  });

  test("shows the pixels of the file, drawn in its worker", async () => {
    const scenes = join(import.meta.dirname, "../page/scenes.ts");
    const contents = `import { SCENES } from ${JSON.stringify(scenes)};
export default SCENES.particles;`;
    await serve({ entry: { contents, folder }, files: [scenes] });
    const tab = await opened({ reducedMotion: "reduce" });
    await reached(tab, 1);
    await tab.getByRole("button", { name: "Step" }).click();
    await reached(tab, 2);
    const saved = join(folder, "particles.png");
    await SCENES.particles().save(saved, { frames: 2 });
    const { frames: [pixels] = [], palette } = readPng(readFileSync(saved));
    const rgb = Array.from(pixels!).flatMap((at) => [...palette.subarray(3 * at, 3 * at + 3)]);

    // The picture is painted a little after the frame is counted.
    await expect
      .poll(
        async () => {
          const shown = await tab.evaluate(() => {
            const canvas = document.querySelector("canvas")!;
            const context = canvas.getContext("2d")!;
            const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
            return Array.from(data.filter((_, i) => i % 4 !== 3));
          });
          return shown.length === rgb.length && shown.every((value, i) => value === rgb[i]);
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    await tab.close();
  });

  test("says what the compiler says, while the code before goes on", async () => {
    await serve();
    const tab = await opened();
    await reached(tab, 1);

    write({ top: "const = 1;" });

    const alert = tab.getByRole("alert").filter({ hasText: "cannot be loaded" });
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/the code before[\s\S]*Expected identifier/);
    const frame = Number(/\d+/.exec((await tab.locator("output").textContent()) ?? ""));
    await reached(tab, frame + 2);
    expect(await alert.isVisible()).toBe(true);
    await tab.close();
  });

  test.each([
    [
      "an endless loop in a frame",
      { animate: "while (frame === 4);" },
      /no sign of life for 1 s, after frame 4/,
    ],
    [
      "an endless loop in the module",
      { top: "for (;;);" },
      /no sign of life for 1 s, before the first/,
    ],
    [
      "an error in a frame",
      { animate: 'throw new Error("no such frame");' },
      /no such frame {2}\(\S*moving\.ts:7:11\)/,
    ],
    [
      "an error in the module",
      { top: 'throw new Error("no such module");' },
      /no such module {2}\(\S*moving\.ts:2:7\)/,
    ],
    [
      "a use of Node",
      { top: 'import { readFileSync } from "node:fs";\nreadFileSync("x");' },
      /a page has no node:fs \(readFileSync\): it is Node's/,
    ],
  ])("says so after %s, and goes on when it is mended", async (_, code, message) => {
    write(code);
    await serve();
    const tab = await opened();
    const alert = tab.getByRole("alert").filter({ hasText: "The code stopped" });
    // The place in the source comes a little later.
    await expect.poll(() => alert.textContent(), { timeout: 20_000 }).toMatch(message);

    write();

    await reached(tab, 5);
    expect(await alert.count()).toBe(0);
    await tab.close();
  });

  test("starts a stopped loop again at the press of a button", async () => {
    write({ animate: "while (frame === 4);" });
    await serve();
    const tab = await opened();
    const alert = tab.getByRole("alert").filter({ hasText: "The code stopped" });
    await alert.waitFor();

    await tab.getByRole("button", { name: "Play" }).click();

    await alert.waitFor({ state: "detached" });
    await alert.waitFor();
    await tab.close();
  });

  test("is paused with the keyboard, and stays so when the file changes", async () => {
    await serve();
    const tab = await opened();
    await reached(tab, 2);
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Space");
    await tab.getByRole("button", { name: "Play" }).waitFor();

    write({ format: "bo" });

    await expect
      .poll(() => label(tab), { timeout: 20_000 })
      .toBe("A point: 1 blue point. Frame 1 of 1000.");
    expect(await tab.getByRole("button", { name: "Play" }).isVisible()).toBe(true);
    expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe("Play");
    await tab.close();
  });

  test("shows one frame to who wants less motion", async () => {
    await serve();
    const tab = await opened({ reducedMotion: "reduce" });
    await reached(tab, 1);

    expect(await tab.locator("output").textContent()).toBe("frame 1 of 1000");
    expect(await tab.getByRole("button", { name: "Play" }).isVisible()).toBe(true);
    await tab.close();
  });

  test.each(["light", "dark"] as const)("axe finds no fault in %s", async (colorScheme) => {
    write({ top: "const = 1;" });
    await serve();
    const tab = await opened({ colorScheme, reducedMotion: "reduce" });
    await tab.getByRole("alert").filter({ hasText: "cannot be loaded" }).waitFor();
    write();
    await reached(tab, 1);
    write({ top: "const = 1;" });
    await tab.getByRole("alert").filter({ hasText: "the code before" }).waitFor();
    // Not as a script in the page: the page allows none but its own.
    await tab.evaluate(axe.source);

    const { violations } = await tab.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(),
    );

    expect(violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
    await tab.close();
  });
});
