import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { toCallgrind } from "../../src/convert/export/callgrind.ts";
import { readProfile } from "../../src/convert/read.ts";
import { frameTotals, TreeBuilder } from "../../src/index.ts";
import { CWD, TAYLOR_SOURCE, taylorLines, taylorProfile } from "./taylor-profile.ts";
import { inFolder, run, testWith } from "./tools.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures");

describe("callgrind", () => {
  test("is written as the golden file", () => {
    const text = toCallgrind(taylorLines());

    const golden = readFileSync(join(FIXTURES, "callgrind/taylor.callgrind"), "utf8");
    expect(text).toBe(golden);
  });

  test("has lines that sum to the function's own cost when they were measured otherwise", () => {
    const profile = taylorLines();
    profile.lines?.selfUs.set([600, 10, 10]);

    const text = toCallgrind(profile);

    expect(text).toMatch(/fn=\(3\) factorial\n2 60000\n/);
    expect(text).toMatch(/fn=\(4\)\n4 10000\n6 10000\n7 10000\n/);
  });

  test("says that calls of samples are no calls", () => {
    const { calls: _, ...nodes } = taylorProfile().nodes;

    const text = toCallgrind({ ...taylorProfile({ engine: "sample" }), nodes });

    expect(text).toMatch(/desc: Calls: not counted/);
  });
});

describe("callgrind_annotate", () => {
  const check = testWith("callgrind_annotate", "valgrind");
  const numberAt = (text: string, pattern: RegExp): number =>
    Number(pattern.exec(text)?.[1]?.replaceAll(",", ""));

  check("reads it without a warning, with the totals of the profile and its source", async () => {
    await inFolder((dir) => {
      mkdirSync(join(dir, "src"));
      writeFileSync(join(dir, "taylor.ts"), TAYLOR_SOURCE);
      writeFileSync(join(dir, "out"), toCallgrind(taylorLines()));

      const { status, stdout, stderr } = run("callgrind_annotate", ["out"], dir);

      expect(stderr).toBe("");
      expect(stdout).not.toMatch(/warning|malformed/i);
      expect(status).toBe(0);
      expect(numberAt(stdout, /([\d,]+) \(100\.0%\) +PROGRAM TOTALS/)).toBe(100_000);
      expect(numberAt(stdout, /([\d,]+) \([\d. ]+%\) +taylor\.ts:factorial/)).toBe(60_000);
      expect(stdout).toMatch(/60,000 \([\d. ]+%\) +return n < 2/);
      expect(stdout).toMatch(/=> taylor\.ts:factorial \(3x\)/);
    });
  });

  check("gives own costs that sum to the total, with frames that nobody calls", async () => {
    await inFolder((dir) => {
      const tree = new TreeBuilder();
      const main = tree.node(0, tree.frame({ name: "main", file: `${CWD}/a.ts`, line: 1 }));
      const gc = tree.node(0, tree.frame({ name: "(garbage collector)", kind: "gc" }));
      tree.calls[main] = 1;
      tree.selfUs[main] = 60;
      tree.selfUs[gc] = 40;
      const { meta } = taylorProfile();
      writeFileSync(
        join(dir, "out"),
        toCallgrind({ meta, frames: tree.frames, nodes: tree.nodes() }),
      );

      const { stdout } = run("callgrind_annotate", ["--auto=no", "--threshold=100", "out"], dir);

      const own = [...stdout.matchAll(/^ *([\d,]+) \( *[\d.]+%\) +\S+:\S/gm)];
      const costs = own.map(([, cost]) => Number(cost?.replaceAll(",", "")));
      expect(costs).toEqual([60_000, 40_000]);
    });
  });

  check("gives each function's total once, with recursion", async () => {
    await inFolder((dir) => {
      const profile = readProfile(join(FIXTURES, "cpuprofile/node-20-taylor.cpuprofile"), {
        cwd: CWD,
      });
      writeFileSync(join(dir, "out"), toCallgrind(profile));

      const args = ["--inclusive=yes", "--auto=no", "--threshold=100", "out"];
      const { stdout, stderr } = run("callgrind_annotate", args, dir);

      expect(stderr).toBe("");
      const rows = [...stdout.matchAll(/^ *([\d,]+) \( *[\d.]+%\) +(\S+?):(.+?)(?: \[.*)?$/gm)];
      const names = rows.map(([, , file, name]) => `${file}:${name}`);
      expect(new Set(names).size).toBe(names.length);
      const { totalUs } = frameTotals(profile);
      const factorial = profile.frames.name.indexOf("factorial");
      const row = rows.find(([, , , name]) => name === "factorial");
      expect(Number(row?.[1]?.replaceAll(",", ""))).toBe(
        Math.round((totalUs[factorial] ?? 0) * 1000),
      );
    });
  });
});
