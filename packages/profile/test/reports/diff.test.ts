import { describe, expect, test } from "vitest";
import {
  diffProfiles,
  diffText,
  type FunctionDiff,
  type Meta,
  type Profile,
  ProfileError,
  TreeBuilder,
} from "../../src/index.ts";
import { META } from "../stats/meta.ts";

type Row = [name: string, line: number, selfMs: number, calls: number];

/** Functions that lie side by side, in one file. */
function run(rows: readonly Row[], file = "/home/simul.ts", meta: Partial<Meta> = {}): Profile {
  const tree = new TreeBuilder();
  for (const [name, line, selfMs, calls] of rows) {
    const node = tree.node(0, tree.frame({ name, file, line }));
    tree.selfUs[node] = selfMs * 1000;
    tree.calls[node] = calls;
  }
  const all = { ...META, cwd: "/home", ...meta };
  const isCounted = all.engine !== "sample";
  return { meta: all, frames: tree.frames, nodes: tree.nodes(isCounted ? ["calls"] : []) };
}

const functionsOf = (before: Profile[], after: Profile[]): Record<string, FunctionDiff> =>
  Object.fromEntries(diffProfiles(before, after).functions.map((one) => [one.name, one]));

describe("a diff", () => {
  test("puts what changed most first, however the lines moved", () => {
    const before = run([
      ["f", 1, 10, 1],
      ["g", 5, 100, 7],
      ["h", 9, 50, 2],
    ]);
    const after = run([
      ["f", 3, 15, 1],
      ["g", 50, 20, 7],
      ["h", 99, 50, 2],
    ]);

    const { functions } = diffProfiles([before], [after]);

    expect(functions.map(({ name, line, status }) => [name, line, status])).toEqual([
      ["g", 50, "both"],
      ["f", 3, "both"],
      ["h", 99, "both"],
    ]);
    expect(functions[0]?.self).toMatchObject({ change: -80_000, ratio: 0.2 });
  });

  test("finds functions that are new or gone", () => {
    const found = functionsOf([run([["old", 1, 1, 1]])], [run([["young", 1, 2, 3]])]);

    expect(found["old"]).toMatchObject({ status: "gone", calls: { before: [1], after: [0] } });
    expect(found["young"]).toMatchObject({ status: "new", self: { change: 2000 } });
    expect(found["young"]?.self).not.toHaveProperty("ratio");
  });

  test("compares calls exactly, and not at all if a side did not count them", () => {
    const counted = run([["f", 1, 1, 188_000]]);
    const sampled = run([["f", 1, 1, 0]], "/home/simul.ts", { engine: "sample" });

    expect(functionsOf([counted], [counted])["f"]?.calls).toEqual({
      before: [188_000],
      after: [188_000],
    });
    expect(functionsOf([counted], [sampled])["f"]).not.toHaveProperty("calls");
  });

  test("takes the callbacks of one name in a file together", () => {
    const before = run([
      ["callback of map", 1, 1, 1],
      ["callback of map", 2, 2, 2],
    ]);
    const after = run([["callback of map", 7, 4, 3]]);

    const { functions } = diffProfiles([before], [after]);

    expect(functions).toHaveLength(1);
    expect(functions[0]).toMatchObject({ self: { change: 1000 }, calls: { before: [3] } });
  });

  test.each([
    ["clear if the runs lie apart", [100, 104, 102], [60, 61, 63], true],
    ["not clear if they overlap", [100, 120, 110], [90, 105, 95], false],
    ["not clear if the runs differ by more", [100, 140, 120], [90, 99, 80], false],
  ])("calls a change %s", (_, before, after, isClear) => {
    const side = (times: number[]) => times.map((ms) => run([["f", 1, ms, 1]]));

    expect(functionsOf(side(before), side(after))["f"]?.self.isClear).toBe(isClear);
  });

  test("does not judge a single run", () => {
    const one = run([["f", 1, 1, 1]]);
    const { total, notes } = diffProfiles([one], [run([["f", 1, 2, 1]])]);

    expect(total).not.toHaveProperty("isClear");
    expect(notes).toEqual([expect.stringContaining("A single run says nothing of chance")]);
  });

  test("matches files of one name in different folders, and the programs that were run", () => {
    const slow = run([["f", 1, 2, 1]], "/home/starter/evolve.ts", { command: ["slow.ts"] });
    const fast = run([["f", 1, 1, 1]], "/home/solution/evolve.ts", { command: ["fast.ts"] });
    const [a, b] = [run([["g", 1, 2, 1]], "/home/slow.ts"), run([["g", 1, 1, 1]], "/home/fast.ts")];
    const named = (profile: Profile, command: string) => ({
      ...profile,
      meta: { ...profile.meta, command: [command] },
    });

    expect(functionsOf([slow], [fast])["f"]?.status).toBe("both");
    expect(functionsOf([a], [b])["g"]).toBeDefined();
    expect(diffProfiles([named(a, "slow.ts")], [named(b, "fast.ts")]).notes).toContain(
      "slow.ts is compared with fast.ts.",
    );
  });

  test("warns if engines or versions of Node differ", () => {
    const clock = run([["f", 1, 1, 1]], "/home/simul.ts", { engine: "clock", node: "24.0.0" });

    const { notes } = diffProfiles([run([["f", 1, 1, 1]])], [clock]);

    expect(notes.join(" ")).toMatch(
      /Engines differ \(exact, clock\).*Node differs: 20.0.0, 24.0.0/,
    );
  });

  test("is refused for time against memory, and for no profile", () => {
    const heap = run([["f", 1, 1, 1]], "/home/simul.ts", { unit: "bytes" });

    expect(() => diffProfiles([heap], [run([])])).toThrow(ProfileError);
    expect(() => diffProfiles([], [heap])).toThrow("expected a profile before, got none");
  });
});

describe("a diff as text", () => {
  test("shows both sides, the change, and calls", () => {
    const before = [100, 102, 101].map((ms) =>
      run([
        ["evolve", 24, ms, 1],
        ["factorial", 3, 500, 188_000],
        ["same", 2, 1, 1],
      ]),
    );
    const after = [101, 103, 102].map((ms, i) =>
      run([
        ["evolve", 24, ms, 1],
        ["factorial", 9, 10 + i, 1500],
        ["same", 2, 1, 1],
      ]),
    );

    expect(diffText(diffProfiles(before, after)).split("\n")).toEqual([
      "Time: 602 ms ±0.2 % before, 115 ms ±2.6 % after: 5.23 times as fast",
      "",
      "       before          after   change                  calls  function",
      "       500 ms   11 ms ±9.1 %  -489 ms   -98 %  188000 → 1500  simul.ts:9(factorial)",
      "101 ms ±1.0 %  102 ms ±1.0 %  ~ +1 ms  +1.0 %              1  simul.ts:24(evolve)",
      "",
      "1 of 3 functions did not change. ~ = within the spread of the runs.",
      "",
    ]);
  });

  test("shows no more than is asked for, and says how much more there is", () => {
    const side = (factor: number) => [
      run(Array.from({ length: 30 }, (_, i): Row => [`f${i}`, i, i * factor, 1])),
    ];

    const text = diffText(diffProfiles(side(1), side(2)), { top: 3 });

    expect(text.match(/simul\.ts/g)).toHaveLength(3);
    expect(text).toContain("26 more changed; 1 of 30 functions did not change.");
  });
});
