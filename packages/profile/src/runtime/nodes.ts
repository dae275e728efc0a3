/** The tree of calls of this thread: finds the node of a call, or makes it. */
import { callLineOf } from "./call-line.ts";
import { options, tables } from "./own-thread.ts";
import { FOLDED, KIDS, MOST_FUNCTIONS, NODE_LIMIT, NODE_ROOM, RECORD, USED } from "./shared.ts";

const { state, records, parent, foldedCalls, callLine, calibration } = tables;

const LIMIT = Math.min(NODE_LIMIT, options.nodeLimit ?? NODE_LIMIT);
const SLOTS = 1 << 22;
/** Open addressing: (parent, function) -> node. */
const index = new Int32Array(SLOTS);

/**
 * @param at record of a node
 * @returns that of its child for a function, which it remembers for the next time
 */
export function childOf(at: number, id: number): number {
  const node = at / RECORD;
  const child = find(node, id);
  // Folded calls come here every time, to be counted.
  if (child === 0) return folded(node, id) * RECORD;
  records[at + KIDS + (id & 3)] = child * RECORD;
  return child * RECORD;
}

function functionOf(node: number): number {
  return records[node * RECORD]!;
}

/** 0 if there is no such child, and no room for more. */
function find(node: number, id: number): number {
  let slot = Math.imul(node ^ Math.imul(id, 0x9e3779b1), 0x85ebca6b) >>> 10;
  for (let at = index[slot]!; at !== 0; at = index[slot]!) {
    if (parent[at] === node && functionOf(at) === id) return at;
    slot = (slot + 1) & (SLOTS - 1);
  }
  const used = state[USED]! + 1;
  if (used >= LIMIT) return 0;
  index[slot] = create(used, node, id);
  return used;
}

function create(node: number, above: number, id: number): number {
  records[node * RECORD] = id;
  parent[node] = above;
  callLine[node] = callLineOf(functionOf(above), id);
  state[USED] = node;
  if (node === 1) calibration[1] = performance.eventLoopUtilization().idle * 1000;
  return node;
}

const FLAT_ROOM = 8192;
const folds = new Map<number, number>();

/**
 * Above the limit a call goes to its function's node on the path, as a recursive call of that; without
 * one to a node of its own, and when there is no more room at all to one under the root.
 */
function folded(node: number, id: number): number {
  const key = node * MOST_FUNCTIONS + id;
  let target = folds.get(key);
  if (target === undefined) {
    target = foldTarget(node, id);
    folds.set(key, target);
  }
  if (target <= node) foldedCalls[target]!++;
  return target;
}

function foldTarget(node: number, id: number): number {
  state[FOLDED] = 1;
  for (let at = node; at > 0; at = parent[at]!) if (functionOf(at) === id) return at;
  const used = state[USED]! + 1;
  if (used < NODE_ROOM - FLAT_ROOM) return create(used, node, id);
  for (let at = NODE_ROOM - FLAT_ROOM; at < used; at++) if (functionOf(at) === id) return at;
  return used < NODE_ROOM ? create(used, 0, id) : 0;
}
