/**
 * The nodes of a .cpuprofile, read in pieces into columns. A node's fields:
 * https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-ProfileNode
 */
import { elementsOf, JsonBytesError, type Span } from "./json-bytes.ts";
import type { NodeLookup } from "./samples.ts";

/** A place as V8 gives it; lines and columns count from 1, 0 is not known. */
export interface RawFrame {
  readonly name: string;
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

export interface RawNodes {
  readonly frames: readonly RawFrame[];
  /** Index into frames, by node. */
  readonly frame: Int32Array;
  /** Index of the parent, -1 for roots. Not yet in any order. */
  readonly parent: Int32Array;
  readonly hitCount: Float64Array;
  readonly lookup: NodeLookup;
  /** positionTicks of all nodes, one after the other: so many ticks on this line of that node. */
  readonly ticks: {
    readonly node: Int32Array;
    readonly line: Int32Array;
    readonly count: Int32Array;
  };
}

/** https://chromedevtools.github.io/devtools-protocol/tot/Runtime/#type-CallFrame */
export interface RawCallFrame {
  readonly functionName?: unknown;
  readonly url?: unknown;
  readonly lineNumber?: unknown;
  readonly columnNumber?: unknown;
}

/** Between two nodes, as V8 writes them. */
const JOINT = '},{"id":';

interface RawNode {
  id?: unknown;
  callFrame?: RawCallFrame;
  hitCount?: unknown;
  parent?: unknown;
  children?: unknown;
  positionTicks?: unknown;
}

/** @throws JsonBytesError, SyntaxError */
export function readNodes(bytes: Buffer, span: Span): RawNodes {
  const frames = new FrameTable();
  const ids: number[] = [];
  const frame: number[] = [];
  const hitCount: number[] = [];
  const ticks = { node: [] as number[], line: [] as number[], count: [] as number[] };
  /** Pairs of node and id, whichever way round the file says it. */
  const children = { node: [] as number[], id: [] as number[] };
  const parents = { node: [] as number[], id: [] as number[] };
  for (const element of elementsOf(bytes, span, JOINT)) {
    const node = ids.length;
    const raw = (element ?? {}) as RawNode;
    if (!Number.isSafeInteger(raw.id)) {
      throw new JsonBytesError(`node ${node} of "nodes" has no id`, span.start);
    }
    ids.push(raw.id as number);
    frame.push(frames.indexOf(raw.callFrame ?? {}));
    hitCount.push(numberOr(raw.hitCount, 0));
    if (Array.isArray(raw.children)) {
      for (const child of raw.children) {
        children.node.push(node);
        children.id.push(child);
      }
    }
    if (raw.parent !== undefined) {
      parents.node.push(node);
      parents.id.push(raw.parent as number);
    }
    if (Array.isArray(raw.positionTicks)) {
      for (const tick of raw.positionTicks) {
        ticks.node.push(node);
        ticks.line.push(numberOr(tick?.line, 0));
        ticks.count.push(numberOr(tick?.ticks, 0));
      }
    }
  }
  const lookup = lookupOf(ids);
  const parent = new Int32Array(ids.length).fill(-1);
  const indexOf = (id: number): number => {
    const index = lookup.table[id] ?? -1;
    const found = index === -1 ? (lookup.others.get(id) ?? -1) : index;
    if (found !== -1) return found;
    throw new JsonBytesError(`"nodes" speaks of node ${id}, which is not there`, span.start);
  };
  for (let i = 0; i < children.id.length; i++) {
    parent[indexOf(children.id[i] as number)] = children.node[i] as number;
  }
  for (let i = 0; i < parents.id.length; i++) {
    parent[parents.node[i] as number] = indexOf(parents.id[i] as number);
  }
  return {
    frames: frames.all,
    frame: Int32Array.from(frame),
    parent,
    hitCount: Float64Array.from(hitCount),
    lookup,
    ticks: {
      node: Int32Array.from(ticks.node),
      line: Int32Array.from(ticks.line),
      count: Int32Array.from(ticks.count),
    },
  };
}

const numberOr = (value: unknown, other: number): number =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : other;

function lookupOf(ids: readonly number[]): NodeLookup {
  let highest = 0;
  for (const id of ids) if (id > highest) highest = id;
  const table = new Int32Array(Math.min(highest, 4 * ids.length + 1024) + 1).fill(-1);
  const others = new Map<number, number>();
  for (let node = 0; node < ids.length; node++) {
    const id = ids[node] as number;
    if (id >= 0 && id < table.length) table[id] = node;
    else others.set(id, node);
  }
  return { table, others };
}

/** Each place once. */
export class FrameTable {
  readonly all: RawFrame[] = [];
  /** By url, then by a number made of line and column: no text is put together for each node. */
  readonly #near = new Map<string, Map<number, number>>();
  /** Those for which that number was taken. */
  readonly #others = new Map<string, number>();

  indexOf(call: RawCallFrame): number {
    const name = typeof call.functionName === "string" ? call.functionName : "";
    const url = typeof call.url === "string" ? call.url : "";
    const line = placeOf(call.lineNumber);
    const column = placeOf(call.columnNumber);
    let places = this.#near.get(url);
    if (places === undefined) {
      places = new Map();
      this.#near.set(url, places);
    }
    const key = line * 1024 + column;
    const near = places.get(key);
    if (near === undefined) {
      const id = this.all.push({ name, url, line, column }) - 1;
      places.set(key, id);
      return id;
    }
    const frame = this.all[near] as RawFrame;
    if (frame.name === name && frame.line === line && frame.column === column) return near;
    const text = `${line} ${column} ${name}\0${url}`;
    let id = this.#others.get(text);
    if (id === undefined) {
      id = this.all.push({ name, url, line, column }) - 1;
      this.#others.set(text, id);
    }
    return id;
  }
}

/** V8 counts from 0, and gives -1 for what it does not know. */
const placeOf = (value: unknown): number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31 - 1
    ? (value as number) + 1
    : 0;
