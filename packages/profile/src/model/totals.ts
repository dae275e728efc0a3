/**
 * What a tree of calls says of each frame and of each pair of caller and callee.
 *
 * Recursion: a frame's total counts only its outermost nodes on a path; to sum over all of its nodes
 * counts the inner ones again, and gives more than 100 %. A *primitive* call is one that was not made
 * from within the same frame.
 */
import { childLists } from "./child-lists.ts";
import type { Profile } from "./profile.ts";

export interface FrameTotals {
  readonly selfUs: Float64Array;
  readonly totalUs: Float64Array;
  readonly waitUs: Float64Array;
  /** All calls, and those not made from within the same frame; absent if calls were not counted. */
  readonly calls?: Float64Array;
  readonly primitiveCalls?: Float64Array;
}

/** Self plus the totals of all children, by node. */
export function nodeTotals({ nodes }: Profile): Float64Array {
  const totals = Float64Array.from(nodes.selfUs);
  for (let node = totals.length - 1; node > 0; node--) {
    const parent = nodes.parent[node] as number;
    totals[parent] = (totals[parent] as number) + (totals[node] as number);
  }
  return totals;
}

/** 1 for nodes above which their own frame does not occur, by node. */
export function outermostNodes({ nodes, frames }: Profile): Uint8Array {
  return outermostOf(nodes.parent, nodes.frame, frames.name.length);
}

/**
 * @param group to which group each node belongs, 0 to groupCount - 1
 * @returns 1 for nodes above which their own group does not occur, by node
 */
export function outermostOf(parent: Int32Array, group: Int32Array, groupCount: number): Uint8Array {
  const outermost = new Uint8Array(group.length);
  // Depth first by intervals: `open[g]` counts how many nodes of g are on the path to here.
  const open = new Int32Array(groupCount);
  const { first, next } = childLists(parent);
  let node = 0;
  while (node !== -1) {
    const own = group[node] as number;
    if (open[own] === 0) outermost[node] = 1;
    open[own] = (open[own] as number) + 1;
    let following = first[node] as number;
    while (following === -1 && node !== -1) {
      const leaving = group[node] as number;
      open[leaving] = (open[leaving] as number) - 1;
      following = next[node] as number;
      node = parent[node] as number;
    }
    node = following;
  }
  return outermost;
}

export function frameTotals(profile: Profile): FrameTotals {
  const { nodes, frames } = profile;
  const count = frames.name.length;
  const totals = nodeTotals(profile);
  const outermost = outermostNodes(profile);
  const selfUs = new Float64Array(count);
  const totalUs = new Float64Array(count);
  const waitUs = new Float64Array(count);
  const calls = new Float64Array(count);
  const primitive = new Float64Array(count);
  for (let node = 0; node < totals.length; node++) {
    const frame = nodes.frame[node] as number;
    selfUs[frame] = (selfUs[frame] as number) + (nodes.selfUs[node] as number);
    waitUs[frame] = (waitUs[frame] as number) + (nodes.waitUs?.[node] ?? 0);
    calls[frame] = (calls[frame] as number) + (nodes.calls?.[node] ?? 0);
    if (outermost[node] === 0) continue;
    totalUs[frame] = (totalUs[frame] as number) + (totals[node] as number);
    const outer = (nodes.calls?.[node] ?? 0) - (nodes.foldedCalls?.[node] ?? 0);
    primitive[frame] = (primitive[frame] as number) + outer;
  }
  const base = { selfUs, totalUs, waitUs };
  if (nodes.calls !== undefined) return { ...base, calls, primitiveCalls: primitive };
  return frames.calls === undefined ? base : { ...base, calls: Float64Array.from(frames.calls) };
}
