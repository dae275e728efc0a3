import { request } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
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
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port: served.port, path, headers }, (response) => {
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
