import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Served, serve } from "../../slides/cli/serve.ts";

let served: Served;

beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  served = await serve({ port: 0 });
});

afterAll(() => served.close());

function get(
  path: string,
  headers: Record<string, string> = {},
  port: number = served.port,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => (text += part));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on("error", reject)
      .end();
  });
}

test("the presentation is served, with what loads it again after a change", async () => {
  const { status, text } = await get("/");

  expect(status).toBe(200);
  expect(text).toContain("High-Performance TypeScript");
  expect(text).toContain("EventSource");
});

test("nothing but the site's own files is served", async () => {
  for (const path of ["/../package.json", "/..%2fpackage.json", "/deck/01-introduction.md"]) {
    expect((await get(path)).status, path).toBe(404);
  }
});

test("a page of the web that gives its name our address is refused", async () => {
  expect((await get("/", { host: "example.org" })).status).toBe(403);
});

test("a port that is taken is said in a line", async () => {
  await expect(serve({ port: served.port })).rejects.toThrow(
    `port ${served.port} is in use: pnpm slides --port ${served.port + 1}`,
  );
});

describe("while the deck is written", () => {
  const root = mkdtempSync(join(tmpdir(), "hpts-serve-"));
  const part = join(root, "01-a.md");
  let own: Served;

  beforeAll(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    writeFileSync(part, "## First words\n");
    own = await serve({ port: 0, deckDir: root, root });
  });

  afterAll(async () => {
    await own.close();
    rmSync(root, { recursive: true });
  });

  /** Writes the part, and waits until pages are told. */
  async function written(text: string): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${own.port}/changes`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    writeFileSync(part, text);
    for (let heard = ""; !heard.includes("data: changed"); ) {
      heard += (await reader.read()).value ?? "";
    }
    await reader.cancel();
  }

  test("a page is told of a change, and then gets the new text", async () => {
    await written("## Other words\n");

    expect((await get("/", {}, own.port)).text).toContain("Other words");
  });

  test("a deck that cannot be shown is said in the page, until it is mended", async () => {
    await written("## A\n\n<<< src/nowhere.ts\n");
    const { status, text } = await get("/", {}, own.port);

    expect(status).toBe(500);
    expect(text).toContain("there is no such file in the repository");

    await written("## Mended\n");
    expect((await get("/", {}, own.port)).text).toContain("Mended");
  });
});
