import { describe, expect, test } from "vitest";
import {
  type FrameKind,
  type Meta,
  type Profile,
  summaryLines,
  TreeBuilder,
} from "../../src/index.ts";
import { META } from "../stats/meta.ts";

interface Call {
  readonly name: string;
  readonly ms: number;
  readonly calls?: number;
  readonly waitMs?: number;
  readonly kind?: FrameKind;
  readonly within?: readonly Call[];
}

function profileOf(calls: readonly Call[], meta: Partial<Meta> = {}): Profile {
  const tree = new TreeBuilder();
  const names: string[] = [];
  const add = (
    parent: number,
    { name, ms, calls: n = 1, waitMs = 0, kind = "js", within = [] }: Call,
  ) => {
    if (!names.includes(name)) names.push(name);
    const place =
      kind === "js" ? { file: "/home/simul.ts", line: 10 * (names.indexOf(name) + 1) } : {};
    const node = tree.node(parent, tree.frame({ name, kind, ...place }));
    tree.selfUs[node] = ms * 1000;
    tree.calls[node] = n;
    tree.waitUs[node] = waitMs * 1000;
    for (const call of within) add(node, call);
  };
  for (const call of calls) add(0, call);
  const all: Meta = { ...META, cwd: "/home", command: ["simul.ts", "1000"], ...meta };
  const columns = all.engine === "sample" ? ([] as const) : (["calls", "waitUs"] as const);
  return { meta: all, frames: tree.frames, nodes: tree.nodes(columns) };
}

/** Adds rows [line, self in ms, hits] of the function to the profile. */
function withLines(
  profile: Profile,
  name: string,
  rows: [number, number, number][],
  text: string,
): Profile {
  const frame = profile.frames.name.indexOf(name);
  const lines = {
    frame: Int32Array.from(rows, () => frame),
    line: Int32Array.from(rows, ([line]) => line),
    selfUs: Float64Array.from(rows, ([, ms]) => ms * 1000),
    hits: Float64Array.from(rows, ([, , hits]) => hits),
  };
  return { ...profile, lines, sources: { "/home/simul.ts": text } };
}

const idle: Call = { name: "(idle)", kind: "idle", ms: 500 };
const gc: Call = { name: "(garbage collector)", kind: "gc", ms: 120 };

describe("a summary", () => {
  test("names the hottest function, its hottest line, and what comes next", () => {
    const calls = [
      {
        name: "main",
        ms: 10,
        within: [
          { name: "evolve", ms: 620 },
          { name: "draw", ms: 370, calls: 25 },
        ],
      },
    ];
    const text = `${"\n".repeat(22)}  const norm = Math.sqrt(x ** 2 + y ** 2);\n`;
    const profile = withLines(
      profileOf(calls),
      "evolve",
      [
        [22, 220, 9],
        [23, 400, 1000],
      ],
      text,
    );

    expect(summaryLines(profile)).toEqual([
      "simul.ts 1000: 1 s of work.",
      "62 % of the time is in evolve (simul.ts:20), called once.",
      "Line 23 alone takes 40 %, run 1000 times: `const norm = Math.sqrt(x ** 2 + y ** 2);`.",
      "Then 37 % in draw (simul.ts:30), called 25 times by main.",
    ]);
  });

  test("tells recursion and short calls", () => {
    const inner = { name: "factorial", ms: 9, calls: 187_250 };
    const profile = profileOf([
      {
        name: "taylor",
        ms: 0.5,
        within: [{ name: "factorial", ms: 0.5, calls: 750, within: [inner] }],
      },
    ]);

    expect(summaryLines(profile).slice(1)).toEqual([
      "95 % of the time is in factorial (simul.ts:20), called 188000 times, 187250 of them from within itself.",
      "Each call takes 50.5 ns only: what counts is how many there are.",
    ]);
  });

  test("says so if no function stands out, and which ones lie above", () => {
    const leaves = Array.from({ length: 20 }, (_, i) => ({ name: `f${i}`, ms: 5 }));
    const profile = profileOf([{ name: "render", ms: 0, within: leaves }]);

    expect(summaryLines(profile).slice(1)).toEqual([
      "No function stands out: f0 (simul.ts:20) has most, with 5.0 %.",
      "With what they call: render (simul.ts:10) 100 %.",
    ]);
  });

  test("keeps idle time, garbage and awaits apart from the work", () => {
    const profile = profileOf([{ name: "load", ms: 380, waitMs: 450 }, idle, gc]);

    expect(summaryLines(profile)).toEqual([
      "simul.ts 1000: 500 ms of work, 500 ms idle.",
      "76 % of the time is in load (simul.ts:10), called once.",
      expect.stringContaining("Collecting garbage took 24 %"),
      expect.stringContaining("For 50 % of the run the program waited"),
      "At awaits, load (simul.ts:10) waited 450 ms, which is no part of its time.",
    ]);
  });

  test("speaks of memory where the profile holds bytes", () => {
    const profile = profileOf([{ name: "f", ms: 2 ** 20 / 1000 }], { unit: "bytes" });

    expect(summaryLines(profile).slice(0, 2)).toEqual([
      "simul.ts 1000: 1 MiB taken.",
      "100 % of the memory was taken in f (simul.ts:10), called once.",
    ]);
  });
});

describe("a summary does not claim more than the profile holds", () => {
  const hot: Call[] = [
    { name: "f", ms: 60 },
    { name: "g", ms: 40 },
  ];

  test.each<[string, Partial<Meta>, RegExp]>([
    ["few samples", { samples: 100 }, /From 100 samples, shares may be off by 10 points/],
    ["no calls", { engine: "sample", samples: 10_000 }, /Calls were not counted/],
    ["an exact clock", { engine: "clock" }, /makes short functions look longer/],
    ["a signal", { exit: "SIGINT" }, /stopped by SIGINT/],
    ["an exit code", { exit: 3 }, /exit code 3/],
    ["notes of the engine", { notes: ["One core only."] }, /One core only/],
  ])("%s", (_, meta, sentence) => {
    expect(summaryLines(profileOf(hot, meta)).join("\n")).toMatch(sentence);
  });

  test("says nothing of functions if there are next to no samples", () => {
    const lines = summaryLines(profileOf(hot, { samples: 4 }));

    expect(lines).toEqual([
      "simul.ts 1000: 100 ms of work.",
      "4 samples: too few to tell where time went. Give the program more to do.",
    ]);
  });

  test("does not take samples of idle time for samples of the work", () => {
    const lines = summaryLines(profileOf([...hot, { ...idle, ms: 900 }], { samples: 1000 }));

    expect(lines.join("\n")).toContain("From 100 samples, shares may be off by 10 points.");
  });

  test("has no word of calls if they were not counted", () => {
    const lines = summaryLines(profileOf(hot, { engine: "sample", samples: 100_000 }));

    expect(lines[1]).toBe("60 % of the time is in f (simul.ts:10).");
  });

  test("says if nothing was measured", () => {
    expect(summaryLines(profileOf([]))).toEqual([
      "simul.ts 1000: 0 µs of work.",
      "No time was measured.",
    ]);
  });

  test("tells how much the profiler took off for itself", () => {
    const profile = profileOf(hot, { calibrationNsPerCall: 3.4 });
    const raw = { ...profile.nodes, rawSelfUs: profile.nodes.selfUs.map((us) => us * 2) };

    expect(summaryLines({ ...profile, nodes: raw }).at(-1)).toMatch(
      /^50 % of what was measured was the profiler itself \(3.4 ns a call\)/,
    );
  });

  test("says how deep a recursion goes", () => {
    const tree = new TreeBuilder();
    const frame = tree.frame({ name: "f", file: "/home/a.ts", line: 1 });
    let node = 0;
    for (let i = 0; i < 5000; i++) node = tree.node(node, frame);
    tree.selfUs[node] = 1000;

    const lines = summaryLines({ meta: META, frames: tree.frames, nodes: tree.nodes() });

    expect(lines.at(-1)).toBe("Calls go 5000 deep, one within the other.");
  });
});
