/** Engines `exact` and `clock`: the tree of calls of a thread. */
import type { Meta, Profile } from "../model/profile.ts";
import { TreeBuilder } from "../model/tree-builder.ts";
import { addRest } from "./root-time.ts";
import type { PlacedFunction, ThreadFiles } from "./run-files.ts";

export function treeProfile(
  { result, functions }: Pick<ThreadFiles, "result" | "functions">,
  meta: Meta,
): Profile {
  const tree = new TreeBuilder();
  const costNs = result.callCostNs;
  const given = result.tree;
  if (given !== undefined) {
    addNodes(tree, given, functions);
    takeOffCosts(tree, costNs / 1000);
    addRest(tree, given.selfUs[0] ?? 0, result.idleUs);
  }
  return {
    meta: {
      ...meta,
      ...(result.engine === "exact" && { calibrationNsPerCall: costNs }),
      notes: [...meta.notes, ...notesOf(result.engine)],
    },
    frames: tree.frames,
    nodes: tree.nodes(["calls", "rawSelfUs", "foldedCalls", "waitUs", "callLine"]),
  };
}

function addNodes(
  tree: TreeBuilder,
  given: NonNullable<ThreadFiles["result"]["tree"]>,
  functions: ReadonlyMap<number, PlacedFunction>,
): void {
  const nodeOf = new Int32Array(given.fn.length).fill(-1);
  nodeOf[0] = 0;
  for (let i = 1; i < given.fn.length; i++) {
    const fn = functions.get(given.fn[i]!);
    const parent = nodeOf[given.parent[i]!]!;
    if (fn === undefined || parent === -1) continue;
    const node = tree.node(parent, tree.frame(fn), given.callLine[i]);
    nodeOf[i] = node;
    tree.selfUs[node]! += given.selfUs[i]!;
    tree.rawSelfUs[node]! += given.selfUs[i]!;
    tree.calls[node]! += given.calls[i]!;
    tree.foldedCalls[node]! += given.foldedCalls[i]!;
    tree.waitUs[node]! += given.waitUs[i]!;
  }
}

/**
 * Counting a call takes time in the function that is called and in its caller. What cannot be taken
 * from the one, since it took no longer, is the other's.
 */
function takeOffCosts(tree: TreeBuilder, costUs: number): void {
  const { parent } = tree.nodes([]);
  const { selfUs, calls } = tree;
  for (let node = parent.length - 1; node > 0; node--) {
    const left = calls[node]! * costUs - selfUs[node]!;
    selfUs[node] = Math.max(0, -left);
    const caller = parent[node]!;
    if (left > 0 && caller > 0) selfUs[caller] = Math.max(0, selfUs[caller]! - left);
  }
}

function notesOf(engine: string): string[] {
  if (engine !== "clock") return [];
  return [
    "the clock was read twice a call, which small functions seem to take: compare engine exact",
  ];
}
