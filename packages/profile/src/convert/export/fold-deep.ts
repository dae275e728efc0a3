/**
 * Formats that write the whole stack of each node grow with the square of the depth: 10,000 calls
 * deep, a recursion would be 50 million entries. Such trees are folded first. Calls of a function by
 * itself become one: no figure changes by that. If that is not enough, a call of any function that is
 * on the path already counts for the node that is there: self costs and calls stay, and totals of the
 * functions between get smaller.
 */
import type { Nodes, Profile } from "../../model/profile.ts";

/** Entries of stacks in all, above which a tree is folded; less than 100 MB of text. */
const MOST_ENTRIES = 5_000_000;

/** @returns the profile itself if it is not that deep */
export function foldDeep(profile: Profile, mostEntries: number = MOST_ENTRIES): Profile {
  if (stackEntries(profile) <= mostEntries) return profile;
  const direct = fold(profile, true);
  return stackEntries(direct) <= mostEntries ? direct : fold(profile, false);
}

/** How long the stacks of all nodes are together. */
function stackEntries({ nodes: { parent } }: Profile): number {
  const depth = new Int32Array(parent.length);
  let entries = 0;
  for (let node = 1; node < parent.length; node++) {
    depth[node] = (depth[parent[node] as number] as number) + 1;
    entries += depth[node] as number;
  }
  return entries;
}

function fold({ nodes, timeline, meta, ...rest }: Profile, onlyDirect: boolean): Profile {
  const { frame, parent } = nodes;
  const to = new Int32Array(frame.length);
  const kept: number[] = [0];
  const foldedParent: number[] = [-1];
  const children = new Map<string, number>();
  /** Where this frame is on the path that ends in `from`, or -1. */
  const onPath = (from: number, wanted: number): number => {
    let at = from;
    while (at !== -1 && frame[kept[at] as number] !== wanted) {
      at = onlyDirect ? -1 : (foldedParent[at] as number);
    }
    return at;
  };
  for (let node = 1; node < frame.length; node++) {
    const above = to[parent[node] as number] as number;
    const own = frame[node] as number;
    const key = `${above} ${own} ${nodes.callLine?.[node] ?? 0}`;
    const same = onPath(above, own);
    let id = same === -1 ? children.get(key) : same;
    if (id === undefined) {
      id = kept.push(node) - 1;
      foldedParent.push(above);
      children.set(key, id);
    }
    to[node] = id;
  }
  const summed = (column: Float64Array): Float64Array => {
    const sums = new Float64Array(kept.length);
    for (let node = 0; node < to.length; node++) {
      const id = to[node] as number;
      sums[id] = (sums[id] as number) + (column[node] as number);
    }
    return sums;
  };
  const folded: Nodes = {
    frame: Int32Array.from(kept, (node) => frame[node] as number),
    parent: Int32Array.from(foldedParent),
    selfUs: summed(nodes.selfUs),
    ...(nodes.calls && { calls: summed(nodes.calls) }),
    ...(nodes.callLine && {
      callLine: Int32Array.from(kept, (node) => nodes.callLine?.[node] as number),
    }),
  };
  return {
    ...rest,
    meta: { ...meta, notes: [...meta.notes, "Deep recursion is shown as one call."] },
    nodes: folded,
    ...(timeline && {
      timeline: { ...timeline, node: timeline.node.map((node) => to[node] as number) },
    }),
  };
}
