/** The call graph of a tree of calls: what each function costs, and each pair of caller and callee. */

import { childLists } from "../../model/child-lists.ts";
import type { Profile } from "../../model/profile.ts";

export interface CallEdge {
  /** Index into frames. */
  readonly caller: number;
  readonly callee: number;
  /** Line of the call in the caller's file; 0 is not known. */
  readonly line: number;
  /** Calls; where they were not counted, the number of different paths that led here. */
  calls: number;
  /** What was spent below this edge, in the unit of `self`. */
  cost: number;
}

/**
 * The cost of an edge is what was spent below the call and not below a further call of the *caller*:
 * so a function's self cost and its edges sum to its total, with recursion too. `a` calls itself:
 *
 *     root 0 -> a 10 -> a 20 -> b 30        a -> a costs 0, a -> b costs 30, root -> a costs 60
 *
 * @param self cost by node
 */
export function callEdges(profile: Profile, self: Float64Array): CallEdge[] {
  const { nodes, frames } = profile;
  const costs = edgeCosts(profile, self);
  const count = frames.name.length;
  const edges = new Map<number | string, CallEdge>();
  const edgeOf = (caller: number, callee: number, line: number): CallEdge => {
    const key = line === 0 ? caller * count + callee : `${caller} ${callee} ${line}`;
    let edge = edges.get(key);
    if (edge === undefined) {
      edge = { caller, callee, line, calls: 0, cost: 0 };
      edges.set(key, edge);
    }
    return edge;
  };
  for (let node = 1; node < costs.length; node++) {
    const callee = nodes.frame[node] as number;
    const caller = nodes.frame[nodes.parent[node] as number] as number;
    const edge = edgeOf(caller, callee, nodes.callLine?.[node] ?? 0);
    const folded = nodes.foldedCalls?.[node] ?? 0;
    edge.calls += (nodes.calls?.[node] ?? 1) - folded;
    edge.cost += costs[node] as number;
    if (folded > 0) edgeOf(callee, callee, 0).calls += folded;
  }
  return [...edges.values()];
}

/** Cost of the edge into each node. One walk over the tree. */
function edgeCosts({ nodes, frames }: Profile, self: Float64Array): Float64Array {
  const { frame, parent } = nodes;
  const totals = Float64Array.from(self);
  for (let node = totals.length - 1; node > 0; node--) {
    const above = parent[node] as number;
    totals[above] = (totals[above] as number) + (totals[node] as number);
  }
  const costs = Float64Array.from(totals);
  const { first, next } = childLists(parent);
  /** The nearest node of each frame on the path, and what it was before. */
  const nearest = new Int32Array(frames.name.length).fill(-1);
  const before = new Int32Array(frame.length);
  /** The child of a node on the path that is on the path, too. */
  const below = new Int32Array(frame.length);
  let node = 0;
  while (node !== -1) {
    const own = frame[node] as number;
    const same = nearest[own] as number;
    if (node > 0) below[parent[node] as number] = node;
    if (same !== -1) {
      const edge = below[same] as number;
      costs[edge] = (costs[edge] as number) - (totals[node] as number);
    }
    before[node] = same;
    nearest[own] = node;
    let following = first[node] as number;
    while (following === -1 && node !== -1) {
      nearest[frame[node] as number] = before[node] as number;
      following = next[node] as number;
      node = parent[node] as number;
    }
    node = following;
  }
  return costs;
}
