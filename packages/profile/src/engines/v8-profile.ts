/**
 * Engines `sample` and `count`: V8's samples, led back through our own source maps to functions and
 * lines of the TypeScript files; with `count`, the calls of each function beside them.
 */
import { pathToFileURL } from "node:url";
import type { Lines, Meta, Profile } from "../model/profile.ts";
import { type FramePlace, TreeBuilder } from "../model/tree-builder.ts";
import { GeneratedFiles } from "./generated-files.ts";
import { sourcesOf, type ThreadFiles } from "./run-files.ts";
import { type FunctionPlaces, frameAt } from "./v8-frame.ts";
import {
  type SampleTimes,
  sampleTimes,
  type V8Frame,
  type V8Node,
  type V8Profile,
} from "./v8-tree.ts";

/** The profiler's code in the program's process (run/child-code.ts). */
const OWN_CODE = /[\\/](\.hpts[\\/]child-\w+|@hpts[\\/]profile[\\/]dist)[\\/](runtime|loader)[\\/]/;

const INLINED =
  "V8 has written functions into their callers, and gives these their time: engine exact tells them apart";

export function v8Profile(files: ThreadFiles, v8: V8Profile, meta: Meta): Profile {
  const tree = new TreeBuilder();
  const times = programSamples(v8, sampleTimes(v8), files);
  const profile = profileOfSamples(tree, v8, times, meta, new GeneratedFiles(files.tables));
  const calls = files.result.counts && frameCalls(tree, files);
  return {
    ...profile,
    frames: { ...tree.frames, ...(calls !== undefined && { calls: calls() }) },
    sources: sourcesOf(files.tables),
  };
}

/** What places in V8's code are in the sources. */
export interface Places extends FunctionPlaces {
  /** Whether code is none of the program's: its frames are left out where they are the outermost. */
  isOutside?(url: string): boolean;
  /** Whose a line is that V8 gives to a frame; the frame's own if absent. @param line from 1 */
  ownerOf?(frame: V8Frame, line: number): FramePlace | undefined;
  /** Both from 1. */
  lineAt(url: string, line: number): number | undefined;
}

export function profileOfSamples(
  tree: TreeBuilder,
  v8: V8Profile,
  { order, durationUs }: SampleTimes,
  meta: Meta,
  generated: Places,
): Profile {
  const nodeOf = addNodes(tree, v8.nodes, withParents(order, v8.nodes), generated);
  const outside = tree.node(0, tree.frame({ name: "(program)", kind: "program" }));
  const timesUs = new Map<number, number>();
  for (let i = 0; i < order.length; i++) {
    const node = nodeOf.get(order[i]!) || outside;
    tree.selfUs[node]! += durationUs[i]!;
    timesUs.set(order[i]!, (timesUs.get(order[i]!) ?? 0) + durationUs[i]!);
  }
  const { lines, isInlined } = linesOf(tree, v8.nodes, nodeOf, timesUs, generated);
  return {
    meta: {
      ...meta,
      samples: order.length,
      wallUs: durationUs.reduce((sum, us) => sum + us, 0),
      notes: isInlined ? [...meta.notes, INLINED] : meta.notes,
    },
    frames: tree.frames,
    nodes: tree.nodes([]),
    ...(lines.line.length > 0 && { lines }),
    timeline: { node: order.map((id) => nodeOf.get(id) || outside), durationUs },
  };
}

/** Without the profiler's own code, and without what came before the program's first line. */
function programSamples(
  { nodes }: V8Profile,
  { order, durationUs }: SampleTimes,
  { tables }: ThreadFiles,
): SampleTimes {
  const urls = new Set(tables.flatMap(({ file }) => [file, pathToFileURL(file).href]));
  const isProgram = subtrees(nodes, ({ callFrame }) => urls.has(callFrame.url));
  const isOurs = subtrees(nodes, ({ callFrame }) => OWN_CODE.test(callFrame.url));
  const start = order.findIndex((id) => isProgram.has(id));
  // The program's CommonJS files are loaded by the profiler's code.
  const isKept = (id: number): boolean => isProgram.has(id) || !isOurs.has(id);
  const kept = [...order.keys()].filter((i) => i >= start && start !== -1 && isKept(order[i]!));
  return {
    order: Int32Array.from(kept, (i) => order[i]!),
    durationUs: Float64Array.from(kept, (i) => durationUs[i]!),
  };
}

/** Ids of the nodes that match, and of all below them. */
function subtrees(nodes: readonly V8Node[], matches: (node: V8Node) => boolean): Set<number> {
  const found = new Set<number>();
  for (const node of nodes) {
    if (matches(node)) found.add(node.id);
    if (found.has(node.id)) for (const child of node.children ?? []) found.add(child);
  }
  return found;
}

/** @returns the tree's node of each of V8's ids that has time, or has such below it */
function addNodes(
  tree: TreeBuilder,
  nodes: readonly V8Node[],
  needed: ReadonlySet<number>,
  generated: Places,
): Map<number, number> {
  const parentOf = parents(nodes);
  const nodeOf = new Map<number, number>();
  // V8 lists a parent before its children.
  for (const { id, callFrame } of nodes) {
    if (!needed.has(id)) continue;
    const parent = nodeOf.get(parentOf.get(id) ?? 0) ?? 0;
    const place = frameAt(callFrame, generated);
    const { url } = callFrame;
    const isOurs = OWN_CODE.test(url) || (url !== "" && generated.isOutside?.(url) === true);
    const isOuter = parent === 0 && (isNodes(place) || isOurs);
    nodeOf.set(id, isOuter || !parentOf.has(id) ? 0 : tree.node(parent, tree.frame(place)));
  }
  return nodeOf;
}

/** What Node does before it comes to the program: the program's functions hang under the root. */
function isNodes({ file = "", kind }: FramePlace): boolean {
  return kind === "native" || file.startsWith("node:internal/");
}

function parents(nodes: readonly V8Node[]): Map<number, number> {
  const parentOf = new Map<number, number>();
  for (const { id, children = [] } of nodes) for (const child of children) parentOf.set(child, id);
  return parentOf;
}

function withParents(ids: Iterable<number>, nodes: readonly V8Node[]): Set<number> {
  const parentOf = parents(nodes);
  const all = new Set<number>();
  for (let id of ids) {
    for (; !all.has(id); id = parentOf.get(id) ?? id) all.add(id);
  }
  return all;
}

/**
 * A node's time, shared out over its lines by V8's ticks.
 * @returns also whether V8 has given it lines of functions that it has written into the node's
 */
function linesOf(
  tree: TreeBuilder,
  nodes: readonly V8Node[],
  nodeOf: ReadonlyMap<number, number>,
  timesUs: ReadonlyMap<number, number>,
  generated: Places,
): { lines: Lines; isInlined: boolean } {
  const frameOf = tree.nodes([]).frame;
  let isInlined = false;
  const rows = new Map<string, { frame: number; line: number; selfUs: number }>();
  for (const { id, callFrame, positionTicks = [] } of nodes) {
    if (!timesUs.has(id)) continue;
    const all = positionTicks.reduce((sum, { ticks }) => sum + ticks, 0);
    const own = frameOf[nodeOf.get(id) ?? 0]!;
    for (const { line: at, ticks } of positionTicks) {
      const line = generated.lineAt(callFrame.url, at);
      if (line === undefined) continue;
      const owner = generated.ownerOf?.(callFrame, line);
      const frame = generated.ownerOf === undefined ? own : owner && tree.frame(owner);
      isInlined ||= frame !== own;
      if (frame === undefined) continue;
      const key = `${frame} ${line}`;
      const row = rows.get(key) ?? { frame, line, selfUs: 0 };
      row.selfUs += (ticks / all) * (timesUs.get(id) ?? 0);
      rows.set(key, row);
    }
  }
  const sorted = [...rows.values()].sort((a, b) => a.frame - b.frame || a.line - b.line);
  const lines = {
    frame: Int32Array.from(sorted, ({ frame }) => frame),
    line: Int32Array.from(sorted, ({ line }) => line),
    selfUs: Float64Array.from(sorted, ({ selfUs }) => selfUs),
  };
  return { lines, isInlined };
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
