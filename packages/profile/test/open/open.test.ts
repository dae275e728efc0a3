import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import {
  browserCommand,
  convertProfile,
  openKcachegrind,
  ProfileError,
  servePage,
  serveSpeedscope,
  speedscopeLink,
  speedscopePage,
} from "../../src/index.ts";
import { taylorLines } from "../convert/taylor-profile.ts";
import { inFolder } from "../convert/tools.ts";
import { Chromium, chromiumProgram } from "./chromium.ts";

const SPEEDSCOPE = String(convertProfile(taylorLines(), "speedscope"));

interface Answer {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

/** Not with fetch, which would tidy the path up. */
function get(url: string, path: string, headers = {}, method = "GET"): Promise<Answer> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, headers, method }, (response) => {
      let body = "";
      response.setEncoding("latin1").on("data", (piece) => {
        body += piece;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode, type: response.headers["content-type"], body }),
      );
    });
    asked.on("error", reject).end();
  });
}

describe("the server", () => {
  test("gives speedscope's page, its files and the profile, and nothing else", async () => {
    const { url, close } = await serveSpeedscope(SPEEDSCOPE, "prof.json");

    try {
      expect(url).toMatch(
        /^http:\/\/127\.0\.0\.1:\d+\/#profileURL=%2Fprofile\.speedscope\.json&title=prof\.json$/,
      );
      const page = await get(url, "/");
      expect([page.status, page.type]).toEqual([200, "text/html; charset=utf-8"]);
      const [, script] = /<script src="([^"]+)"/.exec(page.body) ?? [];
      expect((await get(url, `/${script}`)).status).toBe(200);
      expect((await get(url, "/profile.speedscope.json")).body).toBe(SPEEDSCOPE);
      for (const path of [
        "/../package.json",
        "/..%2fpackage.json",
        "/%2e%2e/package.json",
        "//etc/passwd",
        "/etc/passwd",
        "/.",
        "/constructor",
        "/index.html/",
        "/\\..\\package.json",
      ]) {
        expect([path, (await get(url, path)).status]).toEqual([path, 404]);
      }
    } finally {
      await close();
    }
  });

  test("gives a page of ours, with speedscope in a folder below", async () => {
    const { url, close } = await servePage("<p>ours</p>", () => SPEEDSCOPE);

    try {
      expect((await get(url, "/")).body).toBe("<p>ours</p>");
      const { pathname } = new URL(speedscopeLink("prof.json"), url);
      const page = await get(url, pathname);
      const [, script] = /<script src="([^"]+)"/.exec(page.body) ?? [];
      expect((await get(url, `${pathname}${script}`)).status).toBe(200);
      expect((await get(url, "/profile.speedscope.json")).body).toBe(SPEEDSCOPE);
      for (const path of ["/index.html", "/speedscope", "/speedscope/../package.json", "//x"]) {
        expect([path, (await get(url, path)).status]).toEqual([path, 404]);
      }
      expect((await get(url, "/", { host: "evil.example" })).status).toBe(403);
    } finally {
      await close();
    }
  });

  test("refuses other methods, and pages that took another name for this address", async () => {
    const { url, close } = await serveSpeedscope(SPEEDSCOPE, "prof.json");

    try {
      expect((await get(url, "/", {}, "POST")).status).toBe(405);
      expect((await get(url, "/", { host: "evil.example" })).status).toBe(403);
    } finally {
      await close();
    }
  });
});

test("the browser is opened in the way of each system", () => {
  const url = "http://127.0.0.1:1/#a=b&c=d";

  expect(browserCommand(url, "linux")).toEqual(["xdg-open", [url]]);
  expect(browserCommand(url, "darwin")).toEqual(["open", [url]]);
  expect(browserCommand(url, "win32")[1].at(-1)).toBe("http://127.0.0.1:1/#a=b^&c=d");
});

test("KCachegrind that is missing is said to be, with how to get it", async () => {
  const opening = openKcachegrind("x.callgrind", { PATH: "/nowhere", DISPLAY: ":0" });

  await expect(opening).rejects.toThrow(ProfileError);
  await expect(opening).rejects.toThrow(
    /KCachegrind is missing\. Install it \(Debian: apt-get install/,
  );
});

describe("Chromium", () => {
  const program = chromiumProgram();
  const check = program === undefined ? test.skip : test;

  check("shows a served profile, and asks for nothing outside of this machine", async () => {
    const { url, close } = await serveSpeedscope(SPEEDSCOPE, "taylor & <co>.json");
    const browser = await Chromium.start(program as string);

    try {
      await browser.goTo(url);
      await browser.untilTitle(/^taylor.* - speedscope$/);

      const foreign = browser.requests.filter((asked) => !asked.startsWith(new URL(url).origin));
      expect(foreign.filter((asked) => !/^(data|blob|about|chrome)/.test(asked))).toEqual([]);
      expect((await browser.screenshot()).length).toBeGreaterThan(5000);
    } finally {
      await browser.close();
      await close();
    }
  });

  check("shows a page that is one file, from the disk", async () => {
    await inFolder(async (dir) => {
      const file = join(dir, "prof.html");
      writeFileSync(file, speedscopePage(SPEEDSCOPE, "taylor & </script><b>.json"));
      const browser = await Chromium.start(program as string);

      try {
        await browser.goTo(pathToFileURL(file).href);
        await browser.untilTitle(/^taylor.* - speedscope$/);

        expect(browser.requests.filter((asked) => /^https?:/.test(asked))).toEqual([]);
      } finally {
        await browser.close();
      }
    });
  });
});
