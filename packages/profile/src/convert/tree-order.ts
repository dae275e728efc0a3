/** Walks over a tree of nodes that is kept as an array of parents. */

export interface ChildLists {
  /** -1 where there is none. */
  readonly first: Int32Array;
  readonly next: Int32Array;
}

/** First child and next sibling of each node; children in index order. */
export function childLists(parent: Int32Array): ChildLists {
  const first = new Int32Array(parent.length).fill(-1);
  const next = new Int32Array(parent.length).fill(-1);
  for (let node = parent.length - 1; node > 0; node--) {
    const above = parent[node] as number;
    next[node] = first[above] as number;
    first[above] = node;
  }
  return { first, next };
}

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
