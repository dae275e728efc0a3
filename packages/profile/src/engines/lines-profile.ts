/** Engine `line`: hits of lines, and the times of stacks of lines. */
import type { LineEntry } from "../instrument/table.ts";
import type { Lines, Meta, Profile } from "../model/profile.ts";
import { outermostOf } from "../model/totals.ts";
import { TreeBuilder } from "../model/tree-builder.ts";
import type { LinesResult } from "../runtime/shared.ts";
import { addRest } from "./root-time.ts";
import { type PlacedFunction, sourcesOf, type ThreadFiles } from "./run-files.ts";

export function linesProfile(files: ThreadFiles, given: LinesResult, meta: Meta): Profile {
  const tree = new TreeBuilder();
  addStacks(tree, files, given);
  addRest(tree, given.selfUs[0] ?? 0, files.result.idleUs);
  const lines = linesOf(tree, files, given);
  return {
    meta,
    frames: tree.frames,
    nodes: tree.nodes(["callLine"]),
    lines,
    sources: sourcesOf(files.tables),
  };
}

/** A stack of lines is a path of calls, each with the line it was made from. */
function addStacks(tree: TreeBuilder, { lines, functions }: ThreadFiles, given: LinesResult): void {
  const nodeOf = new Int32Array(given.line.length);
  for (let i = 1; i < given.line.length; i++) {
    const above = given.parent[i]!;
    const line = lines.get(given.line[i]!);
    const fn = functionOf(line, functions);
    const callLine = lines.get(given.line[above]!)?.line ?? 0;
    const parent = nodeOf[above]!;
    nodeOf[i] = fn === undefined ? parent : tree.node(parent, tree.frame(fn), callLine);
    tree.selfUs[nodeOf[i]!]! += given.selfUs[i]!;
  }
}

function functionOf(
  line: LineEntry | undefined,
  functions: ReadonlyMap<number, PlacedFunction>,
): PlacedFunction | undefined {
  return line === undefined ? undefined : functions.get(line.functionId);
}

function linesOf(tree: TreeBuilder, { lines, functions }: ThreadFiles, given: LinesResult): Lines {
  const selfUs = new Float64Array(given.hits.length);
  const totalUs = new Float64Array(given.hits.length);
  const totals = Float64Array.from(given.selfUs);
  // A recursive line is on a stack several times; its total is that of the outermost.
  const outermost = outermostOf(given.parent, given.line, given.hits.length);
  for (let i = totals.length - 1; i > 0; i--) {
    const line = given.line[i]!;
    totals[given.parent[i]!]! += totals[i]!;
    selfUs[line]! += given.selfUs[i]!;
    if (outermost[i] === 1) totalUs[line]! += totals[i]!;
  }
  const ran = [...lines.values()].filter(({ id }) => given.hits[id]! > 0 || totalUs[id]! > 0);
  ran.sort((a, b) => a.functionId - b.functionId || a.line - b.line);
  const placed = ran.flatMap((line) => {
    const fn = functionOf(line, functions);
    return fn === undefined ? [] : [{ ...line, frame: tree.frame(fn) }];
  });
  return {
    frame: Int32Array.from(placed, ({ frame }) => frame),
    line: Int32Array.from(placed, ({ line }) => line),
    hits: Float64Array.from(placed, ({ id }) => given.hits[id]!),
    selfUs: Float64Array.from(placed, ({ id }) => selfUs[id]!),
    totalUs: Float64Array.from(placed, ({ id }) => totalUs[id]!),
  };
}
