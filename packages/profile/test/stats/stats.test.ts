/** What pstats does not tell: engines that know less, waits, idle time, mistakes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  FRAME_KINDS,
  frameTotals,
  type Meta,
  type Profile,
  ProfileError,
  Stats,
  TreeBuilder,
} from "../../src/index.ts";
import { functionTable } from "../../src/stats/function-table.ts";
import { fixed, fixed3, general, quoted } from "../../src/stats/number-text.ts";
import { anyProfile } from "../model/arbitrary.ts";
import { META } from "./meta.ts";

type Column = "calls" | "waitUs";

function sample(meta: Partial<Meta> = {}, columns: readonly Column[] = ["calls"]): Profile {
  const tree = new TreeBuilder();
  const main = tree.node(0, tree.frame({ name: "main", file: "/home/a.ts", line: 1 }));
  const load = tree.node(main, tree.frame({ name: "load", file: "/home/lib/b.ts", line: 2 }));
  const read = tree.node(load, tree.frame({ name: "readFileSync", file: "node:fs", line: 440 }));
  const idle = tree.node(0, tree.frame({ name: "(idle)", kind: "idle" }));
  const gc = tree.node(0, tree.frame({ name: "(garbage collector)", kind: "gc" }));
  for (const [node, us] of [
    [main, 1e6],
    [load, 2e6],
    [read, 0],
    [idle, 5e6],
    [gc, 62_500],
  ] as const) {
    tree.selfUs[node] = us;
    tree.calls[node] = us > 0 ? 1 : 0;
  }
  tree.waitUs[load] = 3e6;
  const nodes = tree.nodes(columns);
  return { meta: { ...META, cwd: "/home", ...meta }, frames: tree.frames, nodes };
}

const lines = (text: string): string[] => text.split("\n");

describe("a report", () => {
  test("leaves idle time out and says so, unless it is asked for", () => {
    const quiet = new Stats(sample()).statsText();
    const all = new Stats(sample(), { withIdle: true }).statsText();

    expect(quiet).toContain("engine exact: calls counted; 5 s idle left out\n");
    expect(quiet).not.toContain("{idle}");
    expect(all).toContain("        -    5.000             5.000          {idle}\n");
    expect(all).not.toContain("left out");
  });

  test("tells rate, calibration, threads, runs and notes in its head", () => {
    const meta = {
      samples: 9612,
      calibrationNsPerCall: 3.4,
      threads: 3,
      runs: 2,
      notes: ["One core only: quantised."],
    };

    expect(lines(new Stats(sample(meta)).statsText()).slice(1, 4)).toEqual([
      "         engine exact: calls counted; time from 9612 samples at 9.61 kHz;",
      "         3.4 ns a call taken off; 5 s idle left out; 3 threads; 2 profiles added",
      "         One core only: quantised.",
    ]);
  });

  test("says what {program} is where it is much", () => {
    const tree = new TreeBuilder();
    const program = tree.node(0, tree.frame({ name: "(program)", kind: "program" }));
    const main = tree.node(0, tree.frame({ name: "main", file: "/home/a.ts", line: 1 }));
    const text = (programUs: number): string => {
      tree.selfUs[program] = programUs;
      tree.selfUs[main] = 100 - programUs;
      return new Stats({ meta: META, frames: tree.frames, nodes: tree.nodes([]) }).statsText();
    };

    expect(text(21)).toContain("\n         {program}: V8 itself, starting up and compiling\n");
    expect(text(20)).not.toContain("{program}: ");
  });

  test("shows - for calls that were not counted, and no percall", () => {
    const text = new Stats(sample({ engine: "sample", samples: 31 }, []))
      .sortStats("time")
      .statsText();

    expect(lines(text)[0]).toBe("         31 samples in 3.062 seconds");
    expect(lines(text)[7]).toBe("        -    2.000             2.000          lib/b.ts:2(load)");
  });

  test("shows no callers' calls and no second percall if calls are known by function only", () => {
    const { frames, nodes, meta } = sample({ engine: "count" }, []);
    const calls = Float64Array.from(frames.name, (_, i) => i * 10);
    const stats = new Stats({ meta, nodes, frames: { ...frames, calls } }).sortStats("calls");

    expect(stats.statsText("load")).toContain(
      "       20    2.000    0.100    2.000          lib/b.ts:2(load)",
    );
    expect(stats.callersText("load")).toContain("<-       -    2.000    2.000  a.ts:1(main)");
    expect(stats.statsText()).toContain("calls counted, callers sampled");
  });

  test("has a column for waiting where something waited", () => {
    const text = new Stats(sample({}, ["calls", "waitUs"])).statsText();

    expect(text).toContain("  cumtime  percall     wait filename:lineno(function)\n");
    expect(text).toContain("    2.000    2.000    3.000 lib/b.ts:2(load)\n");
  });

  test("leaves percall blank for what was never called", () => {
    expect(new Stats(sample()).statsText("readFile")).toContain(
      "        0    0.000             0.000          node:fs:440(readFileSync)\n",
    );
  });

  test("shows files below the program's folder relative to it", () => {
    const labels = new Stats(sample())
      .sortStats("name")
      .functions()
      .map(({ label }) => label);

    expect(labels).toEqual([
      "{garbage collector}",
      "lib/b.ts:2(load)",
      "a.ts:1(main)",
      "node:fs:440(readFileSync)",
    ]);
  });

  test("has MiB and not seconds for a profile of the heap", () => {
    const text = new Stats(sample({ unit: "bytes" })).statsText();

    expect(text).toContain("function calls in 2.921 MiB\n");
    expect(text).toContain("   ncalls  selfMiB  percall   cumMiB  percall filename");
  });
});

describe("Stats", () => {
  test("refuses keys and restrictions that make no sense, and lists what they could be", () => {
    const stats = new Stats(sample());

    expect(() => stats.sortStats("c")).toThrow("it could be calls, cumtime, cumulative");
    expect(() => stats.sortStats("")).toThrow(/expected one of calls, /);
    expect(() => stats.printStats(1.5)).toThrow(ProfileError);
    expect(() => stats.printStats(-1)).toThrow("restriction -1: expected a number of functions");
    expect(() => stats.printStats(Number.NaN)).toThrow(ProfileError);
    expect(() => new Stats([])).toThrow("expected a profile or file, got none");
    expect(() => new Stats("/no/such/file")).toThrow("no such file");
  });

  test("takes abbreviations of several keys if they mean the same", () => {
    const byCumulative = new Stats(sample()).sortStats("cum").statsText();

    expect(byCumulative).toContain("Ordered by: cumulative time\n");
  });

  test("takes patterns as RegExp, flags and all", () => {
    const stats = new Stats(sample());

    expect(stats.functions(/MAIN|LOAD/gi)).toHaveLength(2);
    expect(stats.statsText(/MAIN/i)).toContain("due to restriction </MAIN/i>\n");
  });

  test("writes a sum that reads as the same", () => {
    const folder = mkdtempSync(join(tmpdir(), "hpts-stats-"));
    const file = join(folder, "sum.json");
    const sum = new Stats([sample(), sample()]).dumpStats(file);

    const read = new Stats(sample()).loadStats(file);

    expect(read.profile).toEqual(sum.profile);
    expect(lines(read.statsText())[0]).toMatch(
      /^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4} {4}.*sum\.json$/,
    );
    rmSync(folder, { recursive: true });
  });

  test("takes files that look the same without folders together, and counts no time twice", () => {
    const tree = new TreeBuilder();
    const outer = tree.node(0, tree.frame({ name: "f", file: "/home/a.ts", line: 1 }));
    const inner = tree.node(outer, tree.frame({ name: "f", file: "/home/lib/a.ts", line: 1 }));
    for (const node of [outer, inner]) {
      tree.selfUs[node] = 1e6;
      tree.calls[node] = 1;
    }
    const profile = { meta: META, frames: tree.frames, nodes: tree.nodes() };

    expect(new Stats(profile).stripDirs().functions()).toMatchObject([
      { label: "a.ts:1(f)", calls: 2, primitiveCalls: 1, selfUs: 2e6, totalUs: 2e6 },
    ]);
  });
});

test("the functions of any profile have the times and calls that its frames have", () => {
  const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
  fc.assert(
    fc.property(anyProfile, (profile) => {
      const functions = functionTable(profile, { withIdle: true });
      const totals = frameTotals(profile);

      expect(sum(functions.map(({ selfUs }) => selfUs))).toBe(
        sum(totals.selfUs) - (totals.selfUs[0] ?? 0),
      );
      // Collecting garbage is no call, nor is idling.
      const calls = totals.calls?.filter((_, frame) =>
        ["js", "native"].includes(FRAME_KINDS[profile.frames.kind[frame] as number] as string),
      );
      expect(sum(functions.map((one) => one.calls ?? 0))).toBe(sum(calls ?? []));
      for (const { callers, selfUs } of functions) {
        expect(sum([...callers.values()].map((edge) => edge.selfUs))).toBeLessThanOrEqual(selfUs);
      }
    }),
  );
});

describe("numbers and texts are printed as Python prints them", () => {
  test.each([
    [0.0625, "0.062"],
    [0.1875, "0.188"],
    [1.0005, "1.000"],
    [2.5e-4, "0.000"],
    [0.0005, "0.001"],
    [123_456.789_5, "123456.789"],
  ])("%d as %s", (value, text) => {
    expect(fixed3(value)).toBe(text);
  });

  test.each([
    [0.25, 1, "0.2"],
    [0.75, 1, "0.8"],
    [2.5, 0, "2"],
  ])("%d with %d digits as %s", (value, digits, text) => {
    expect(fixed(value, digits)).toBe(text);
  });

  test.each([
    [0, "0"],
    [1e-6, "1e-06"],
    [0.0001, "0.0001"],
    [5.335_128, "5.33513"],
    [1_234_567, "1.23457e+06"],
    [100_000, "100000"],
    [999_999.7, "1e+06"],
  ])("%d as %%g", (value, text) => {
    expect(general(value)).toBe(text);
  });

  test.each([
    ["a", "'a'"],
    ["it's", '"it\'s"'],
    ["'\"", "'\\'\"'"],
    ["\\(", "'\\\\('"],
  ])("%s", (text, repr) => {
    expect(quoted(text)).toBe(repr);
  });
});
