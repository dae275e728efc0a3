/** Children in a tree that is kept as an array of parents. */

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
