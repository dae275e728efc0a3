import { basename } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frameTotals, type Profile, profileData, Stats, TreeBuilder } from "../../src/index.ts";
import { taylorLines } from "../convert/taylor-profile.ts";
import { anyProfile } from "../model/arbitrary.ts";

const noSource = { readSource: () => undefined };

test("is plain data: JSON changes nothing of it", () => {
  fc.assert(
    fc.property(anyProfile, (profile) => {
      const data = profileData(profile, noSource);

      expect(JSON.parse(JSON.stringify(data))).toEqual(data);
    }),
  );
});

test("functions have the figures of every other report, recursion counted once", () => {
  const profile = taylorLines();
  const { functions } = profileData(profile);
  const table = new Stats(profile).getStatsProfile();

  const factorial = functions.name.indexOf("factorial");
  const reported = Object.values(table.funcProfiles).flat();

  expect(functions.label[factorial]).toMatch(/taylor\.ts:\d+\(factorial\)$/);
  expect(functions.totalUs[factorial]).toBe(
    frameTotals(profile).totalUs[profile.frames.name.indexOf("factorial")],
  );
  expect(reported.length).toBe(functions.name.length);
});

describe("of a small program", () => {
  function program(folder: string): Profile {
    const tree = new TreeBuilder();
    const file = `/home/me/${folder}/a.ts`;
    const main = tree.node(0, tree.frame({ name: "main", file, line: 1 }));
    const idle = tree.node(0, tree.frame({ name: "(idle)", kind: "idle" }));
    const twice = tree.frame({ name: "callback of map", file, line: 5 });
    const other = tree.frame({ name: "callback of map", file, line: 6 });
    const nodes = [tree.node(main, twice, 2), tree.node(main, twice, 3), tree.node(main, other, 3)];
    for (const [at, node] of nodes.entries()) {
      tree.selfUs[node] = 10 * (at + 1);
      tree.calls[node] = at + 1;
    }
    tree.selfUs[idle] = 500;
    return {
      meta: {
        engine: "exact",
        node: "20.0.0",
        command: [`${folder}/a.ts`],
        cwd: "/home/me",
        startedAt: "2026-01-01T00:00:00Z",
        wallUs: 600,
        notes: ["a note"],
      },
      frames: tree.frames,
      nodes: tree.nodes(["calls", "callLine"]),
      sources: { [file]: "one\ntwo\n", "/etc/passwd": "secret" },
    };
  }

  test("idle time is no function, and calls are known by their lines", () => {
    const data = profileData(program("before"), noSource);
    const { callLines } = data;

    expect(data.functions.name).toEqual(["main", "callback of map", "callback of map"]);
    expect(data.nodes.function).toEqual([-1, 0, -1, 1, 1, 2]);
    const rows = Array.from(callLines.line, (line, at) => [
      line,
      callLines.callee[at],
      callLines.calls[at],
      callLines.totalUs[at],
    ]);
    expect(rows).toEqual([
      [2, 1, 1, 10],
      [3, 1, 2, 20],
      [3, 2, 3, 30],
    ]);
  });

  test("functions are found in another profile, also where their file was renamed", () => {
    const [before, after] = [program("before"), program("after")];

    const found = profileData(before, { against: after, ...noSource }).functions.key;

    expect(found).toEqual(profileData(after, noSource).functions.key);
    expect(new Set(found).size).toBe(3);
    expect(found).not.toEqual(profileData(before, noSource).functions.key);
  });

  test("only texts of program files that the profile names go into it", () => {
    const profile = program("before");
    const named = {
      ...profile.frames,
      file: profile.frames.file.map((file) => file || "/etc/passwd"),
    };

    const { sources } = profileData({ ...profile, frames: named });

    expect(Object.keys(sources).map((file) => basename(file))).toEqual(["a.ts"]);
  });
});
