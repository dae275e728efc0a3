/**
 * Any forest of nodes -> the model's tree: the root first, parents before children, one child for
 * each frame. Two nodes of a file can become one, for two generated functions can come from the same
 * place of the source.
 */

import { childLists } from "../../model/child-lists.ts";
import { FRAME_KINDS, type FrameKind, type Frames } from "../../model/profile.ts";

export interface MergedTree {
  readonly frame: Int32Array;
  readonly parent: Int32Array;
  /** Index in this tree, by node of the file. */
  readonly nodeOf: Int32Array;
}

/** Frame 0 is "(root)"; node 0 too. */
const ROOT = 0;

/**
 * @param frame of each node; 0 is the root's
 * @param parent of each node, -1 for roots
 * @returns undefined if a node is its own ancestor
 */
export function mergeTree(
  frame: Int32Array,
  parent: Int32Array,
  frameCount: number,
): MergedTree | undefined {
  if (isTree(frame, parent, frameCount)) return { frame, parent, nodeOf: counted(frame.length) };
  const order = parentsFirst(parent);
  if (order === undefined) return undefined;
  const nodeOf = new Int32Array(parent.length);
  const merged = {
    frame: new Int32Array(parent.length + 1),
    parent: new Int32Array(parent.length + 1),
  };
  merged.parent[0] = -1;
  let count = 1;
  const children = new Map<number, number>();
  for (const node of order) {
    const above = parent[node] as number;
    const own = frame[node] as number;
    if (above === -1 && own === ROOT) continue;
    const mergedParent = above === -1 ? 0 : (nodeOf[above] as number);
    const key = mergedParent * frameCount + own;
    let id = children.get(key);
    if (id === undefined) {
      id = count++;
      children.set(key, id);
      merged.frame[id] = own;
      merged.parent[id] = mergedParent;
    }
    nodeOf[node] = id;
  }
  return { frame: merged.frame.slice(0, count), parent: merged.parent.slice(0, count), nodeOf };
}

/** Whether there is nothing to do, as for most files. */
function isTree(frame: Int32Array, parent: Int32Array, frameCount: number): boolean {
  if (parent[0] !== -1 || frame[0] !== ROOT) return false;
  for (let node = 1; node < parent.length; node++) {
    const above = parent[node] as number;
    if (above < 0 || above >= node) return false;
  }
  const { first, next } = childLists(parent);
  /** The parent that last had a child of this frame, by frame. */
  const seen = new Int32Array(frameCount).fill(-1);
  for (let node = 0; node < parent.length; node++) {
    for (let child = first[node] as number; child !== -1; child = next[child] as number) {
      const own = frame[child] as number;
      if (seen[own] === node) return false;
      seen[own] = node;
    }
  }
  return true;
}

const counted = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i);

/** All nodes, each after its parent; undefined if some are in a circle. */
function parentsFirst(parent: Int32Array): Int32Array | undefined {
  const order = new Int32Array(parent.length);
  const isPlaced = new Uint8Array(parent.length);
  let count = 0;
  const path: number[] = [];
  for (let start = 0; start < parent.length; start++) {
    let node = start;
    while (node !== -1 && isPlaced[node] === 0) {
      path.push(node);
      if (path.length > parent.length) return undefined;
      node = parent[node] as number;
    }
    for (let i = path.length - 1; i >= 0; i--) {
      const placed = path[i] as number;
      isPlaced[placed] = 1;
      order[count++] = placed;
    }
    path.length = 0;
  }
  return order;
}

/** Frames of a file's own numbering, each once; frame 0 is "(root)". */
export class FrameList {
  readonly #ids = new Map<string, number>();
  readonly #name: string[] = [];
  readonly #file: string[] = [];
  readonly #line: number[] = [];
  readonly #column: number[] = [];
  readonly #kind: number[] = [];

  constructor() {
    this.add("(root)", "", 0, 0, "root");
  }

  get length(): number {
    return this.#name.length;
  }

  add(name: string, file: string, line: number, column: number, kind: FrameKind): number {
    const key = `${line} ${column} ${name}\0${file}\0${kind}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#name.length);
    this.#file.push(file);
    this.#line.push(line);
    this.#column.push(column);
    this.#kind.push(FRAME_KINDS.indexOf(kind));
    return this.#name.push(name) - 1;
  }

  build(): Frames {
    return {
      name: this.#name,
      file: this.#file,
      line: Int32Array.from(this.#line),
      column: Int32Array.from(this.#column),
      kind: Uint8Array.from(this.#kind),
    };
  }
}
