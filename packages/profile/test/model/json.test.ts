import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Profile,
  ProfileError,
  parseProfile,
  printProfile,
  TreeBuilder,
} from "../../src/index.ts";
import { anyProfile } from "./arbitrary.ts";

const MINI = printProfile(mini());

function mini(): Profile {
  const tree = new TreeBuilder();
  const main = tree.node(0, tree.frame({ name: "main", file: "/home/a.ts", line: 1, column: 1 }));
  tree.selfUs[main] = 0.1 + 0.2;
  tree.calls[main] = 1;
  return {
    meta: {
      engine: "exact",
      node: "20.0.0",
      command: ["a.ts"],
      cwd: "/home",
      startedAt: "2026-01-01T00:00:00Z",
      wallUs: 1,
      notes: [],
    },
    frames: tree.frames,
    nodes: tree.nodes(),
  };
}

/** What parseProfile says of the text. */
function refusal(text: string): string {
  try {
    parseProfile(text, "prof.json");
  } catch (error) {
    if (error instanceof ProfileError && error.code === "HPTS_PROFILE_FILE") return error.message;
    throw error;
  }
  return "(read)";
}

/** MINI with one place changed. */
function changed(change: (data: never) => void): string {
  const data = JSON.parse(MINI);
  change(data as never);
  return JSON.stringify(data);
}

describe("a profile as JSON", () => {
  test("is read as it was written", () => {
    fc.assert(
      fc.property(anyProfile, (profile) => {
        expect(parseProfile(printProfile(profile), "x")).toEqual(profile);
      }),
    );
  });

  test("keeps fields of meta that it does not know, and leaves out unknown columns", () => {
    const text = changed((data: { meta: object; nodes: object }) => {
      Object.assign(data.meta, { later: 1 });
      Object.assign(data.nodes, { later: [1, 2] });
    });

    const read = parseProfile(text, "x");

    expect(read.meta).toHaveProperty("later", 1);
    expect(read.nodes).not.toHaveProperty("later");
  });

  test("has a column on a line, so that tools for text can work on it", () => {
    expect(MINI.split("\n")).toContain('"selfUs":[0,0.30000000000000004],');
  });
});

describe("a file that is no profile", () => {
  test.each([
    ["", /empty file/],
    ["  \n", /empty file/],
    [MINI.slice(0, 200), /cut off/],
    ["hello", /no JSON/],
    ["[1]", /got JSON that is a list/],
    ["{}", /another kind of JSON/],
    ['{"nodes":[],"timeDeltas":[]}', /a .cpuprofile of V8/],
    ['{"head":{},"samples":[]}', /a .heapprofile of V8/],
    ['{"format":"hpts-profile","version":2}', /expected version 1 of the format, got 2/],
    ['{"format":"hpts-profile","version":1}', /expected a table "frames", got nothing/],
  ])("%j", (text, message) => {
    expect(refusal(text)).toMatch(message);
    expect(refusal(text)).toMatch(/^prof\.json: /);
  });

  test.each<[string, (data: never) => void, RegExp]>([
    ["a column is shorter", (d: Raw) => d.nodes.selfUs.pop(), /nodes.selfUs: expected 2 entries/],
    ["a column is missing", (d: Raw) => delete d.nodes.parent, /nodes.parent: is missing/],
    [
      "a parent comes later",
      (d: Raw) => (d.nodes.parent[1] = 1),
      /nodes.parent\[1\]: expected an index/,
    ],
    [
      "the root has a parent",
      (d: Raw) => (d.nodes.parent[0] = 0),
      /nodes.parent\[0\]: expected -1/,
    ],
    ["node 0 is no root", (d: Raw) => (d.nodes.frame[0] = 1), /expected frame 0, of kind root/],
    [
      "a time is negative",
      (d: Raw) => (d.nodes.selfUs[1] = -1),
      /nodes.selfUs\[1\]: expected 0 or more, got -1/,
    ],
    [
      "a time is text",
      (d: Raw) => (d.nodes.selfUs[1] = "1"),
      /nodes.selfUs\[1\]: expected a number, got "1"/,
    ],
    ["a time is no number", (d: Raw) => (d.nodes.selfUs[1] = null), /expected a number, got null/],
    [
      "a line is a fraction",
      (d: Raw) => (d.frames.line[1] = 1.5),
      /expected a 32-bit integer, got 1.5/,
    ],
    [
      "a kind is unknown",
      (d: Raw) => (d.frames.kind[1] = 77),
      /frames.kind\[1\]: expected an index below 6/,
    ],
    [
      "a frame is unknown",
      (d: Raw) => (d.nodes.frame[1] = 2),
      /nodes.frame\[1\]: expected an index below 2/,
    ],
    [
      "there is no node",
      (d: Raw) => (d.nodes = { frame: [], parent: [], selfUs: [] }),
      /a root at least/,
    ],
    ["a table is a list", (d: Raw) => (d.nodes = []), /expected a table "nodes", got a list/],
    ["a table is text", (d: Raw) => (d.frames = "x"), /expected a table "frames", got "x"/],
    ["meta is missing", (d: Raw) => delete d.meta, /expected an object "meta"/],
    ["meta is wrong", (d: Raw) => (d.meta.wallUs = -1), /meta.wallUs: got -1/],
    ["a unit is unknown", (d: Raw) => (d.meta.unit = "h"), /meta.unit: expected one of us, bytes/],
    ["a source is no text", (d: Raw) => (d.sources = { a: 1 }), /sources: expected the text/],
  ])("is refused when %s", (_, change, message) => {
    expect(refusal(changed(change))).toMatch(message);
  });

  test("gives a clear error or a profile, however it is damaged", () => {
    const damage = fc.tuple(fc.nat(MINI.length), fc.nat(20), fc.string({ maxLength: 8 }));
    fc.assert(
      fc.property(damage, ([at, length, text]) => {
        expect(refusal(MINI.slice(0, at) + text + MINI.slice(at + length))).not.toBe("");
      }),
      { numRuns: 500 },
    );
  });

  test("gives a clear error or a profile, whatever stands in a place", () => {
    const place = fc.constantFrom(
      "format",
      "version",
      "meta",
      "frames",
      "nodes",
      "lines",
      "sources",
    );
    fc.assert(
      fc.property(place, fc.jsonValue(), (name, value) => {
        const text = changed((data: Record<string, unknown>) => {
          data[name] = value;
        });
        expect(refusal(text)).not.toBe("");
      }),
    );
  });
});

// biome-ignore lint/suspicious/noExplicitAny: tests damage it anywhere
type Raw = any;
