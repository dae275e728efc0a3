/**
 * `.heapprofile`, V8's sampled allocations: `node --heap-prof`, the inspector of any Node program.
 * https://chromedevtools.github.io/devtools-protocol/tot/HeapProfiler/#type-SamplingHeapProfile
 *
 * The model's costs are bytes then: those that were alive when the profile was taken, scaled up from
 * samples by V8.
 */
import type { Profile } from "../../model/profile.ts";
import type { ReaderOptions } from "../read.ts";
import { JsonBytesError } from "./json-bytes.ts";
import { mergeTree } from "./merge-tree.ts";
import { FrameTable, type RawCallFrame } from "./node-table.ts";
import { SourceMaps } from "./source-maps.ts";
import { nameFrames } from "./v8-frames.ts";

interface HeapNode {
  readonly callFrame?: RawCallFrame;
  readonly selfSize?: unknown;
  readonly children?: readonly HeapNode[];
}

/** @throws JsonBytesError, SyntaxError */
export function readHeapProfile(text: string, options: ReaderOptions): Profile {
  const { head, samples } = JSON.parse(text) as { head?: HeapNode; samples?: unknown };
  const { frames, frame, parent, bytes } = flatten(head);
  const maps = options.sourceMaps === false ? undefined : new SourceMaps();
  const named = nameFrames(frames, maps);
  const tree = mergeTree(
    frame.map((index) => named.frameOf[index] as number),
    parent,
    named.frames.length,
  );
  if (tree === undefined) throw new JsonBytesError("a node is its own ancestor", 0);
  const selfUs = new Float64Array(tree.frame.length);
  for (const [node, to] of tree.nodeOf.entries()) {
    selfUs[to] = (selfUs[to] as number) + (bytes[node] as number);
  }
  return {
    meta: {
      engine: "imported",
      node: "",
      ...options.meta,
      wallUs: 0,
      unit: "bytes",
      ...(Array.isArray(samples) && { samples: samples.length }),
      notes: [
        "Bytes that were alive when the profile was taken, estimated from samples.",
        ...(maps?.notes ?? []),
      ],
    },
    frames: named.frames.build(),
    nodes: { frame: tree.frame, parent: tree.parent, selfUs },
    ...(maps !== undefined && Object.keys(maps.sources).length > 0 && { sources: maps.sources }),
  };
}

/** With a stack of our own: the tree is as deep as the program's stack was. */
function flatten(head: HeapNode | undefined) {
  const frames = new FrameTable();
  const frame: number[] = [];
  const parent: number[] = [];
  const bytes: number[] = [];
  const open: [HeapNode | undefined, number][] = [[head, -1]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, above] = next;
    const size = node?.selfSize;
    if (typeof size !== "number" || !(size >= 0 && Number.isFinite(size))) {
      throw new JsonBytesError(`node ${frame.length} below "head" has no "selfSize"`, 0);
    }
    const id = frame.push(frames.indexOf(node?.callFrame ?? {})) - 1;
    parent.push(above);
    bytes.push(size);
    if (!Array.isArray(node?.children)) continue;
    for (const child of node.children) open.push([child as HeapNode, id]);
  }
  return {
    frames: frames.all,
    frame: Int32Array.from(frame),
    parent: Int32Array.from(parent),
    bytes,
  };
}
