/**
 * What engine `exact` calls in the program (instrument/dialect.ts). Exported names are short, as they
 * stand in the program's text.
 *
 * Everything here is a constant of this module, so that V8 puts addresses into the machine code; this
 * file must not be bundled, which would make variables of them.
 */
import { childOf } from "./nodes.ts";
import { tables } from "./own-thread.ts";
import { CALLS, KIDS, NODE } from "./shared.ts";
import { coverDelegate, coverForAwait } from "./suspend.ts";

export const s: Int32Array = tables.state;
export const w: Float64Array = tables.clock;
// Not exported: V8 knows these better than exported ones.
const { state, clock, records, waitUs } = tables;

/**
 * Enters a function.
 * @returns the node of its caller
 */
export function e(id: number): number {
  const caller = state[NODE]!;
  let node = records[caller + KIDS + (id & 3)]!;
  if (records[node] !== id) node = childOf(caller, id);
  records[node + CALLS]!++;
  state[NODE] = node;
  return caller;
}

/** Leaves to a node. */
export function x(node: number): void {
  state[NODE] = node;
}

/** Leaves a function that can be suspended, unless it went on without us. */
export function f(caller: number, own: number): void {
  if (state[NODE] === own) state[NODE] = caller;
}

/** Before a suspension. */
export function o<T>(value: T, caller: number, _since?: number): T {
  state[NODE] = caller;
  return value;
}

/** After an await. */
export function b<T>(value: T, _caller: number, own: number, since: number): T {
  waitUs[own >> 3]! += clock[0]! - since;
  state[NODE] = own;
  return value;
}

/** After a yield. */
export function g<T>(value: T, _caller: number, own: number): T {
  state[NODE] = own;
  return value;
}

/** Where an async function goes on without `b`. @returns its caller from now on: the event loop */
export function u(caller: number, own: number, since: number): number {
  if (state[NODE] === own) return caller;
  waitUs[own >> 3]! += clock[0]! - since;
  state[NODE] = own;
  return 0;
}

/** Where a generator goes on without `g`. @returns who has called it */
export function v(caller: number, own: number): number {
  const current = state[NODE]!;
  if (current === own) return caller;
  state[NODE] = own;
  return current;
}

export { coverDelegate as ys, coverForAwait as fa };
