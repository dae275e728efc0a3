/** Programs that CPython ran under cProfile, and what its pstats printed: golden/make_pstats.py. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Profile, TreeBuilder } from "../../src/index.ts";
import { META } from "./meta.ts";

type Call = [name: string, selfMs: number, calls: Call[]];
type Place = [file: string, line: number, name: string];
export type Step = [method: string, ...args: (string | number)[]];

interface Golden {
  readonly session: { readonly typed: readonly string[]; readonly text: string };
  readonly places: Record<string, [string, number]>;
  readonly programs: Record<string, Call>;
  readonly orders: Record<string, Place[]>;
  readonly statsProfile: Record<string, Record<string, Record<string, unknown>>>;
  readonly cases: readonly { program: string; steps: Step[]; text: string }[];
}

const FIXTURE = join(import.meta.dirname, "..", "fixtures", "pstats.json");
// 0.0 would be 0: a share stays one by being written as text.
export const GOLDEN: Golden = JSON.parse(
  readFileSync(FIXTURE, "utf8").replaceAll(/(?<=, )0\.0(?=\])/g, '"share 0"'),
) as Golden;

export function profilesOf(program: string): Profile[] {
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

/** Without the one line that we add: how the figures were got. */
export function withoutEngine(text: string): string {
  return text.replaceAll(/^ {9}engine exact: .*\n/gm, "");
}
