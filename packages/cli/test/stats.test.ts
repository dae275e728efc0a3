/** `hpts stats` and `hpts diff` as a user calls them; what they print is tested in packages/profile. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  mergeProfiles,
  type Profile,
  parseProfile,
  printProfile,
  TreeBuilder,
} from "@hpts/profile";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  HPTS_COMMAND,
  type Outcome,
  Running,
  runHpts,
  startProcess,
  unwrapped,
} from "./support/run.ts";
import type { Course } from "./support/temporary-course.ts";
import { CTRL_C, CTRL_D, ENTER, hasTerminal, Terminal } from "./support/terminal.ts";

const USAGE = 2;
let cwd = "";

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "hpts-stats-"));
  for (const [name, ms] of Object.entries({ a1: 620, a2: 640, b1: 310, b2: 305 })) {
    writeFileSync(join(cwd, `${name}.json`), printProfile(profileOf(ms)));
  }
  writeFileSync(join(cwd, "python.prof"), Buffer.from("fb2903fa017ee900000000fa303c", "hex"));
  writeFileSync(join(cwd, "cut.json"), printProfile(profileOf(1)).slice(0, 300));
});
afterAll(() => rmSync(cwd, { recursive: true }));

function profileOf(evolveMs: number): Profile {
  const tree = new TreeBuilder();
  const file = join(cwd, "simul.ts");
  const main = tree.node(0, tree.frame({ name: "main", file, line: 3 }));
  const evolve = tree.node(main, tree.frame({ name: "evolve", file, line: 24 }));
  tree.calls[main] = 1;
  tree.calls[evolve] = 3;
  tree.selfUs[main] = 1000;
  tree.selfUs[evolve] = evolveMs * 1000;
  const meta = {
    engine: "exact",
    node: "20.0.0",
    command: ["simul.ts"],
    cwd,
    startedAt: "2026-01-01T00:00:00Z",
    wallUs: 1e6,
    notes: [],
  } as const;
  return { meta, frames: tree.frames, nodes: tree.nodes() };
}

function browse(files: readonly string[], typed: readonly string[]): Promise<Outcome> {
  const child = startProcess([...HPTS_COMMAND, "stats", ...files], "pipe", { cwd });
  child.stdin!.end(typed.map((line) => `${line}\n`).join(""));
  return new Running(child).ended;
}

describe("hpts stats", () => {
  test("is a browser if it is given files only, which it adds up", async () => {
    const { stdout, stderr, code } = await browse(
      ["a1.json", "a2.json"],
      ["sort tottime", "stats 1", "read b1.json", "callees main", "nonsense"],
    );

    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    expect(stdout).toContain("        6    1.260    0.210    1.260    0.210 simul.ts:24(evolve)\n");
    expect(stdout).toContain("\nb1.json% ");
    expect(stdout).toContain(
      "simul.ts:3(main)  ->       3    0.310    0.310  simul.ts:24(evolve)\n",
    );
    expect(stdout).toContain("nonsense is no command");
    expect(stdout.endsWith("b1.json% \n")).toBe(true);
  });

  test("is one report with an option or a pattern, and can keep a sum", async () => {
    const args = ["stats", "a1.json", "b1.json", "simul", "-s", "tot", "-n", "1", "-o", "sum.json"];
    const { stdout, stderr, code } = await runHpts(args, { cwd });

    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    expect(stdout.split("\n").slice(3, 12)).toEqual([
      "         8 function calls in 0.932 seconds",
      "         engine exact: calls counted; 2 profiles added",
      "",
      "   Ordered by: internal time",
      "   List reduced from 2 to 1 due to restriction <1>",
      "",
      "   ncalls  tottime  percall  cumtime  percall filename:lineno(function)",
      "        6    0.930    0.155    0.930    0.155 simul.ts:24(evolve)",
      "",
    ]);
    const kept = parseProfile(readFileSync(join(cwd, "sum.json"), "utf8"), "sum.json");
    expect(kept).toEqual(mergeProfiles(profileOf(620), profileOf(310)));
  });

  test("prints data, and plain words", async () => {
    const [json, words] = await Promise.all([
      runHpts(["stats", "a1.json", "evolve", "--json"], { cwd }),
      runHpts(["stats", "a1.json", "--summary"], { cwd }),
    ]);

    expect(JSON.parse(json.stdout).functions).toMatchObject([
      {
        name: "evolve",
        calls: 3,
        selfUs: 620_000,
        callers: [{ label: "simul.ts:3(main)", calls: 3 }],
      },
    ]);
    expect(words.stdout).toContain(
      "100 % of the time is in evolve (simul.ts:24), called 3 times by main.\n",
    );
  });

  test.each([
    [["stats", "no.json"], "no.json"],
    [["stats", "a1.json", "no.json"], "no.json"],
    [["stats", "cut.json"], "cut.json"],
    [["stats", "a1.json", "-s", "c"], 'sort key "c": it could be calls, cumtime, cumulative'],
    [["stats", "python.prof"], "python.prof is a profile of Python, which python -m pstats reads"],
    [["stats", "a1.json", "-o", "-"], "-o - : stdout is for the tables; give -o a file"],
    [
      ["diff", "a1.json", "--", "b1.json", "-n", "4"],
      "options go before the files: -n comes after",
    ],
    [["diff", "a1.json"], "expected two profiles, or several on both sides of --, got 1"],
  ])("%j is a mistake, which is named", async (args, message) => {
    const { stdout, stderr, code } = await runHpts(args, { cwd });

    expect({ stdout, code }).toEqual({ stdout: "", code: USAGE });
    expect(unwrapped(stderr)).toContain(message);
    expect(stderr).not.toContain("    at ");
  });
});

const isTestable = hasTerminal("hpts stats on a terminal");

describe.skipIf(!isTestable)("hpts stats on a terminal", () => {
  async function open(): Promise<Terminal> {
    const terminal = new Terminal({ root: cwd } as Course, ["stats", "a1.json"]);
    await terminal.waitFor("a1.json% ");
    return terminal;
  }

  test("completes what is typed, and ends with Ctrl+D", async () => {
    const terminal = await open();
    // One at a time: what is pasted is not completed.
    for (const [typed, completed] of [
      ["so", "sort "],
      ["cumu", "cumulative "],
      ["std", "stdname "],
    ] as const) {
      terminal.press(`${typed}\t`);
      await terminal.waitFor(completed.slice(typed.length));
    }
    terminal.press(`${ENTER}stats${ENTER}`);

    await terminal.waitFor("Ordered by: cumulative time, standard name");
    terminal.press(CTRL_D);
    expect((await terminal.ended).code).toBe(0);
  });

  test("ends with Ctrl+C", async () => {
    const terminal = await open();
    terminal.press(CTRL_C);

    expect((await terminal.ended).code).toBe(130);
  });
});

describe("hpts diff", () => {
  test("compares two sides of several runs", async () => {
    const sides = ["a1.json", "a2.json", "--", "b1.json", "b2.json"];
    const { stdout, stderr, code } = await runHpts(["diff", ...sides], { cwd });

    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    expect(stdout).toContain(
      "Time: 631 ms ±1.6 % before, 309 ms ±0.8 % after: 2.05 times as fast\n",
    );
    expect(stdout).toContain("-323 ms  -51 %      3  simul.ts:24(evolve)\n");
  });

  test("prints data", async () => {
    const args = ["diff", "--json", "--before", "a1.json", "--after", "b1.json"];
    const { stdout } = await runHpts(args, { cwd });

    expect(JSON.parse(stdout)).toMatchObject({
      before: ["a1.json"],
      after: ["b1.json"],
      functions: [{ name: "evolve", self: { change: -310_000 } }, { name: "main" }],
    });
  });
});
