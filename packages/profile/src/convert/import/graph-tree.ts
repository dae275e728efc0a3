/**
 * A call graph -> a tree of calls, as far as a graph can tell: a function's costs are shared out over
 * its callers by what was spent below each call. `f` costs 100, 80 of it called by `a`: then 80 % of
 * everything below `f` is shown below `a`.
 *
 * Every function's self cost is right, and so is the sum. Small shares are not followed further; what
 * they hold stands as a child of the root under the function's own name.
 */
import type { Frames, Lines, Nodes } from "../../model/profile.ts";
import { TreeBuilder } from "../../model/tree-builder.ts";
import { absoluteFile } from "./absolute-file.ts";
import type { CallGraph, GraphFunction } from "./callgrind-graph.ts";

const LEAST_SHARE = 1e-4;
const MOST_NODES = 100_000;

export interface GraphTree {
  readonly tables: { readonly frames: Frames; readonly nodes: Nodes; readonly lines?: Lines };
  readonly totalCost: number;
}

export interface GraphOptions {
  /** How many of the model's units one cost of the graph is. */
  readonly factor: number;
  /** Folder to which the graph's files are relative. */
  readonly cwd: string;
  readonly areCallsCounted: boolean;
}

export function treeOfGraph(graph: CallGraph, options: GraphOptions): GraphTree {
  const { factor, cwd } = options;
  const functions = [...graph.functions.values()];
  const totalCost = functions.reduce((sum, { self }) => sum + self, 0);
  const tree = new TreeBuilder();
  const frames = new Map(functions.map((one) => [one, frameOf(tree, one, cwd)] as const));
  const received = incoming(functions);
  const rest = new Map(functions.map((one) => [one, one.self] as const));
  const onPath = new Set<GraphFunction>();
  let nodes = 0;

  const spend = (node: number, one: GraphFunction, cost: number): void => {
    const left = rest.get(one) ?? 0;
    const given = Math.min(left, cost);
    rest.set(one, left - given);
    tree.selfUs[node] = (tree.selfUs[node] as number) + given * factor;
  };

  /** @param share of the function's whole cost that belongs to this path, 0..1 */
  const follow = (
    parent: number,
    start: GraphFunction,
    startShare: number,
    startLine: number,
  ): void => {
    const open = [{ one: start, share: startShare, parent, line: startLine, isDone: false }];
    for (let next = open.at(-1); next !== undefined; next = open.at(-1)) {
      const { one, share, line } = next;
      if (next.isDone) {
        onPath.delete(one);
        open.pop();
        continue;
      }
      next.isDone = true;
      if (onPath.has(one)) {
        open.pop();
        continue;
      }
      onPath.add(one);
      nodes++;
      const isRoot = one.name === "(root)" && next.parent === 0;
      const node = isRoot ? 0 : tree.node(next.parent, frames.get(one) as number, line);
      spend(node, one, one.self * share);
      for (const call of one.calls.values()) {
        const cost = call.cost * share;
        const whole = received.get(call.callee) ?? 0;
        if (onPath.has(call.callee) || whole === 0 || nodes + open.length > MOST_NODES) continue;
        if (cost < totalCost * LEAST_SHARE) continue;
        const childShare = Math.min(1, cost / whole);
        open.push({
          one: call.callee,
          share: childShare,
          parent: node,
          line: call.line,
          isDone: false,
        });
      }
    }
  };

  for (const one of functions) if (!received.has(one)) follow(0, one, 1, 0);
  for (const [one, left] of rest) {
    if (left > 0)
      spend(one.name === "(root)" ? 0 : tree.node(0, frames.get(one) as number), one, left);
  }
  return { tables: tables(tree, functions, frames, options), totalCost: totalCost * factor };
}

/** What all calls from other functions cost, by function; absent if there are none. */
function incoming(functions: readonly GraphFunction[]): Map<GraphFunction, number> {
  const sums = new Map<GraphFunction, number>();
  for (const one of functions) {
    for (const { callee, cost } of one.calls.values()) {
      if (callee !== one) sums.set(callee, (sums.get(callee) ?? 0) + cost);
    }
  }
  return sums;
}

const KINDS = { "(idle)": "idle", "(program)": "program", "(garbage collector)": "gc" } as const;

function frameOf(
  tree: TreeBuilder,
  { name, file, firstLine, line }: GraphFunction,
  cwd: string,
): number {
  if (name === "(root)") return 0;
  if (file === "" || file === "???") {
    return tree.frame({ name, kind: KINDS[name as keyof typeof KINDS] ?? "native" });
  }
  return tree.frame({ name, file: absoluteFile(file, cwd), line: firstLine || line });
}

function tables(
  tree: TreeBuilder,
  functions: readonly GraphFunction[],
  frames: ReadonlyMap<GraphFunction, number>,
  { factor, areCallsCounted }: GraphOptions,
): GraphTree["tables"] {
  const calls = new Float64Array(tree.frames.name.length);
  const lines = { frame: [] as number[], line: [] as number[], selfUs: [] as number[] };
  for (const one of functions) {
    for (const { callee, count } of one.calls.values()) {
      const frame = frames.get(callee) as number;
      calls[frame] = (calls[frame] as number) + count;
    }
    for (const [line, cost] of one.lines) {
      if (line === 0) continue;
      lines.frame.push(frames.get(one) as number);
      lines.line.push(line);
      lines.selfUs.push(cost * factor);
    }
  }
  return {
    frames: { ...tree.frames, ...(areCallsCounted && { calls }) },
    nodes: tree.nodes(["callLine"]),
    lines: {
      frame: Int32Array.from(lines.frame),
      line: Int32Array.from(lines.line),
      selfUs: Float64Array.from(lines.selfUs),
    },
  };
}
