/** `hpts convert` and `hpts open` as a user calls them; what they write is tested in packages/profile. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { printProfile, TreeBuilder } from "@hpts/profile";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  HPTS_COMMAND,
  type Outcome,
  Running,
  runHpts,
  startProcess,
  unwrapped,
} from "./support/run.ts";

const USAGE = 2;
const ENVIRONMENT = 3;
const INTERRUPTED = 130;
let cwd = "";

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "hpts-convert-"));
  const tree = new TreeBuilder();
  const main = tree.node(0, tree.frame({ name: "main", file: join(cwd, "a.ts"), line: 3 }));
  tree.calls[main] = 2;
  tree.selfUs[main] = 1500;
  const meta = {
    engine: "exact",
    node: "20.0.0",
    command: ["a.ts"],
    cwd,
    startedAt: "2026-01-01T00:00:00Z",
    wallUs: 1500,
    notes: [],
  } as const;
  const text = printProfile({ meta, frames: tree.frames, nodes: tree.nodes() });
  writeFileSync(join(cwd, "prof.json"), text);
  writeFileSync(join(cwd, "memory.dat"), 'HPTS memory 1 {"intervalMs":50}\nMEM 9 1\n');
  writeFileSync(join(cwd, "cut.json"), text.slice(0, 100));
  mkdirSync(join(cwd, "bin"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

/** Where pnpm starts a test, it says where all packages are: a user's shell does not. */
const PLAIN = { NODE_PATH: "" };
const hpts = (line: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> =>
  runHpts(line.split(" "), { cwd, env: { ...PLAIN, ...env } });

describe("hpts convert", { concurrent: true }, () => {
  test("writes the format that the name says", async () => {
    const { code, stdout, stderr } = await hpts("convert prof.json -o prof.calltree");

    expect([code, stdout, stderr]).toEqual([0, "", "prof.calltree written (callgrind)\n"]);
    expect(readFileSync(join(cwd, "prof.calltree"), "utf8")).toMatch(/^totals: 1500000$/m);
  });

  test("takes its input as pyprof2calltree does, and writes to stdout", async () => {
    const { code, stdout } = await hpts("convert -i prof.json -f collapsed -o -");

    expect([code, stdout]).toEqual([0, "main (a.ts:3) 1500\n"]);
  });

  test.each([
    ["convert", "say which profile: hpts convert prof.json -f md"],
    [
      "convert prof.json",
      "say which format: -f callgrind, or -o with a suffix as in prof.callgrind",
    ],
    ["convert prof.json -f kgrind", "there is no format kgrind; there are callgrind, cpuprofile,"],
    ["convert prof.json -o prof", "the name prof does not say which format it is to have; say -f"],
    ["convert prof.json -o prof.json", "prof.json would be overwritten; give -o another name"],
    ["convert prof.json -o nowhere/a.md", "cannot write nowhere/a.md: there is no such folder"],
    ["convert prof.json -i prof.json -f md", "there are two profiles"],
    ["convert prof.json -f md -k", "-k opens callgrind files, and -f says md"],
    ["convert none.json -f md", "cannot read none.json: there is no such file"],
    ["convert cut.json -f md", "cut.json cannot be read as a profile: the text is cut off"],
  ])("%s is a mistake and said in one line", async (line, message) => {
    const { code, stdout, stderr } = await hpts(line);

    expect([code, stdout]).toEqual([USAGE, ""]);
    expect(unwrapped(stderr)).toContain(message);
    expect(stderr).not.toMatch(/ {4}at /);
  });

  test("says how to get KCachegrind where it is missing", async () => {
    const { code, stderr } = await hpts("convert prof.json -k", {
      PATH: join(cwd, "bin"),
      DISPLAY: ":0",
    });

    expect(code).toBe(ENVIRONMENT);
    expect(unwrapped(stderr)).toContain(
      "KCachegrind is missing. Install it (Debian: apt-get install",
    );
  });
});

test.runIf(process.platform === "linux")(
  "-k without a display is said in one sentence",
  async () => {
    const { code, stdout, stderr } = await hpts("convert prof.json -k", {
      DISPLAY: "",
      WAYLAND_DISPLAY: "",
    });

    expect([code, stdout]).toEqual([ENVIRONMENT, ""]);
    expect(unwrapped(stderr)).toBe(
      "hpts: KCachegrind needs a display, and there is none here. Leave -k out and open the file elsewhere\n",
    );
  },
);

describe("hpts open", () => {
  async function served(...options: string[]): Promise<{ open: Running; url: string }> {
    const open = new Running(
      startProcess([...HPTS_COMMAND, "open", ...options, "--no-browser"], "ignore", {
        cwd,
        env: PLAIN,
      }),
    );
    const address = await open.waitFor("\n");
    return { open, url: address.trim() };
  }

  test("serves the views until Ctrl+C, and speedscope behind a link", async () => {
    const { open, url } = await served("prof.json");

    const page = await (await fetch(url)).text();
    const [link = ""] = /\/speedscope\/#profileURL=[^"]+/.exec(unpacked(page)) ?? [];
    const speedscope = await fetch(new URL(link, url));
    const profile = await fetch(new URL("/profile.speedscope.json", url));
    open.child.kill("SIGINT");

    expect(page).toContain("<title>prof.json</title>");
    expect([speedscope.status, profile.status]).toEqual([200, 200]);
    expect(await speedscope.text()).toContain("speedscope");
    expect((await open.ended).code).toBe(INTERRUPTED);
  });

  test("serves speedscope alone, if that is the viewer", async () => {
    const { open, url } = await served("prof.json", "--viewer", "speedscope");

    const { status } = await fetch(new URL("/profile.speedscope.json", url));
    open.child.kill("SIGINT");

    expect(url).toContain("title=prof.json");
    expect(status).toBe(200);
    expect((await open.ended).code).toBe(INTERRUPTED);
  });

  test.each([
    ["open prof.json --html prof.html", /"name":\["main"/],
    [
      "open prof.json prof.json --html prof.html",
      /"title":"prof\.json against prof\.json".*"other":/,
    ],
  ])("%s writes one page, with everything in it", async (line, content) => {
    const { code, stderr } = await hpts(line);
    const page = readFileSync(join(cwd, "prof.html"), "utf8");

    expect([code, stderr]).toEqual([0, "prof.html written: open it in a browser\n"]);
    expect(page).toContain("default-src 'none'");
    expect(unpacked(page)).toMatch(content);
  });

  test("writes speedscope as one page", async () => {
    const { code } = await hpts("open prof.json --viewer speedscope --html prof.html");

    expect(code).toBe(0);
    expect(readFileSync(join(cwd, "prof.html"), "utf8")).toContain("loadFileFromBase64");
  });

  test.each([
    ["open prof.json --viewer x", "--viewer must be hpts or speedscope, got x"],
    ["open prof.json prof.json --viewer speedscope", "speedscope shows one profile, got two"],
    ["open none.json", "cannot read none.json: there is no such file"],
    ["open prof.json none.json", "cannot read none.json: there is no such file"],
    ["open prof.json --memory none.dat", "cannot read none.dat: "],
    ["open prof.json --memory prof.json", "prof.json is no file of hpts memory run"],
    [
      "open memory.dat",
      "memory.dat is memory over time, and no profile: hpts memory plot memory.dat",
    ],
    ["open prof.json --html nowhere/x.html", "cannot write nowhere/x.html: "],
  ])("%s is a mistake and said in one line", async (line, message) => {
    const { code, stdout, stderr } = await hpts(line);

    expect([code, stdout]).toEqual([USAGE, ""]);
    expect(unwrapped(stderr)).toContain(message);
    expect(stderr).not.toMatch(/ {4}at /);
  });
});

/** What a page of ours shows: JSON, compressed. */
function unpacked(page: string): string {
  const [, packed = ""] = /id="profile-data">([^<]+)</.exec(page) ?? [];
  return gunzipSync(Buffer.from(packed, "base64")).toString();
}
