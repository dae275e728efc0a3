/** The tree of calls of this thread: finds the node of a call, or makes it. */
import { callLineOf } from "./call-line.ts";
import { tables } from "./own-thread.ts";
import { FOLDED, NODE_LIMIT, NODE_ROOM, USED } from "./shared.ts";

const { state, kids, fn, parent, foldedCalls, callLine, calibration } = tables;

const SLOTS = 1 << 22;
/** Open addressing: (parent, function) -> node. */
const index = new Int32Array(SLOTS);

/** @returns the child of a node for a function; remembered in `kids` for the next time */
export function childOf(node: number, id: number): number {
  const child = find(node, id);
  kids[node * 4 + (id & 3)] = child;
  return child;
}

function find(node: number, id: number): number {
  let slot = Math.imul(node ^ Math.imul(id, 0x9e3779b1), 0x85ebca6b) >>> 10;
  for (let at = index[slot]!; at !== 0; at = index[slot]!) {
    if (parent[at] === node && fn[at] === id) return at;
    slot = (slot + 1) & (SLOTS - 1);
  }
  const used = state[USED]! + 1;
  if (used >= NODE_LIMIT) return folded(node, id, used);
  index[slot] = create(used, node, id);
  return used;
}

function create(at: number, node: number, id: number): number {
  fn[at] = id;
  parent[at] = node;
  callLine[at] = callLineOf(fn[node]!, id);
  state[USED] = at;
  // Node 1 is the calibration's: the program starts with node 2.
  if (at === 2) calibration[2] = performance.eventLoopUtilization().idle * 1000;
  return at;
}

/**
 * Above the limit a call goes to its function's node on the path, or to a node under the root. The
 * counted call of the former is taken as recursive.
 */
function folded(node: number, id: number, used: number): number {
  state[FOLDED] = 1;
  for (let at = node; at > 0; at = parent[at]!) {
    if (fn[at] !== id) continue;
    foldedCalls[at]!++;
    return at;
  }
  for (let at = NODE_LIMIT; at < used; at++) if (fn[at] === id) return at;
  return used < NODE_ROOM ? create(used, 0, id) : 0;
}
