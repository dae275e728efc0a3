/**
 * KCachegrind's callee map: a rectangle for each call below a function, as large as its share, the
 * callees inside of their caller. What a rectangle leaves free is its function's own time.
 */
import { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";
import { type CallTree, callsBelow } from "./call-tree.ts";

export interface MapBox {
  /** Index into the tree below the function. */
  readonly node: number;
  readonly fn: number;
  /** 0 for the function itself. */
  readonly depth: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly self: number;
  readonly total: number;
}

export const MAP_TITLE_PX = 17;
/** What is smaller than this in either direction is not shown. */
const LEAST_PX = 3;
/** Below this share of the whole, a call is not laid out at all. */
const LEAST_SHARE = 5e-4;

/** @returns rectangles, each before those that lie inside of it */
export function calleeMap(
  tree: CallTree,
  selected: number,
  size: { readonly widthPx: number; readonly heightPx: number },
): MapBox[] {
  const below = callsBelow(tree, selected);
  const top = below.firstChild[0] as number;
  if (top === -1) return [];
  const least = (below.total[top] as number) * LEAST_SHARE;
  const childrenOf = (node: number): number[] => {
    const children: number[] = [];
    for (
      let at = below.firstChild[node] as number;
      at !== -1;
      at = below.nextSibling[at] as number
    ) {
      // The rest is smaller still.
      if ((below.total[at] as number) <= least) break;
      children.push(at);
    }
    return children;
  };
  const root = hierarchy(top, childrenOf);
  // d3 would add up what is shown only: what was too small to be shown is own time, then.
  root.each((one) => {
    (one as { value?: number }).value = below.total[one.data] as number;
  });
  const laid = treemap<number>()
    .tile(treemapSquarify.ratio(1.3))
    .size([size.widthPx, size.heightPx])
    .paddingTop(MAP_TITLE_PX)
    .paddingRight(3)
    .paddingBottom(3)
    .paddingLeft(3)
    .paddingInner(2)
    .round(true)(root);
  return laid
    .descendants()
    .filter(({ x0, x1, y0, y1 }) => x1 - x0 >= LEAST_PX && y1 - y0 >= LEAST_PX)
    .map(({ data: node, depth, x0, x1, y0, y1 }) => ({
      node,
      fn: below.functionOf[node] as number,
      depth,
      x: x0,
      y: y0,
      width: x1 - x0,
      height: y1 - y0,
      self: below.self[node] as number,
      total: below.total[node] as number,
    }));
}
