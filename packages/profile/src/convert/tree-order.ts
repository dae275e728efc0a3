/** Walks over a tree of nodes that is kept as an array of parents. */
import type { ChildLists } from "../model/child-lists.ts";

/** All nodes, each followed by everything below it. */
export function treeOrder(parent: Int32Array, { first, next }: ChildLists): Int32Array {
  const order = new Int32Array(parent.length);
  let node = 0;
  for (let at = 0; at < order.length; at++) {
    order[at] = node;
    let following = first[node] as number;
    while (following === -1 && node !== -1) {
      following = next[node] as number;
      node = parent[node] as number;
    }
    node = following;
  }
  return order;
}
