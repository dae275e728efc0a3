/** V8's sampled allocations as a Profile in bytes, led back to functions of the TypeScript files. */
import { GeneratedFiles } from "../engines/generated-files.ts";
import { sourcesOf } from "../engines/run-files.ts";
import { type FunctionPlaces, frameAt } from "../engines/v8-frame.ts";
import type { V8Frame } from "../engines/v8-tree.ts";
import { MODULE_NAME } from "../instrument/names.ts";
import type { FileTable } from "../loader/program-loader.ts";
import type { Meta, Profile } from "../model/profile.ts";
import { TreeBuilder } from "../model/tree-builder.ts";

/** https://chromedevtools.github.io/devtools-protocol/tot/HeapProfiler/#type-SamplingHeapProfileNode */
export interface HeapNode {
  readonly callFrame: V8Frame;
  readonly selfSize: number;
  readonly children: readonly HeapNode[];
}

/** The measuring code itself, and Node's start. */
const OURS = /[\\/](\.hpts[\\/]child-\w+|@hpts[\\/]profile[\\/]dist)[\\/]/;

/** What Node and the loader took is left out: the program's own code hangs under the root. */
export function heapProfile(head: HeapNode, tables: readonly FileTable[], meta: Meta): Profile {
  const tree = new TreeBuilder();
  const places = placesOf(new GeneratedFiles(tables));
  const urls = new Set(tables.map(({ file }) => file));
  const open: (readonly [node: HeapNode, parent: number, isProgram: boolean])[] = [
    [head, 0, false],
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, parent, wasProgram] = next;
    const place = frameAt(node.callFrame, places);
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

/** A file's own code begins where its first function may begin, too; V8 gives it no name. */
function placesOf(generated: GeneratedFiles): FunctionPlaces {
  return {
    functionAt(url, line, column, name) {
      const known = generated.functionAt(url, line, column);
      const isFile = name === "" && line === 1 && column === 0;
      if (known === undefined || !isFile) return known;
      return { name: MODULE_NAME, file: known.file, line: 1, column: 1 };
    },
  };
}
