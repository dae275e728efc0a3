import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Profile, StatsBrowser, saveProfile } from "../../src/index.ts";
import { GOLDEN, profilesOf, withoutEngine } from "./golden-programs.ts";

let folder = "";
beforeAll(() => {
  vi.stubEnv("TZ", "UTC");
  folder = mkdtempSync(join(tmpdir(), "hpts-browser-"));
  save("prof.json", profilesOf("recursive"));
  save("other.json", profilesOf("small"));
  writeFileSync(join(folder, "broken.json"), "{");
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

function save(name: string, [profile]: readonly Profile[]): void {
  saveProfile(join(folder, name), profile!);
  utimesSync(join(folder, name), 0, 0);
}

/** What a session prints, each line that is typed left out, as in a pipe. */
function session(lines: readonly string[], isLoaded = true): string {
  let text = "";
  const browser = new StatsBrowser({ stream: { write: (part) => (text += part) }, cwd: folder });
  if (isLoaded) browser.execute("read prof.json");
  for (const line of lines) {
    text += browser.prompt;
    if (browser.execute(line)) return text;
  }
  text += browser.prompt;
  browser.execute("EOF");
  return text;
}

describe("a session in the browser", () => {
  test("prints what Python's prints, but for the words around it", () => {
    const { typed, text } = GOLDEN.session;

    const [, ...expected] = text.split("\n");
    expect(withoutEngine(session(typed)).trimEnd().split("\n")).toEqual(
      expected.join("\n").replace("Goodbye.\n", "").trimEnd().split("\n"),
    );
  });

  test("goes on after every mistake, and names it", () => {
    const answer = (line: string) => session([line]).split("\n")[0]?.replace("prof.json% ", "");

    expect(answer("nonsense")).toBe("nonsense is no command: help lists them");
    expect(answer("toString")).toBe("toString is no command: help lists them");
    expect(answer("read nothing.json")).toBe("nothing.json: no such file");
    expect(answer("read broken.json")).toMatch(/^broken.json: .*cut off/);
    expect(answer("add nothing.json")).toBe("nothing.json: no such file");
    expect(answer("sort c")).toBe('sort key "c": it could be calls, cumtime, cumulative');
    expect(answer("sort x")).toMatch(/^sort key "x": expected one of calls, ncalls/);
    expect(answer("stats 1.5")).toMatch(
      /^restriction 1.5: expected a number of functions, or a share/,
    );
    expect(answer("stats -1")).toMatch(/^restriction -1: expected/);
    expect(answer("help nonsense")).toBe("nonsense is no command: help lists them");
  });

  test("keeps what is loaded if another file cannot be read", () => {
    expect(session(["read broken.json", "stats evolve"])).toContain("prof.json% Thu Jan  1");
  });

  test("says so if nothing is loaded", () => {
    const texts = session(["stats", "sort", "add prof.json", "read", "", "reverse"], false);

    expect(texts.match(/^% No profile is loaded/gm)).toHaveLength(6);
  });

  test("lists commands and sort keys, and explains each command", () => {
    const text = session(["help", "? sort", "sort"]);

    expect(text).toContain("reverse           Turns the order round.\n");
    expect(text).toContain("sort [KEY]...\nSorts by these keys");
    expect(text).toContain("cumtime -- cumulative time\n");
  });

  test("is left by quit, at once", () => {
    expect(session(["quit", "stats"])).toBe("prof.json% ");
  });

  test("completes commands, sort keys and files", () => {
    const browser = new StatsBrowser({ stream: process.stdout, cwd: folder });

    expect(browser.complete("cal")).toEqual(["callees", "callers"]);
    expect(browser.complete("sort time cu")).toEqual(["cumtime", "cumulative"]);
    expect(browser.complete("help rev")).toEqual(["reverse"]);
    expect(browser.complete("stats ev")).toEqual([]);
    expect(browser.complete("read pr")).toEqual(["prof.json"]);
    expect(browser.complete("add no-such-folder/pr")).toEqual([]);
  });
});
