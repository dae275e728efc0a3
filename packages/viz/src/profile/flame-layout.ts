/**
 * Where the boxes of a flame graph lie: x in the profile's unit from 0, one row for each depth.
 *
 * Boxes are kept by row, and from left to right within it, in typed arrays: what is to be drawn, or is
 * under the pointer, is found by bisection, however many there are.
 */
import type { CallTree } from "./call-tree.ts";

export interface FlameLayout {
  /** x of the right end. */
  readonly width: number;
  /** Boxes of row r: rowStart[r] to rowStart[r + 1] - 1. Row 0 is called from nowhere. */
  readonly rowStart: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Node of the tree. */
  readonly node: Int32Array;
}

/** Same calls together, the most expensive ones first. */
export function leftHeavyLayout(tree: CallTree): FlameLayout {
  const { parent, total, firstChild, nextSibling, depth } = tree;
  const start = new Float64Array(parent.length);
  const order = new Int32Array(Math.max(0, parent.length - 1));
  // A queue: row after row, and within a row from left to right.
  let filled = 0;
  const enter = (above: number): void => {
    let x = start[above] as number;
    for (let at = firstChild[above] as number; at !== -1; at = nextSibling[at] as number) {
      start[at] = x;
      x += total[at] as number;
      order[filled++] = at;
    }
  };
  enter(0);
  for (let at = 0; at < filled; at++) enter(order[at] as number);
  const rows = filled === 0 ? 0 : (depth[order[filled - 1] as number] as number);
  const rowStart = new Int32Array(rows + 1);
  for (const node of order) {
    const row = depth[node] as number;
    rowStart[row] = (rowStart[row] as number) + 1;
  }
  for (let row = 1; row <= rows; row++) {
    rowStart[row] = (rowStart[row] as number) + (rowStart[row - 1] as number);
  }
  return {
    width: total[0] as number,
    rowStart,
    start: Float64Array.from(order, (node) => start[node] as number),
    end: Float64Array.from(order, (node) => (start[node] as number) + (total[node] as number)),
    node: order,
  };
}

/**
 * In the order in which time was spent. A box ends where its function was left.
 * @param timeline nodes of `tree`; the root stands for time in which nothing was measured
 */
export function timeOrderLayout(
  tree: CallTree,
  timeline: { readonly node: ArrayLike<number>; readonly durationUs: ArrayLike<number> },
): FlameLayout {
  const { parent, depth } = tree;
  const deepest = depth.reduce((most, one) => Math.max(most, one), 0);
  const rows = Array.from({ length: deepest }, () => new BoxRow());
  // The path to the node that is current: its node at each depth, and since when.
  const path = new Int32Array(deepest + 1);
  const since = new Float64Array(deepest + 1);
  let now = 0;
  let current = 0;
  const leaveTo = (level: number): void => {
    for (let at = depth[current] as number; at > level; at--) {
      rows[at - 1]?.add(since[at] as number, now, path[at] as number);
    }
  };
  for (let i = 0; i < timeline.node.length; i++) {
    const next = timeline.node[i] as number;
    if (next !== current) {
      let shared = next;
      while ((depth[shared] as number) > (depth[current] as number))
        shared = parent[shared] as number;
      while (shared > 0 && path[depth[shared] as number] !== shared)
        shared = parent[shared] as number;
      leaveTo(depth[shared] as number);
      for (let at = next; at !== shared; at = parent[at] as number) {
        path[depth[at] as number] = at;
        since[depth[at] as number] = now;
      }
      current = next;
    }
    now += timeline.durationUs[i] as number;
  }
  leaveTo(0);
  return joined(rows, now);
}

/** The first box of a row that ends behind x; `rowStart[row + 1]` if there is none. */
export function firstEndingAfter(layout: FlameLayout, row: number, x: number, from = -1): number {
  let low = Math.max(from, layout.rowStart[row] as number);
  let high = layout.rowStart[row + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((layout.end[middle] as number) > x) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @returns the box of this row at x, or -1 */
export function boxAt(layout: FlameLayout, row: number, x: number): number {
  if (row < 0 || row >= rowCount(layout)) return -1;
  const box = firstEndingAfter(layout, row, x);
  return box < (layout.rowStart[row + 1] as number) && (layout.start[box] as number) <= x
    ? box
    : -1;
}

export function rowCount({ rowStart }: FlameLayout): number {
  return rowStart.length - 1;
}

export function rowOf({ rowStart }: FlameLayout, box: number): number {
  let low = 0;
  let high = rowStart.length - 1;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((rowStart[middle] as number) <= box) low = middle;
    else high = middle;
  }
  return low;
}

/** The box from `box` on the way up, down, left or right; -1 if there is none. */
export function neighbour(
  layout: FlameLayout,
  box: number,
  way: "parent" | "child" | "before" | "after",
): number {
  const row = rowOf(layout, box);
  const middle = ((layout.start[box] as number) + (layout.end[box] as number)) / 2;
  if (way === "parent") return boxAt(layout, row - 1, middle);
  if (way === "child") {
    if (row + 1 >= rowCount(layout)) return -1;
    const child = widestWithin(layout, row + 1, box);
    return child;
  }
  const next = way === "before" ? box - 1 : box + 1;
  const isInRow =
    next >= (layout.rowStart[row] as number) && next < (layout.rowStart[row + 1] as number);
  return isInRow ? next : -1;
}

function widestWithin(layout: FlameLayout, row: number, box: number): number {
  const { start, end, rowStart } = layout;
  let widest = -1;
  let at = firstEndingAfter(layout, row, start[box] as number);
  for (; at < (rowStart[row + 1] as number) && (start[at] as number) < (end[box] as number); at++) {
    const width = (end[at] as number) - (start[at] as number);
    if (widest === -1 || width > (end[widest] as number) - (start[widest] as number)) widest = at;
  }
  return widest;
}

/** Boxes of one row, as many as come. */
class BoxRow {
  start: Float64Array = new Float64Array(16);
  end: Float64Array = new Float64Array(16);
  node: Int32Array = new Int32Array(16);
  size = 0;

  add(from: number, to: number, node: number): void {
    if (this.size === this.start.length) this.#grow();
    this.start[this.size] = from;
    this.end[this.size] = to;
    this.node[this.size++] = node;
  }

  #grow(): void {
    const length = this.size * 2;
    const [start, end, node] = [this.start, this.end, this.node];
    this.start = new Float64Array(length);
    this.end = new Float64Array(length);
    this.node = new Int32Array(length);
    this.start.set(start);
    this.end.set(end);
    this.node.set(node);
  }
}

function joined(rows: readonly BoxRow[], width: number): FlameLayout {
  const used = rows.filter(({ size }) => size > 0);
  const rowStart = new Int32Array(used.length + 1);
  for (const [row, { size }] of used.entries()) {
    rowStart[row + 1] = (rowStart[row] as number) + size;
  }
  const count = rowStart[used.length] as number;
  const layout = {
    width,
    rowStart,
    start: new Float64Array(count),
    end: new Float64Array(count),
    node: new Int32Array(count),
  };
  for (const [row, { start, end, node, size }] of used.entries()) {
    const at = rowStart[row] as number;
    layout.start.set(start.subarray(0, size), at);
    layout.end.set(end.subarray(0, size), at);
    layout.node.set(node.subarray(0, size), at);
  }
  return layout;
}
