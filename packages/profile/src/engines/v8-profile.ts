/**
 * Engines `sample` and `count`: V8's samples, led back through our own source maps to functions and
 * lines of the TypeScript files; with `count`, the calls of each function beside them.
 */
import { fileURLToPath } from "node:url";
import type { FrameKind, Lines, Meta, Profile } from "../model/profile.ts";
import { type FramePlace, TreeBuilder } from "../model/tree-builder.ts";
import { GeneratedFiles } from "./generated-files.ts";
import { sourcesOf, type ThreadFiles } from "./run-files.ts";
import { sampleTimes, type V8Frame, type V8Node, type V8Profile } from "./v8-tree.ts";

const KINDS: Readonly<Record<string, FrameKind | undefined>> = {
  "(root)": "root",
  "(program)": "program",
  "(idle)": "idle",
  "(garbage collector)": "gc",
};

export function v8Profile(files: ThreadFiles, v8: V8Profile, meta: Meta): Profile {
  const tree = new TreeBuilder();
  const generated = new GeneratedFiles(files.tables);
  const nodeOf = addNodes(tree, v8.nodes, generated);
  const { order, durationUs } = sampleTimes(v8);
  const timesUs = new Map<number, number>();
  for (let i = 0; i < order.length; i++) {
    const node = nodeOf.get(order[i]!) ?? 0;
    tree.selfUs[node]! += durationUs[i]!;
    timesUs.set(order[i]!, (timesUs.get(order[i]!) ?? 0) + durationUs[i]!);
  }
  const lines = linesOf(tree, v8.nodes, nodeOf, timesUs, generated);
  const calls = files.result.counts && frameCalls(tree, files);
  return {
    meta: { ...meta, samples: order.length, wallUs: durationUs.reduce((sum, us) => sum + us, 0) },
    frames: { ...tree.frames, ...(calls !== undefined && { calls: calls() }) },
    nodes: tree.nodes([]),
    lines,
    timeline: { node: order.map((id) => nodeOf.get(id) ?? 0), durationUs },
    sources: sourcesOf(files.tables),
  };
}

function addNodes(
  tree: TreeBuilder,
  nodes: readonly V8Node[],
  generated: GeneratedFiles,
): Map<number, number> {
  const parentOf = new Map<number, number>();
  for (const { id, children = [] } of nodes) for (const child of children) parentOf.set(child, id);
  const nodeOf = new Map<number, number>();
  // V8 lists a parent before its children.
  for (const { id, callFrame } of nodes) {
    const parent = parentOf.get(id);
    const at =
      parent === undefined
        ? 0
        : tree.node(nodeOf.get(parent) ?? 0, tree.frame(placeOf(callFrame, generated)));
    nodeOf.set(id, at);
  }
  return nodeOf;
}

function placeOf(frame: V8Frame, generated: GeneratedFiles): FramePlace {
  const { functionName, url, lineNumber, columnNumber } = frame;
  const kind = url === "" ? KINDS[functionName] : undefined;
  if (kind !== undefined) return { name: functionName, kind };
  const known = generated.functionAt(url, lineNumber + 1, columnNumber);
  if (known !== undefined) return known;
  return {
    name: functionName === "" ? "(anonymous)" : functionName,
    file: url.startsWith("file:") ? fileURLToPath(url) : url,
    line: lineNumber + 1,
    column: columnNumber + 1,
    kind: url === "" ? "native" : "js",
  };
}

/** A node's time, shared out over its lines by V8's ticks. */
function linesOf(
  tree: TreeBuilder,
  nodes: readonly V8Node[],
  nodeOf: ReadonlyMap<number, number>,
  timesUs: ReadonlyMap<number, number>,
  generated: GeneratedFiles,
): Lines {
  const frameOf = tree.nodes([]).frame;
  const rows = new Map<string, { frame: number; line: number; selfUs: number }>();
  for (const { id, callFrame, positionTicks = [] } of nodes) {
    const all = positionTicks.reduce((sum, { ticks }) => sum + ticks, 0);
    const frame = frameOf[nodeOf.get(id) ?? 0]!;
    for (const { line: at, ticks } of positionTicks) {
      const line = generated.lineAt(callFrame.url, at);
      if (line === undefined) continue;
      const key = `${frame} ${line}`;
      const row = rows.get(key) ?? { frame, line, selfUs: 0 };
      row.selfUs += (ticks / all) * (timesUs.get(id) ?? 0);
      rows.set(key, row);
    }
  }
  const sorted = [...rows.values()].sort((a, b) => a.frame - b.frame || a.line - b.line);
  return {
    frame: Int32Array.from(sorted, ({ frame }) => frame),
    line: Int32Array.from(sorted, ({ line }) => line),
    selfUs: Float64Array.from(sorted, ({ selfUs }) => selfUs),
  };
}

/** Makes frames for functions that no sample has met. */
function frameCalls(tree: TreeBuilder, { result, functions }: ThreadFiles): () => Float64Array {
  const counted = [...functions.values()]
    .filter(({ id }) => (result.counts?.[id] ?? 0) > 0)
    .map((fn) => ({ frame: tree.frame(fn), calls: result.counts![fn.id]! }));
  return () => {
    const calls = new Float64Array(tree.frames.name.length);
    for (const one of counted) calls[one.frame]! += one.calls;
    return calls;
  };
}
