/**
 * What pstats keeps of each function: calls, primitive calls, own and cumulative time, and the same
 * for each function that called it.
 *
 * Functions are told apart by file, line and name, as in pstats, and no longer by column. If several
 * frames are one function by that (after `stripDirs`, say), it is taken for recursion when they call
 * each other, so that no time is counted twice.
 */
import { FRAME_KINDS, type FrameKind, type Nodes, type Profile } from "../model/profile.ts";
import { nodeTotals, outermostOf } from "../model/totals.ts";
import { labelOf, placeOf } from "./place.ts";

/** Calls and times of a function, or of a function as called by one other. Times in µs. */
export interface Figures {
  /** Absent if calls were not counted. */
  calls?: number;
  /** Calls not made from within the function itself; absent if not known. */
  primitiveCalls?: number;
  /** pstats' tottime. */
  selfUs: number;
  /** pstats' cumtime. */
  totalUs: number;
}

export interface FunctionStats extends Figures {
  /** As shown; "~" for what is in no file. */
  readonly file: string;
  readonly line: number;
  /** `<len>` for what is in no file: shown as `{len}`. */
  readonly name: string;
  /** "file:line(name)". */
  readonly label: string;
  /** How long its calls waited, which is no part of the times. */
  waitUs: number;
  /** The smallest index of a frame that is this function. */
  readonly frame: number;
  readonly callers: Map<FunctionStats, Figures>;
}

export interface TableOptions {
  /** Show the last part of paths only. Default false. */
  readonly isStripped?: boolean;
  /** Count the time in which the event loop waited. Default false. */
  readonly withIdle?: boolean;
  /** Take functions of one file and name for one, wherever they are; the line is the first one's. */
  readonly ignoresLines?: boolean;
}

/** @returns the functions, in the order of the frames */
export function functionTable(profile: Profile, options: TableOptions = {}): FunctionStats[] {
  const { nodes } = profile;
  const { functions, ofFrame } = functionsOf(profile, options);
  const outside = functions.length;
  const group = nodes.frame.map((frame) => ofFrame[frame] as number);
  const totals = nodeTotals(profile);
  const edges = edgesOf(nodes.parent, group, outside + 1);
  const sums = new Sums(profile, group, outside + 1, totals);
  const edgeSums = new Sums(profile, edges.group, edges.count, totals);
  addEdges(functions, { edges, nodes, group, edgeSums });
  const frameCalls =
    nodes.calls === undefined ? callsByFunction(profile, ofFrame, outside) : undefined;
  return functions.filter((own, id) => {
    const calls = frameCalls?.[id] ?? 0;
    sums.put(own, id);
    own.waitUs = sums.waitUs[id] as number;
    if (calls > 0) own.calls = calls;
    return sums.isSeen[id] === 1 || calls > 0;
  });
}

/** Figures of groups of nodes: functions, or pairs of caller and callee. */
class Sums {
  readonly isSeen: Uint8Array;
  readonly waitUs: Float64Array;
  readonly #selfUs: Float64Array;
  readonly #totalUs: Float64Array;
  readonly #calls: Float64Array;
  readonly #primitiveCalls: Float64Array;

  constructor({ nodes }: Profile, group: Int32Array, count: number, totals: Float64Array) {
    this.isSeen = new Uint8Array(count);
    this.waitUs = new Float64Array(count);
    this.#selfUs = new Float64Array(count);
    this.#totalUs = new Float64Array(count);
    this.#calls = new Float64Array(count);
    this.#primitiveCalls = new Float64Array(count);
    const { selfUs, waitUs, calls, foldedCalls } = nodes;
    const outermost = outermostOf(nodes.parent, group, count);
    const add = (column: Float64Array, id: number, amount: number): void => {
      column[id] = (column[id] as number) + amount;
    };
    for (let node = 0; node < group.length; node++) {
      const id = group[node] as number;
      const called = calls?.[node] ?? 0;
      this.isSeen[id] = 1;
      add(this.#selfUs, id, selfUs[node] as number);
      add(this.waitUs, id, waitUs?.[node] ?? 0);
      add(this.#calls, id, called);
      if (outermost[node] === 0) continue;
      add(this.#totalUs, id, totals[node] as number);
      add(this.#primitiveCalls, id, called - (foldedCalls?.[node] ?? 0));
    }
  }

  /** Writes the group's figures to where they belong; calls only if they are known there. */
  put(figures: Figures, id: number): void {
    figures.selfUs = this.#selfUs[id] as number;
    figures.totalUs = this.#totalUs[id] as number;
    if (figures.calls !== undefined) figures.calls = this.#calls[id] as number;
    if (figures.primitiveCalls !== undefined) {
      figures.primitiveCalls = this.#primitiveCalls[id] as number;
    }
  }
}

const NO_TIMES: Figures = { selfUs: 0, totalUs: 0 };
const NO_CALLS: Figures = { calls: 0, primitiveCalls: 0, ...NO_TIMES };

/** Kinds of frames that are entered without a call. */
const UNCALLED: readonly FrameKind[] = ["gc", "idle", "program"];

/** The function of each frame; those that no report shows get the index after the last one. */
function functionsOf(
  profile: Profile,
  { isStripped = false, withIdle = false, ignoresLines = false }: TableOptions,
): { functions: FunctionStats[]; ofFrame: Int32Array } {
  const { frames, nodes, meta } = profile;
  const ids = new Map<string, number>();
  const functions: FunctionStats[] = [];
  const ofFrame = new Int32Array(frames.name.length).fill(-1);
  for (const [frame, name] of frames.name.entries()) {
    const kind = FRAME_KINDS[frames.kind[frame] as number] as FrameKind;
    if (kind === "root" || (kind === "idle" && !withIdle)) continue;
    const line = frames.line[frame] as number;
    const place = placeOf({ name, file: frames.file[frame] as string, line, kind }, meta.cwd);
    const shown = isStripped ? { ...place, file: place.file.replace(/^.*[\\/]/, "") } : place;
    const label = labelOf(shown);
    const isCalled = !UNCALLED.includes(kind);
    const key = `${isCalled} ${ignoresLines ? "" : shown.line} ${shown.file}\0${shown.name}`;
    const known = ids.get(key);
    ofFrame[frame] = known ?? functions.length;
    if (known !== undefined) continue;
    ids.set(key, functions.length);
    const figures = isCalled && nodes.calls !== undefined ? NO_CALLS : NO_TIMES;
    const own = { ...shown, label, waitUs: 0, frame, callers: new Map(), ...figures };
    functions.push(own);
  }
  const shown = ofFrame.map((id) => (id === -1 ? functions.length : id));
  return { functions, ofFrame: shown };
}

interface Edges {
  /** By node. */
  readonly group: Int32Array;
  readonly count: number;
}

/** Nodes of one group reached from one other group are an edge. */
function edgesOf(parent: Int32Array, group: Int32Array, groupCount: number): Edges {
  const ids = new Map<number, number>();
  const edges = new Int32Array(group.length);
  for (let node = 0; node < group.length; node++) {
    const above = node === 0 ? groupCount : (group[parent[node] as number] as number);
    const key = above * groupCount + (group[node] as number);
    const id = ids.get(key);
    edges[node] = id ?? ids.size;
    if (id === undefined) ids.set(key, ids.size);
  }
  return { group: edges, count: ids.size };
}

/** Tells each function its callers. */
function addEdges(
  functions: readonly FunctionStats[],
  of: { edges: Edges; nodes: Nodes; group: Int32Array; edgeSums: Sums },
): void {
  const isDone = new Uint8Array(of.edges.count);
  for (const [node, edge] of of.edges.group.entries()) {
    if (isDone[edge] === 1) continue;
    isDone[edge] = 1;
    const own = functions[of.group[node] as number];
    const caller = functions[of.group[of.nodes.parent[node] as number] as number];
    if (own === undefined || caller === undefined) continue;
    const figures = own.calls === undefined ? { ...NO_TIMES } : { ...NO_CALLS };
    of.edgeSums.put(figures, edge);
    own.callers.set(caller, figures);
  }
}

/** Calls that are known by frame only. */
function callsByFunction(
  { frames }: Profile,
  ofFrame: Int32Array,
  count: number,
): Float64Array | undefined {
  if (frames.calls === undefined) return undefined;
  const sums = new Float64Array(count);
  for (const [frame, calls] of frames.calls.entries()) {
    const kind = FRAME_KINDS[frames.kind[frame] as number] as FrameKind;
    const id = ofFrame[frame] as number;
    if (id < count && !UNCALLED.includes(kind)) sums[id] = (sums[id] as number) + calls;
  }
  return sums;
}
