/** Real profiles of real programs, as the pages that `hpts open --html` writes. */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const hpts = join(root, "packages/cli/bin/hpts.mjs");
const programs = join(root, "labs/profiling/tests/programs");

export class Pages {
  readonly #dir = mkdtempSync(join(tmpdir(), "hpts-profile-views-"));

  /**
   * @param memoryOf a program whose memory is shown beside it
   * @returns the page's address
   */
  make(
    name: string,
    how: { readonly profile: string; readonly program: string }[],
    memoryOf?: string,
  ): string {
    const files = how.map(({ profile, program }, at) => {
      const file = join(this.#dir, `${name}-${at}.json`);
      this.#hpts(...profile.split(" "), "-o", file, join(programs, program));
      return file;
    });
    const page = join(this.#dir, `${name}.html`);
    const beside: string[] = [];
    if (memoryOf !== undefined) {
      beside.push("--memory", join(this.#dir, `${name}.dat`));
      this.#hpts("memory", "run", "-o", beside[1] as string, join(programs, memoryOf));
    }
    this.#hpts("open", ...files, ...beside, "--html", page);
    return pathToFileURL(page).href;
  }

  /** @returns the address of `hpts open`, and what ends it */
  async serve(profile: string, program: string): Promise<{ url: string; end: () => void }> {
    const file = join(this.#dir, "served.json");
    this.#hpts(...profile.split(" "), "-o", file, join(programs, program));
    const child = spawn(process.execPath, [hpts, "open", file, "--no-browser"], {
      cwd: root,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const end = (): void => {
      child.kill("SIGINT");
    };
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding("utf8").once("data", (text: string) => resolve(text.trim()));
      child.once("close", (code) => reject(new Error(`hpts open ended with ${code}`)));
    });
    return { url, end };
  }

  #hpts(...args: readonly string[]): void {
    execFileSync(process.execPath, [hpts, ...args], {
      cwd: root,
      stdio: "ignore",
    });
  }
}

/** A page, and what it asked for and complained of. */
export class Opened {
  readonly page: Page;
  readonly requests: string[] = [];
  readonly errors: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on("request", (request) => this.requests.push(request.url()));
    page.on("pageerror", (error) => this.errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(message.text());
    });
  }

  static async at(
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<Opened> {
    const opened = new Opened(
      await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options }),
    );
    await opened.page.goto(url);
    await opened.page.waitForSelector(".hpv-canvas canvas[data-drawn]");
    return opened;
  }

  /** Does something, and waits until the flame graph has been drawn again. @returns its picture */
  async drawnAfter(act: () => Promise<void>): Promise<string> {
    const canvas = this.page.locator(".hpv-canvas canvas");
    const before = await canvas.getAttribute("data-drawn");
    await act();
    await this.page.waitForFunction(
      (old) => document.querySelector(".hpv-canvas canvas")?.getAttribute("data-drawn") !== old,
      before,
    );
    return this.picture();
  }

  picture(): Promise<string> {
    return this.page
      .locator(".hpv-canvas canvas")
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  }

  async selected(): Promise<string> {
    return (await this.page.locator(".hpv-selection b").first().textContent()) ?? "";
  }

  async showTab(name: string): Promise<void> {
    await this.page.getByRole("tab", { name }).click();
  }
}
