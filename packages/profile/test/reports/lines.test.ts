import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  hotLines,
  type LineUnit,
  lineTable,
  memoryTable,
  memoryTableText,
  type Profile,
  ProfileError,
  TreeBuilder,
} from "../../src/index.ts";
import { lastLineOf } from "../../src/reports/source-block.ts";
import { META } from "../stats/meta.ts";

/** Made by golden/make_lines.py. */
const GOLDEN = JSON.parse(
  readFileSync(join(import.meta.dirname, "..", "fixtures", "lines.json"), "utf8"),
) as {
  readonly sources: Record<string, string>;
  readonly timings: [file: string, line: number, name: string, rows: number[][]][];
  readonly memory: [file: string, lines: [number, [number, number, number] | null][]][];
  readonly lineTables: Record<LineUnit, string>;
  readonly memoryTable: string;
};

function profileOfTimings(): Profile {
  const tree = new TreeBuilder();
  const rows = GOLDEN.timings.flatMap(([file, line, name, of]) => {
    const frame = tree.frame({ file, line, name });
    return of.map(([at = 0, hits = 0, us = 0]) => ({ frame, at, hits, us }));
  });
  const lines = {
    frame: Int32Array.from(rows, ({ frame }) => frame),
    line: Int32Array.from(rows, ({ at }) => at),
    hits: Float64Array.from(rows, ({ hits }) => hits),
    selfUs: Float64Array.from(rows, ({ us }) => us / 2),
    totalUs: Float64Array.from(rows, ({ us }) => us),
  };
  const { sources } = GOLDEN;
  return { meta: META, frames: tree.frames, nodes: tree.nodes([]), lines, sources };
}

const withoutEngine = (text: string): string => text.replace(/^engine .*\n/m, "");

describe("the table of lines", () => {
  test.each(["us", "ms", "ns"] as const)("is the one of line_profiler, in %s", (unit) => {
    const text = lineTable(profileOfTimings(), { unit });

    expect(withoutEngine(text)).toBe(GOLDEN.lineTables[unit]);
  });

  test("shows the functions that are asked for", () => {
    const text = lineTable(profileOfTimings(), { function: "taylor" });

    expect(text).toContain("Function: taylor at line 14");
    expect(text).not.toContain("evolve");
  });

  test("says what it does not know", () => {
    const { lines, ...profile } = profileOfTimings();
    const { frame, line, selfUs } = lines as NonNullable<typeof lines>;
    const sampled = { ...profile, lines: { frame, line, selfUs } };

    const text = lineTable(sampled, { function: "taylor" });

    expect(text).toContain("without the calls it makes");
    expect(text).toContain("hits not counted");
    expect(text).toContain("    15                    0.2             100.0      return 1 + x\n");
  });

  test("is refused, in words, if there is nothing to show", () => {
    const { lines: _, ...profile } = profileOfTimings();

    expect(() => lineTable(profile)).toThrow("the profile holds no lines. hpts lines records them");
    expect(() => lineTable(profileOfTimings(), { function: "x" })).toThrow(
      "no lines of a function x, only of evolve, taylor, gone",
    );
    expect(() => memoryTable(profileOfTimings())).toThrow(ProfileError);
  });

  test("shows lines without text if the source is not there", () => {
    const { sources: _, ...profile } = profileOfTimings();

    const text = lineTable(profile, { function: "gone", readSource: () => undefined });

    expect(text).toContain("File: other.py (there is no such file: lines without their text)");
    expect(text).toContain("     1         3          0.0      0.0           \n");
  });
});

describe("the table of memory", () => {
  test("is the one of memory_profiler", () => {
    const mib = 2 ** 20;
    const blocks = GOLDEN.memory.map(([file, lines]) => {
      const [firstLine = 1] = lines[0] ?? [];
      const source = GOLDEN.sources[file]?.split("\n") ?? [];
      return {
        file,
        firstLine,
        source: source.slice(firstLine - 1, firstLine - 1 + lines.length),
        rows: lines.flatMap(([line, figures]) => {
          if (figures === null) return [];
          const [increment, used, occurrences] = figures;
          return [{ line, incrementBytes: increment * mib, usedBytes: used * mib, occurrences }];
        }),
      };
    });

    expect(memoryTableText(blocks)).toBe(GOLDEN.memoryTable);
  });

  test("shows the bytes that lines of a profile allocated", () => {
    const { lines, ...profile } = profileOfTimings();
    const bytes = Float64Array.from((lines as NonNullable<typeof lines>).line, (n) => n * 2 ** 20);

    const text = memoryTable({ ...profile, lines: { ...lines!, bytes } }, { function: "taylor" });

    expect(text).toContain("    15                  15.0 MiB           4       return 1 + x\n");
  });
});

describe("the hottest lines", () => {
  test("come with their text and their share of the program", () => {
    const [first, second, ...others] = hotLines(profileOfTimings(), 3);

    expect(first).toEqual({
      file: "simul.py",
      line: 6,
      name: "evolve",
      selfUs: 2_000_000,
      share: expect.closeTo(0.75, 2),
      hits: 1000,
      text: "norm = math.sqrt(p.x ** 2 + p.y ** 2)",
    });
    expect(second?.line).toBe(8);
    expect(others).toHaveLength(1);
  });

  test("are none where lines are not known", () => {
    const { lines: _, ...profile } = profileOfTimings();

    expect(hotLines(profile, 3)).toEqual([]);
  });
});

describe("where a function ends", () => {
  const lines = [
    "class A {",
    "  f(x) {",
    "    if (x) {",
    "      g();",
    "    }",
    "",
    "    return 1;",
    "  }",
    "",
    "  h = () => 3;",
    "}",
    "const k = (x) =>",
    "  x + 1;",
    "const l = 3;",
  ];

  test.each([
    ["at its closing bracket", 2, 4, 8],
    ["at its closing bracket, if that is all that follows", 2, 7, 8],
    ["on the line on which it begins", 10, 10, 10],
    ["on the last line that ran, if there is no bracket", 12, 13, 13],
  ])("%s", (_, first, last, end) => {
    expect(lastLineOf(lines, first, last)).toBe(end);
  });
});
