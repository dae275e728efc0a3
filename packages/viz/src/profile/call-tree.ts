/**
 * The tree of calls by function: calls of one function by the same path of functions are one node,
 * from whichever line they were made.
 *
 * As everywhere in profiles: a parent's index is smaller than its child's, so sums need one loop
 * backwards, and no recursion however deep the program's was. The totals of *functions* are not made
 * here: they come with the data, computed where recursion is taken care of for all reports.
 */

export interface CallTree {
  /** -1 for the root, node 0. */
  readonly parent: Int32Array;
  /** -1 for the root. */
  readonly functionOf: Int32Array;
  readonly self: Float64Array;
  /** Self and all below. */
  readonly total: Float64Array;
  /** Absent if calls were not counted. */
  readonly calls?: Float64Array;
  readonly depth: Int32Array;
  /** Children by total, largest first; -1 where there is none. */
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
}

export interface TreeColumns {
  readonly parent: ArrayLike<number>;
  /** -1: no function; what it took is left out, what it calls belongs to its parent. */
  readonly function: ArrayLike<number>;
  readonly selfUs: ArrayLike<number>;
  readonly calls?: ArrayLike<number>;
}

/**
 * @param functionCount functions are 0 to functionCount - 1
 * @returns the tree, and which of its nodes each given node has become
 */
export function mergeCalls(
  given: TreeColumns,
  functionCount: number,
): { readonly tree: CallTree; readonly mergedOf: Int32Array } {
  const count = given.parent.length;
  const mergedOf = new Int32Array(count);
  const parent = new Int32Array(count);
  const functionOf = new Int32Array(count);
  const self = new Float64Array(count);
  const calls = given.calls === undefined ? undefined : new Float64Array(count);
  const idOf = new Map<number, number>();
  parent[0] = -1;
  functionOf[0] = -1;
  let size = 1;
  for (let node = 0; node < count; node++) {
    const fn = given.function[node] as number;
    const above = node === 0 ? 0 : (mergedOf[given.parent[node] as number] as number);
    if (fn === -1) {
      mergedOf[node] = above;
      continue;
    }
    const key = above * functionCount + fn;
    let merged = idOf.get(key);
    if (merged === undefined) {
      merged = size++;
      idOf.set(key, merged);
      parent[merged] = above;
      functionOf[merged] = fn;
    }
    mergedOf[node] = merged;
    self[merged] = (self[merged] as number) + (given.selfUs[node] as number);
    if (calls !== undefined) {
      calls[merged] = (calls[merged] as number) + (given.calls?.[node] as number);
    }
  }
  const tree = withShape({
    parent: parent.slice(0, size),
    functionOf: functionOf.slice(0, size),
    self: self.slice(0, size),
    ...(calls !== undefined && { calls: calls.slice(0, size) }),
  });
  return { tree, mergedOf };
}

/** The calls of one function from wherever, as one tree with that function below the root. */
export function callsBelow(tree: CallTree, selected: number): CallTree {
  const { parent, functionOf, self, calls } = tree;
  const count = parent.length;
  // A call of the function from within itself stays where it is: below the outermost one.
  const isBelow = new Uint8Array(count);
  const kept = new Int32Array(count).fill(-1);
  const given: { parent: number[]; function: number[]; selfUs: number[]; calls: number[] } = {
    parent: [-1],
    function: [-1],
    selfUs: [0],
    calls: [0],
  };
  let functions = 0;
  for (let node = 1; node < count; node++) {
    const above = parent[node] as number;
    const fn = functionOf[node] as number;
    functions = Math.max(functions, fn + 1);
    if (isBelow[above] === 0 && fn !== selected) continue;
    isBelow[node] = 1;
    kept[node] = given.parent.length;
    given.parent.push(isBelow[above] === 1 ? (kept[above] as number) : 0);
    given.function.push(fn);
    given.selfUs.push(self[node] as number);
    given.calls.push(calls?.[node] ?? 0);
  }
  const { calls: counted, ...uncounted } = given;
  return mergeCalls(calls === undefined ? uncounted : { ...uncounted, calls: counted }, functions)
    .tree;
}

type Bare = Pick<CallTree, "parent" | "functionOf" | "self" | "calls">;

function withShape(bare: Bare): CallTree {
  const { parent } = bare;
  const count = parent.length;
  const total = Float64Array.from(bare.self);
  for (let node = count - 1; node > 0; node--) {
    const above = parent[node] as number;
    total[above] = (total[above] as number) + (total[node] as number);
  }
  const depth = new Int32Array(count);
  for (let node = 1; node < count; node++) {
    depth[node] = (depth[parent[node] as number] as number) + 1;
  }
  const firstChild = new Int32Array(count).fill(-1);
  const nextSibling = new Int32Array(count).fill(-1);
  // Smallest first, each put in front: what comes first in the end is the largest.
  const order = Array.from({ length: count - 1 }, (_, i) => i + 1).sort(
    (a, b) => (total[a] as number) - (total[b] as number) || b - a,
  );
  for (const node of order) {
    const above = parent[node] as number;
    nextSibling[node] = firstChild[above] as number;
    firstChild[above] = node;
  }
  return { ...bare, total, depth, firstChild, nextSibling };
}
