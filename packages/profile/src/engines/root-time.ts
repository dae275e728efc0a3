/** Time in which no function of the program ran: its event loop waited, or other code was busy. */
import type { TreeBuilder } from "../model/tree-builder.ts";

/** @param restUs of the root @param idleUs in which the event loop waited, as Node says it */
export function addRest(tree: TreeBuilder, restUs: number, idleUs: number): void {
  const idle = Math.min(restUs, Math.max(0, idleUs));
  add(tree, "(idle)", "idle", idle);
  add(tree, "(program)", "program", restUs - idle);
}

function add(tree: TreeBuilder, name: string, kind: "idle" | "program", us: number): void {
  if (us <= 0) return;
  const node = tree.node(0, tree.frame({ name, kind }));
  tree.selfUs[node]! += us;
  tree.rawSelfUs[node]! += us;
}
