/** V8's sampled allocations as a Profile in bytes, led back to functions of the TypeScript files. */
import { fileURLToPath } from "node:url";
import { GeneratedFiles } from "../engines/generated-files.ts";
import { sourcesOf } from "../engines/run-files.ts";
import { MODULE_NAME } from "../instrument/names.ts";
import type { FileTable } from "../loader/program-loader.ts";
import type { Meta, Profile } from "../model/profile.ts";
import { type FramePlace, TreeBuilder } from "../model/tree-builder.ts";

/** https://chromedevtools.github.io/devtools-protocol/tot/HeapProfiler/#type-SamplingHeapProfileNode */
export interface HeapNode {
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    /** From 0. */
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly selfSize: number;
  readonly children: readonly HeapNode[];
}

/** The measuring code itself, and Node's start. */
const OURS = /[\\/](\.hpts[\\/]child-\w+|@hpts[\\/]profile[\\/]dist)[\\/]/;

/** What Node and the loader took is left out: the program's own code hangs under the root. */
export function heapProfile(head: HeapNode, tables: readonly FileTable[], meta: Meta): Profile {
  const tree = new TreeBuilder();
  const generated = new GeneratedFiles(tables);
  const urls = new Set(tables.map(({ file }) => file));
  const open: (readonly [node: HeapNode, parent: number, isProgram: boolean])[] = [
    [head, 0, false],
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, parent, wasProgram] = next;
    const place = placeOf(node, generated);
    // What loads the program stands between its files: their code hangs under what required it.
    const isOurs = OURS.test(node.callFrame.url);
    const isProgram = !isOurs && (wasProgram || urls.has(place.file ?? ""));
    const id = isProgram ? tree.node(parent, tree.frame(place)) : parent;
    if (isProgram) tree.selfUs[id]! += node.selfSize;
    for (const child of node.children) open.push([child, id, isProgram]);
  }
  return {
    meta,
    frames: tree.frames,
    nodes: tree.nodes([]),
    sources: sourcesOf(tables),
  };
}

function placeOf({ callFrame }: HeapNode, generated: GeneratedFiles): FramePlace {
  const { functionName, url, lineNumber, columnNumber } = callFrame;
  const known = generated.functionAt(url, lineNumber + 1, columnNumber);
  // A file's own code begins where its first function may begin, too; V8 gives it no name.
  const isFile = functionName === "" && lineNumber === 0 && columnNumber === 0;
  if (known !== undefined && isFile)
    return { name: MODULE_NAME, file: known.file, line: 1, column: 1 };
  if (known !== undefined) return known;
  return {
    name: functionName === "" ? "(anonymous)" : functionName,
    file: url.startsWith("file:") ? fileURLToPath(url) : url,
    line: lineNumber + 1,
    column: columnNumber + 1,
    kind: url === "" ? "native" : "js",
  };
}
