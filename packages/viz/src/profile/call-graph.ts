/**
 * The call graph around one function: the most expensive ways to it and from it, laid out by dagre.
 * Never the whole program: fitted into a panel, that is lines and no letters.
 */
import { graphlib, layout } from "@dagrejs/dagre";
import type { ProfileData } from "@hpts/profile";
import { type CallEdge, callEdges } from "./calls-around.ts";

export interface GraphOptions {
  /** How many functions at most, the selected one included. Default 16. */
  readonly limit?: number;
  readonly nodeWidthPx?: number;
  readonly nodeHeightPx?: number;
}

export interface GraphNode {
  readonly fn: number;
  /** Of the left upper corner. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** The function's calls of itself, if there are some. */
  readonly recursion?: CallEdge;
}

export interface GraphLine extends CallEdge {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Middle of the label. */
  readonly x: number;
  readonly y: number;
}

export interface CallGraph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly GraphNode[];
  readonly lines: readonly GraphLine[];
  /** Direct callers and callees that had no room. */
  readonly left: { readonly callers: number; readonly callees: number };
}

export const NODE_WIDTH_PX = 158;
export const NODE_HEIGHT_PX = 46;
/** What a node with recursion is higher. */
export const RECURSION_PX = 15;
/** Of the most expensive line. */
const LEAST_SHARE = 0.002;
/** Room for "188,000 ×" over "31.2 ms". */
const LABEL = { width: 74, height: 28, labelpos: "c" } as const;

export function callGraph(
  data: ProfileData,
  selected: number,
  { limit = 16, nodeWidthPx = NODE_WIDTH_PX, nodeHeightPx = NODE_HEIGHT_PX }: GraphOptions = {},
): CallGraph {
  const edges = callEdges(data);
  const isSelf = ({ caller, callee }: CallEdge): boolean => caller === callee;
  const others = edges.filter((edge) => !isSelf(edge));
  // Without these, a part of the graph would hang in the air, which dagre does not stand.
  const ways = new Set([
    ...nearest(others, selected, "caller", Math.ceil(limit / 2)),
    ...nearest(others, selected, "callee", Math.ceil(limit / 2)),
  ]);
  const chosen = new Set([selected]);
  for (const { caller, callee } of ways) chosen.add(caller).add(callee);
  const graph = new graphlib.Graph();
  graph.setGraph({
    rankdir: "TB",
    nodesep: 22,
    ranksep: 30,
    edgesep: 14,
    marginx: 12,
    marginy: 12,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  const recursion = new Map(edges.filter(isSelf).map((edge) => [edge.caller, edge]));
  for (const fn of chosen) {
    const height = nodeHeightPx + (recursion.has(fn) ? RECURSION_PX : 0);
    graph.setNode(String(fn), { width: nodeWidthPx, height });
  }
  const within = others.filter(({ caller, callee }) => chosen.has(caller) && chosen.has(callee));
  const most = within.reduce((largest, { total }) => Math.max(largest, total), 0);
  // Others that cost next to nothing only cross the rest.
  const shown = within.filter((edge) => ways.has(edge) || edge.total > most * LEAST_SHARE);
  for (const { caller, callee, total } of shown) {
    graph.setEdge(String(caller), String(callee), { ...LABEL, weight: 1 + Math.log1p(total) });
  }
  layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  const left = (end: "caller" | "callee", of: "caller" | "callee"): number =>
    others.filter((edge) => edge[of] === selected && !chosen.has(edge[end])).length;
  return {
    width: size.width ?? 0,
    height: size.height ?? 0,
    nodes: [...chosen].map((fn) => {
      const { x, y, height } = graph.node(String(fn)) as { x: number; y: number; height: number };
      const own = recursion.get(fn);
      return {
        fn,
        x: x - nodeWidthPx / 2,
        y: y - height / 2,
        height,
        ...(own !== undefined && { recursion: own }),
      };
    }),
    lines: shown.map((edge) => {
      const at = graph.edge(String(edge.caller), String(edge.callee)) as LaidEdge;
      return { ...edge, points: at.points, x: at.x, y: at.y };
    }),
    left: { callers: left("caller", "callee"), callees: left("callee", "caller") },
  };
}

interface LaidEdge {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly x: number;
  readonly y: number;
}

/** The most expensive ways to other functions, in one direction. */
function nearest(
  edges: readonly CallEdge[],
  selected: number,
  towards: "caller" | "callee",
  limit: number,
): Set<CallEdge> {
  const from = towards === "caller" ? "callee" : "caller";
  const edgesFrom = new Map<number, CallEdge[]>();
  for (const edge of edges) {
    const known = edgesFrom.get(edge[from]);
    if (known === undefined) edgesFrom.set(edge[from], [edge]);
    else known.push(edge);
  }
  const ways = new Set<CallEdge>();
  const chosen = new Set([selected]);
  const open = [...(edgesFrom.get(selected) ?? [])];
  while (chosen.size < limit && open.length > 0) {
    const best = open.reduce((most, edge) => (edge.total > most.total ? edge : most));
    open.splice(open.indexOf(best), 1);
    const reached = best[towards];
    if (chosen.has(reached)) continue;
    chosen.add(reached);
    ways.add(best);
    open.push(...(edgesFrom.get(reached) ?? []));
  }
  return ways;
}
