/** Who calls a function, and what it calls. */
import type { ProfileData } from "@hpts/profile";

export interface CallEdge {
  readonly caller: number;
  readonly callee: number;
  /** -1 if calls were not counted. */
  readonly calls: number;
  readonly self: number;
  /** Of the callee, when called from this caller; recursion counted once. */
  readonly total: number;
}

export interface CallsAround {
  /** Most expensive first; a function that calls itself is among both. */
  readonly callers: readonly CallEdge[];
  readonly callees: readonly CallEdge[];
}

/** @returns the direct callers and callees of a function */
export function callsAround(data: ProfileData, fn: number): CallsAround {
  const edges = callEdges(data);
  return {
    callers: byCost(edges.filter(({ callee }) => callee === fn)),
    callees: byCost(edges.filter(({ caller }) => caller === fn)),
  };
}

export function callEdges({ calls }: ProfileData): CallEdge[] {
  return Array.from({ length: calls.caller.length }, (_, at) => ({
    caller: calls.caller[at] as number,
    callee: calls.callee[at] as number,
    calls: calls.calls[at] as number,
    self: calls.selfUs[at] as number,
    total: calls.totalUs[at] as number,
  }));
}

function byCost(edges: readonly CallEdge[]): CallEdge[] {
  return edges.toSorted((a, b) => b.total - a.total || b.calls - a.calls);
}
