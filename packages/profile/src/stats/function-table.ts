/**
 * What pstats keeps of each function: calls, primitive calls, own and cumulative time, and the same
 * for each function that called it.
 *
 * Functions are told apart by file, line and name, as in pstats, and no longer by column. If several
 * frames are one function by that (after `stripDirs`, say), it is taken for recursion when they call
 * each other, so that no time is counted twice.
 */
import { isAbsolute, relative, sep } from "node:path";
import { FRAME_KINDS, type FrameKind, type Profile } from "../model/profile.ts";
import { nodeTotals, outermostOf } from "../model/totals.ts";

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
  const outermost = outermostOf(nodes.parent, group, outside + 1);
  const edges = edgesOf(nodes.parent, group, outside + 1);
  const outermostEdges = outermostOf(nodes.parent, edges.group, edges.count);
  const isSeen = new Uint8Array(outside);
  for (let node = 0; node < group.length; node++) {
    const own = functions[group[node] as number];
    if (own === undefined) continue;
    isSeen[group[node] as number] = 1;
    const part = { profile, node, totalUs: totals[node] as number };
    addNode(own, part, outermost[node] === 1);
    own.waitUs += nodes.waitUs?.[node] ?? 0;
    const caller = functions[group[nodes.parent[node] as number] as number];
    if (caller === undefined) continue;
    const edge = own.callers.get(caller) ?? newFigures(profile);
    own.callers.set(caller, edge);
    addNode(edge, part, outermostEdges[node] === 1);
  }
  if (nodes.calls === undefined) addFrameCalls(profile, functions, ofFrame, isSeen);
  return functions.filter((_, i) => isSeen[i] === 1);
}

/** Calls that are known by frame only. */
function addFrameCalls(
  { frames }: Profile,
  functions: readonly FunctionStats[],
  ofFrame: Int32Array,
  isSeen: Uint8Array,
): void {
  for (const [frame, calls] of frames.calls?.entries() ?? []) {
    const own = functions[ofFrame[frame] as number];
    const kind = FRAME_KINDS[frames.kind[frame] as number] as FrameKind;
    if (own === undefined || calls === 0 || UNCALLED.includes(kind)) continue;
    own.calls = (own.calls ?? 0) + calls;
    isSeen[ofFrame[frame] as number] = 1;
  }
}

function addNode(
  figures: Figures,
  { profile: { nodes }, node, totalUs }: { profile: Profile; node: number; totalUs: number },
  isOutermost: boolean,
): void {
  figures.selfUs += nodes.selfUs[node] as number;
  if (isOutermost) figures.totalUs += totalUs;
  if (figures.calls === undefined || figures.primitiveCalls === undefined) return;
  const calls = nodes.calls?.[node] ?? 0;
  figures.calls += calls;
  if (isOutermost) figures.primitiveCalls += calls - (nodes.foldedCalls?.[node] ?? 0);
}

function newFigures({ nodes }: Profile): Figures {
  const times = { selfUs: 0, totalUs: 0 };
  return nodes.calls === undefined ? times : { calls: 0, primitiveCalls: 0, ...times };
}

/** Kinds of frames that are entered without a call. */
const UNCALLED: readonly FrameKind[] = ["gc", "idle", "program"];

/** The function of each frame; those that no report shows get the index after the last one. */
function functionsOf(
  profile: Profile,
  { isStripped = false, withIdle = false, ignoresLines = false }: TableOptions,
): { functions: FunctionStats[]; ofFrame: Int32Array } {
  const { frames, meta } = profile;
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
    const figures = isCalled ? newFigures(profile) : { selfUs: 0, totalUs: 0 };
    const own = { ...shown, label, waitUs: 0, frame, callers: new Map(), ...figures };
    functions.push(own);
  }
  const shown = ofFrame.map((id) => (id === -1 ? functions.length : id));
  return { functions, ofFrame: shown };
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

function placeOf({ name, file, line, kind }: Place & { kind: FrameKind }, cwd: string): Place {
  if (file !== "") return { file: shownPath(file, cwd), line, name };
  const bare = name.replace(/^\((.*)\)$/, "$1");
  return { file: "~", line: 0, name: kind === "js" ? name : `<${bare}>` };
}

/** Relative to the folder in which the program ran, if it is below it. */
export function shownPath(file: string, cwd: string): string {
  if (cwd === "" || !isAbsolute(file)) return file;
  const below = relative(cwd, file);
  return below === "" || below.startsWith(`..${sep}`) || isAbsolute(below) ? file : below;
}

function labelOf({ file, line, name }: Place): string {
  if (file !== "~" || line !== 0) return `${file}:${line}(${name})`;
  return name.startsWith("<") && name.endsWith(">") ? `{${name.slice(1, -1)}}` : name;
}

/** Nodes of one group reached from one other group are an edge. */
function edgesOf(
  parent: Int32Array,
  group: Int32Array,
  groupCount: number,
): { group: Int32Array; count: number } {
  const ids = new Map<number, number>();
  const edges = new Int32Array(group.length);
  for (let node = 0; node < group.length; node++) {
    const above = node === 0 ? groupCount : (group[parent[node] as number] as number);
    const key = above * groupCount + (group[node] as number);
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    edges[node] = id;
  }
  return { group: edges, count: ids.size };
}
