/**
 * What engine `clock` calls in the program: as tree.ts, but the clock is read at every change of the
 * current node, as deterministic profilers do. That takes about 20 times as long as a call, and so
 * shows what it does to a program of small functions.
 */
import { childOf } from "./nodes.ts";
import { tables } from "./own-thread.ts";
import { CALLS, KIDS, NODE } from "./shared.ts";
import { coverDelegate, coverForAwait } from "./suspend.ts";

export const s: Int32Array = tables.state;
export const w: Float64Array = tables.clock;
const { records, waitUs, selfUs } = tables;

const { hrtime } = process;
const [startS] = hrtime();
let last = 0;

/** The cheapest clock of Node that has nanoseconds. */
function now(): number {
  const [seconds, nanos] = hrtime();
  return (seconds - startS) * 1e6 + nanos / 1e3;
}

export function x(node: number): void {
  const at = now();
  selfUs[s[NODE]! >> 3]! += at - last;
  last = at;
  s[NODE] = node;
  w[0] = at;
}

export function e(id: number): number {
  const caller = s[NODE]!;
  let node = records[caller + KIDS + (id & 3)]!;
  if (records[node] !== id) node = childOf(caller, id);
  records[node + CALLS]!++;
  if (last === 0) last = now();
  x(node);
  return caller;
}

export function f(caller: number, own: number): void {
  if (s[NODE] === own) x(caller);
}

export function o<T>(value: T, caller: number, _since?: number): T {
  x(caller);
  return value;
}

export function b<T>(value: T, _caller: number, own: number, since: number): T {
  x(own);
  waitUs[own >> 3]! += w[0]! - since;
  return value;
}

export function g<T>(value: T, _caller: number, own: number): T {
  x(own);
  return value;
}

export function u(caller: number, own: number, since: number): number {
  if (s[NODE] === own) return caller;
  x(own);
  waitUs[own >> 3]! += w[0]! - since;
  return 0;
}

export function v(caller: number, own: number): number {
  const current = s[NODE]!;
  if (current === own) return caller;
  x(own);
  return current;
}

export { coverDelegate as ys, coverForAwait as fa };
