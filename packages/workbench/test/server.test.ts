import { symlinkSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { startWorkbench } from "../src/index.ts";
import { type Asking, ask, type Said } from "./support/ask.ts";
import { type Bench, makeBench } from "./support/workbench.ts";

let bench: Bench;
let token: string;
const port = (): number => bench.workbench.port;
const get = (path: string, asking: Asking = {}): Promise<Said> => ask(port(), path, asking);

/** As the page itself asks. */
function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Said> {
  const own = { origin: `http://127.0.0.1:${port()}`, "x-hpts-token": token };
  return ask(port(), path, {
    method: "POST",
    headers: { ...own, ...headers },
    body: JSON.stringify(body),
  });
}

beforeAll(async () => {
  bench = await makeBench("modeling");
  token = /name="hpts-token" content="([0-9a-f]+)"/.exec((await get("/")).body)![1]!;
});

describe("who is answered", () => {
  test.each(["evil.example", "127.0.0.1", "evil.example:4747", "127.0.0.1.evil.example:80"])(
    "a page under the name %j is not",
    async (host) => {
      for (const path of ["/", "/page.js", "/api/labs"]) {
        expect((await get(path, { headers: { host } })).status).toBe(403);
      }
    },
  );

  test("localhost is the same as 127.0.0.1", async () => {
    expect((await get("/", { headers: { host: `localhost:${port()}` } })).status).toBe(200);
  });

  test.each(["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1"])(
    "a POST from %s is not, even with the token",
    async (origin) => {
      const { status, body } = await post(
        "/api/hint",
        { lab: "modeling", exercise: "M1" },
        { origin },
      );
      expect(status).toBe(403);
      expect(body).toContain("only the workbench's own page");
    },
  );

  test("a POST without an origin is not", async () => {
    const headers = { "x-hpts-token": token };
    expect((await get("/api/rerun", { method: "POST", headers, body: "{}" })).status).toBe(403);
  });

  test.each(["", "0".repeat(48), "x"])("a POST with the token %j is not", async (wrong) => {
    const answer = await post(
      "/api/hint",
      { lab: "modeling", exercise: "M1" },
      { "x-hpts-token": wrong },
    );
    expect(answer.status).toBe(403);
    expect(answer.body).toContain("reload");
  });

  test("another page cannot load our scripts and data, but may link to us", async () => {
    const headers = { "sec-fetch-site": "cross-site" };
    expect((await get("/page.js", { headers })).status).toBe(403);
    expect((await get("/api/labs", { headers })).status).toBe(403);
    expect((await get("/", { headers })).status).toBe(200);
  });

  test("the address is this machine's alone", () => {
    expect(bench.workbench.url).toBe(`http://127.0.0.1:${port()}/`);
  });
});

describe("what is answered", () => {
  test.each([
    "/../package.json",
    "/..%2f..%2fpackage.json",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/labs/modeling/starter/particle.ts",
    "/page.js/../../package.json",
    "//etc/passwd",
    "/page.js%00",
    "/PAGE.JS",
    "/live.js?lab=../../etc&version=1",
    "/live.js?lab=modeling&version=__proto__",
    "/image?lab=modeling&name=../../package.json",
    "/image?lab=modeling&name=lab.json",
    "/image?lab=../labs/modeling&name=x.png",
    "/api/lab?lab=../modeling",
    "/api/lab?lab=labs/modeling",
    "/api/lab?lab=nonsense",
    "/api/lab",
  ])("%s is not", async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body).not.toContain("root:");
  });

  test("an unknown lab is named with those that there are", async () => {
    const { body } = await get("/api/lab?lab=modelling");
    expect(JSON.parse(body)).toEqual({
      error: 'there is no lab "modelling"; the labs are: modeling',
    });
  });

  test.each([
    "events",
    "rerun",
    "hint",
    "reset",
    "diff",
    "edit",
    "place",
    "loop",
    "job/start",
    "job/stop",
  ])("a GET of %s does nothing", async (verb) => {
    for (const method of ["GET", "HEAD"]) {
      const { status } = await get(`/api/${verb}?lab=modeling&exercise=M1`, { method });
      expect(status).toBe(405);
    }
    const hints = JSON.parse((await get("/api/lab?lab=modeling")).body).exercises[0].hints;
    expect(hints).toEqual([]);
  });

  test.each(["PUT", "DELETE", "OPTIONS", "PATCH"])("%s is not", async (method) => {
    expect((await get("/", { method })).status).toBe(405);
  });

  test("a POST to what can only be read is not", async () => {
    expect((await post("/api/labs", {})).status).toBe(405);
  });

  test("HEAD says what GET would, without the text", async () => {
    const head = await get("/page.js", { method: "HEAD" });
    const whole = await get("/page.js");
    expect(head.body).toBe("");
    expect(head.headers["content-length"]).toBe(whole.headers["content-length"]);
  });

  test("every answer forbids what it does not need", async () => {
    for (const path of ["/", "/page.js", "/worker.js", "/api/labs", "/nothing"]) {
      const { headers } = await get(path);
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
    const policy = (await get("/")).headers["content-security-policy"];
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  test("the page names no address but its own", async () => {
    for (const path of ["/", "/page.js", "/page.css", "/worker.js"]) {
      const { body } = await get(path);
      const addresses = [...body.matchAll(/https?:\/\/[\w.-]+/g)].map(([address]) => address);
      expect(addresses.filter((one) => !one.startsWith("http://www.w3.org"))).toEqual([]);
    }
  });

  test("the page is at most 60 kB, compressed", async () => {
    const parts = await Promise.all(["/", "/page.js", "/page.css"].map((path) => get(path)));
    const bytes = parts.reduce((sum, { body }) => sum + gzipSync(body).length, 0);
    expect(bytes).toBeLessThan(60_000);
  });
});

describe("bodies", () => {
  test.each(["[]", "3", '"x"', "null", "{", "\u0000"])("%j is refused", async (body) => {
    const headers = { origin: `http://127.0.0.1:${port()}`, "x-hpts-token": token };
    const answer = await get("/api/hint", { method: "POST", headers, body });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain("must be a JSON object");
  });

  test("one that is too large is refused before it is read", async () => {
    const answer = await post("/api/hint", { lab: "x".repeat(100_000) });
    expect(answer.status).toBe(413);
  });

  test("fields of another kind are refused, with their name", async () => {
    expect((await post("/api/hint", { lab: 3 })).body).toContain('\\"lab\\" must be a text, got 3');
    expect((await post("/api/hint", { lab: "modeling" })).body).toContain('\\"exercise\\"');
    expect((await post("/api/hint", { lab: "modeling", exercise: "Z9" })).body).toContain(
      'no exercise \\"Z9\\"',
    );
    expect((await post("/api/job/start", { lab: "modeling", kind: "constructor" })).status).toBe(
      404,
    );
  });
});

describe("files of the starter", () => {
  const editing = { VISUAL: process.execPath.replace(/[^/\\]+$/, "code"), PATH: "" };

  test("without an editor the page is told how to have one", async () => {
    const { status, body } = await post("/api/edit", {
      lab: "modeling",
      file: "starter/motion.ts",
    });
    expect(status).toBe(409);
    expect(body).toContain("VISUAL");
  });

  test("only a file of the starter is opened, by whatever way it is named", async () => {
    symlinkSync("/etc/passwd", join(bench.root, "labs/modeling/starter/link.ts"));
    const other = await startWorkbench({
      root: bench.root,
      diff: () => ({}),
      env: editing,
      port: 0,
    });
    try {
      const page = (await ask(other.port, "/")).body;
      const headers = {
        origin: `http://127.0.0.1:${other.port}`,
        "x-hpts-token": /content="([0-9a-f]{48})"/.exec(page)![1]!,
      };
      const files = [
        "starter/../lab.json",
        "../../package.json",
        "/etc/passwd",
        "starter/link.ts",
        "starter/missing.ts",
        "starter",
        "solution/motion.ts",
        "starter/motion.ts; touch x",
      ];
      for (const file of files) {
        const body = JSON.stringify({ lab: "modeling", file });
        const answer = await ask(other.port, "/api/edit", { method: "POST", headers, body });
        expect([file, answer.status]).toEqual([file, 404]);
      }
    } finally {
      await other.close();
    }
  });
});

describe("ports", () => {
  test("one that is in use is a mistake that names it", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port: used } = taken.address() as AddressInfo;
    try {
      const starting = startWorkbench({ root: bench.root, diff: () => ({}), port: used });
      await expect(starting).rejects.toThrow(`port ${used} is in use`);
    } finally {
      taken.close();
    }
  });

  test("without one, two workbenches run side by side", async () => {
    const options = { root: bench.root, diff: () => ({}) };
    const [one, two] = [await startWorkbench(options), await startWorkbench(options)];
    try {
      expect(one.port).not.toBe(two.port);
      expect((await ask(one.port, "/")).body).not.toBe((await ask(two.port, "/")).body);
    } finally {
      await one.close();
      await two.close();
    }
  });
});
