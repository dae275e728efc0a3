/** Our reports against those of CPython, made by golden/make_pstats.py. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Profile, type Restriction, Stats, TreeBuilder } from "../../src/index.ts";
import { META } from "./meta.ts";

type Call = [name: string, selfMs: number, calls: Call[]];
type Place = [file: string, line: number, name: string];
type Step = [method: string, ...args: (string | number)[]];

interface Golden {
  readonly places: Record<string, [string, number]>;
  readonly programs: Record<string, Call>;
  readonly orders: Record<string, Place[]>;
  readonly statsProfile: Record<string, Record<string, Record<string, unknown>>>;
  readonly cases: readonly { program: string; steps: Step[]; text: string }[];
}

const FIXTURE = join(import.meta.dirname, "..", "fixtures", "pstats.json");
// 0.0 would be 0: a share stays one by being written as text.
const GOLDEN = JSON.parse(
  readFileSync(FIXTURE, "utf8").replaceAll(/(?<=, )0\.0(?=\])/g, '"share 0"'),
) as Golden;

describe("a report is the one of pstats, byte for byte", () => {
  test.each(
    GOLDEN.cases.map(({ program, steps, text }) => [
      `${program}: ${name(steps)}`,
      program,
      steps,
      text,
    ]),
  )("%s", (_, program, steps, expected) => {
    let text = "";
    const stats = new Stats(profilesOf(program as string), {
      stream: { write: (part: string) => (text += part) },
    });

    for (const step of steps as Step[]) run(stats, step);

    // The one line that we add: how the figures were got.
    expect(text.replaceAll(/^ {9}engine exact: .*\n/gm, "")).toBe(expected);
  });
});

describe("the figures as data are those of pstats", () => {
  test.each(Object.keys(GOLDEN.statsProfile))("%s", (program) => {
    const { funcProfiles } = new Stats(profilesOf(program)).getStatsProfile();

    const expected = Object.entries(GOLDEN.statsProfile[program] ?? {}).map(([key, one]) => [
      key,
      Object.fromEntries(Object.entries(one).map(([field, value]) => [camelCase(field), value])),
    ]);
    expect(funcProfiles).toEqual(Object.fromEntries(expected));
  });
});

function name(steps: readonly Step[]): string {
  return steps.map((step) => step.join(" ")).join(", ");
}

const camelCase = (text: string): string =>
  text.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function run(stats: Stats, [method, ...args]: Step): void {
  const chosen = args.map((arg) => (arg === "share 0" ? { share: 0 } : arg)) as Restriction[];
  if (method === "print_stats") stats.printStats(...chosen);
  else if (method === "print_callers") stats.printCallers(...chosen);
  else if (method === "print_callees") stats.printCallees(...chosen);
  else if (method === "strip_dirs") stats.stripDirs();
  else if (method === "reverse_order") stats.reverseOrder();
  else if (method === "sort_stats") stats.sortStats(...(args as string[]));
  else throw new Error(`no such step: ${method}`);
}

function profilesOf(program: string): Profile[] {
  const parts = program === "sum" ? ["small", "recursive"] : [program];
  return parts.map((part) => profileOf(part, GOLDEN.orders[program] as Place[]));
}

/** The frames come in the order in which Python happened to keep them. */
function profileOf(program: string, order: readonly Place[]): Profile {
  const tree = new TreeBuilder();
  const frames = new Map(order.map((place) => [place[2], frameOf(tree, place)]));
  const add = (parent: number, [called, selfMs, calls]: Call): void => {
    const name = called === "max" ? "<built-in method builtins.max>" : called;
    const node = tree.node(parent, frames.get(name) as number);
    tree.selfUs[node] = (tree.selfUs[node] as number) + selfMs * 1000;
    tree.calls[node] = (tree.calls[node] as number) + 1;
    for (const call of calls) add(node, call);
  };
  add(0, GOLDEN.programs[program] as Call);
  // How Python's profiler ends is part of its own profile.
  add(0, ["<method 'disable' of '_lsprof.Profiler' objects>", 0, []]);
  return { meta: META, frames: tree.frames, nodes: tree.nodes() };
}

function frameOf(tree: TreeBuilder, [file, line, name]: Place): number {
  if (file !== "~") return tree.frame({ file, line, name });
  return tree.frame({ name: name.slice(1, -1), kind: "native" });
}
