/**
 * A real Chromium without a window, spoken to in its own protocol over two pipes.
 * https://chromedevtools.github.io/devtools-protocol/
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome"];

/** The name of the program, or undefined with a loud word about it. */
export function chromiumProgram(): string | undefined {
  const found = PROGRAMS.find(
    (name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0,
  );
  if (found === undefined) {
    console.warn("\n!!! NOT CHECKED: chromium is missing. Install it: apt-get install chromium\n");
  }
  return found;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { message: string };
}

export class Chromium {
  /** What pages wrote to their console, and what they could not load. */
  readonly log: string[] = [];
  /** Addresses that pages asked for. */
  readonly requests: string[] = [];
  readonly #child: ChildProcess;
  readonly #dir: string;
  readonly #waiting = new Map<number, (message: Message) => void>();
  #sent = 0;
  #session = "";

  private constructor(program: string) {
    this.#dir = mkdtempSync(join(tmpdir(), "hpts-chromium-"));
    const flags = [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
    ];
    const quiet = ["--disable-background-networking", "--no-first-run", "--disable-dev-shm-usage"];
    const args = [
      ...flags,
      ...quiet,
      "--window-size=1200,700",
      `--user-data-dir=${this.#dir}`,
      "--remote-debugging-pipe",
      "about:blank",
    ];
    this.#child = spawn(program, args, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    let text = "";
    (this.#child.stdio[4] as Readable).setEncoding("utf8").on("data", (piece: string) => {
      const parts = (text + piece).split("\0");
      text = parts.pop() ?? "";
      for (const part of parts) this.#receive(JSON.parse(part) as Message);
    });
  }

  static async start(program: string): Promise<Chromium> {
    const browser = new Chromium(program);
    const { targetInfos } = await browser.#send("Target.getTargets");
    const page = (targetInfos as { type: string; targetId: string }[]).find(
      ({ type }) => type === "page",
    );
    const { sessionId } = await browser.#send("Target.attachToTarget", {
      targetId: page?.targetId,
      flatten: true,
    });
    browser.#session = sessionId as string;
    for (const domain of ["Page", "Runtime", "Network", "Log"])
      await browser.#send(`${domain}.enable`);
    return browser;
  }

  async goTo(url: string): Promise<void> {
    await this.#send("Page.navigate", { url });
  }

  /** @returns the value of an expression in the page */
  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.#send("Runtime.evaluate", {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    return (answer["result"] as { value?: unknown }).value;
  }

  /** @returns once the page's title matches; throws after 20 s, with what the page said */
  async untilTitle(pattern: RegExp): Promise<void> {
    for (const end = Date.now() + 20_000; Date.now() < end; ) {
      if (pattern.test(String(await this.evaluate("document.title")))) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no title like ${pattern}; the page said:\n${this.log.join("\n")}`);
  }

  /** PNG. */
  async screenshot(): Promise<Buffer> {
    const { data } = await this.#send("Page.captureScreenshot", { format: "png" });
    return Buffer.from(data as string, "base64");
  }

  async close(): Promise<void> {
    // Asked, not killed: its helper processes would go on writing into the folder for a while.
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#session = ""; // the browser itself is asked
    this.#send("Browser.close").catch(() => undefined);
    await ended;
    rmSync(this.#dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  #send(method: string, params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const id = ++this.#sent;
    const message = {
      id,
      method,
      params,
      ...(this.#session !== "" && { sessionId: this.#session }),
    };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result ?? {});
        else reject(new Error(`${method}: ${error.message}`));
      });
      (this.#child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    });
  }

  #receive(message: Message): void {
    if (message.id !== undefined) {
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
      return;
    }
    const { method, params = {} } = message;
    if (method === "Network.requestWillBeSent") {
      this.requests.push((params["request"] as { url: string }).url);
    } else if (method === "Runtime.consoleAPICalled") {
      const args = params["args"] as { value?: unknown }[];
      this.log.push(args.map(({ value }) => String(value)).join(" "));
    } else if (method === "Runtime.exceptionThrown" || method === "Log.entryAdded") {
      this.log.push(JSON.stringify(params));
    }
  }
}
