/** V8's samples of a part of a program, without the code that asked for them. */
import type { SampleTimes, V8Node, V8Profile } from "./v8-tree.ts";

export interface PartSamples {
  readonly v8: V8Profile;
  readonly times: SampleTimes;
}

/**
 * What the profiler's code has called hangs under what has called the profiler; with `isCall`, under
 * the root: the part is that one call.
 * @param isOwn whether a URL is that of the profiler's code
 */
export function withoutProfiler(
  v8: V8Profile,
  { order, durationUs }: SampleTimes,
  isOwn: (url: string) => boolean,
  isCall: boolean,
): PartSamples {
  const parentOf = parents(v8.nodes);
  const own = ownNodes(v8.nodes, parentOf, isOwn);
  const callers = isCall ? callersOf(own, parentOf) : new Set<number>();
  /** Where a node's children belong: to itself if it is kept. */
  const placeOf = new Map<number, number>();
  const childrenOf = new Map<number, number[]>();
  // V8 lists a parent before its children.
  for (const { id } of v8.nodes) {
    const parent = parentOf.get(id);
    const place = parent === undefined ? id : placeOf.get(parent)!;
    const isKept = parent === undefined || !(own.has(id) || callers.has(id));
    placeOf.set(id, isKept ? id : place);
    if (isKept) childrenOf.set(id, []);
    if (isKept && parent !== undefined) childrenOf.get(place)!.push(id);
  }
  const isKept = (id: number): boolean => placeOf.get(id) === id;
  const kept = [...order.keys()].filter((i) => isKept(order[i]!));
  return {
    v8: {
      ...v8,
      nodes: v8.nodes
        .filter(({ id }) => isKept(id))
        .map((node) => ({ ...node, children: childrenOf.get(node.id) ?? [] })),
    },
    times: {
      order: Int32Array.from(kept, (i) => order[i]!),
      durationUs: Float64Array.from(kept, (i) => durationUs[i]!),
    },
  };
}

function parents(nodes: readonly V8Node[]): Map<number, number> {
  return new Map(nodes.flatMap(({ id, children = [] }) => children.map((one) => [one, id])));
}

/** The profiler's frames, and those of the inspector that it calls, with all below them. */
function ownNodes(
  nodes: readonly V8Node[],
  parentOf: ReadonlyMap<number, number>,
  isOwn: (url: string) => boolean,
): Set<number> {
  const own = new Set<number>();
  const inspector = new Set<number>();
  for (const { id, callFrame } of nodes) {
    const parent = parentOf.get(id) ?? 0;
    const isInspector =
      inspector.has(parent) || (own.has(parent) && callFrame.url === "node:inspector");
    if (isInspector) inspector.add(id);
    if (isInspector || isOwn(callFrame.url)) own.add(id);
  }
  return own;
}

/** What is above the outermost frames of the profiler. */
function callersOf(own: ReadonlySet<number>, parentOf: ReadonlyMap<number, number>): Set<number> {
  const found = new Set<number>();
  for (const id of own) {
    const above: number[] = [];
    for (let at = parentOf.get(id); at !== undefined; at = parentOf.get(at)) above.push(at);
    if (!above.some((one) => own.has(one))) for (const one of above) found.add(one);
  }
  return found;
}
