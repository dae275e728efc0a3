/**
 * Adds profiles up: several runs of a program, or the threads of one run.
 *
 * Adding is associative. A column that only one side knows is kept where 0 is true for the other side
 * (waiting, bytes) and dropped where it would be a lie: calls that one side did not count.
 */

import { ProfileError } from "../profile-error.ts";
import { FRAME_KINDS, type Lines, type Meta, type Profile, type Timeline } from "./profile.ts";
import { frameTotals } from "./totals.ts";
import { TreeBuilder } from "./tree-builder.ts";

type NodeColumn = "calls" | "rawSelfUs" | "foldedCalls" | "waitUs" | "callLine";

/** Where a part's frames and nodes went. */
interface Part {
  readonly profile: Profile;
  readonly frames: readonly number[];
  readonly nodes: readonly number[];
}

/**
 * @returns a profile with the times and calls of both; frames are the same if name, file, line,
 *   column and kind are. `meta` describes `a`, with times, samples and runs added up.
 * @throws ProfileError HPTS_PROFILE_OPTION if one holds time and the other memory
 */
export function mergeProfiles(a: Profile, b: Profile): Profile {
  const tree = new TreeBuilder();
  const parts = [addTree(tree, a), addTree(tree, b)] as const;
  const calls = frameCalls(tree, parts);
  const lines = mergeLines(parts);
  const timeline = mergeTimelines(parts);
  const sources = mergeSources(a, b);
  return {
    meta: mergeMeta(a.meta, b.meta),
    frames: { ...tree.frames, ...(calls !== undefined && { calls }) },
    nodes: tree.nodes(nodeColumns(a, b)),
    ...(lines !== undefined && { lines }),
    ...(timeline !== undefined && { timeline }),
    ...(sources !== undefined && { sources }),
  };
}

function addTree(tree: TreeBuilder, profile: Profile): Part {
  const { frames, nodes } = profile;
  const frameIds = frames.name.map((name, i) =>
    tree.frame({
      name: i === 0 ? "(root)" : name,
      file: i === 0 ? "" : (frames.file[i] as string),
      line: i === 0 ? 0 : (frames.line[i] as number),
      column: i === 0 ? 0 : (frames.column[i] as number),
      kind: FRAME_KINDS[frames.kind[i] as number] ?? "js",
    }),
  );
  const nodeIds: number[] = [];
  for (let node = 0; node < nodes.parent.length; node++) {
    const frame = frameIds[nodes.frame[node] as number] as number;
    const parent = nodes.parent[node] as number;
    const id =
      node === 0 ? 0 : tree.node(nodeIds[parent] as number, frame, nodes.callLine?.[node] ?? 0);
    nodeIds.push(id);
    const selfUs = nodes.selfUs[node] as number;
    add(tree.selfUs, id, selfUs);
    add(tree.rawSelfUs, id, nodes.rawSelfUs?.[node] ?? selfUs);
    add(tree.calls, id, nodes.calls?.[node] ?? 0);
    add(tree.foldedCalls, id, nodes.foldedCalls?.[node] ?? 0);
    add(tree.waitUs, id, nodes.waitUs?.[node] ?? 0);
  }
  return { profile, frames: frameIds, nodes: nodeIds };
}

function add(column: number[], at: number, amount: number): void {
  column[at] = (column[at] as number) + amount;
}

function nodeColumns(a: Profile, b: Profile): NodeColumn[] {
  const inEither = (["rawSelfUs", "foldedCalls", "waitUs", "callLine"] as const).filter(
    (column) => a.nodes[column] !== undefined || b.nodes[column] !== undefined,
  );
  const counted = a.nodes.calls !== undefined && b.nodes.calls !== undefined;
  return counted ? ["calls", ...inEither] : inEither;
}

/** Calls by frame, where both sides know them but at least one knows them only so. */
function frameCalls(tree: TreeBuilder, parts: readonly Part[]): Float64Array | undefined {
  if (parts.every(({ profile }) => profile.nodes.calls !== undefined)) return undefined;
  const sums = new Float64Array(tree.frames.name.length);
  for (const { profile, frames } of parts) {
    const { calls } = frameTotals(profile);
    if (calls === undefined) return undefined;
    for (const [i, id] of frames.entries()) sums[id] = (sums[id] as number) + (calls[i] as number);
  }
  return sums;
}

function mergeLines(parts: readonly Part[]): Lines | undefined {
  const withLines = parts.filter(({ profile }) => profile.lines !== undefined);
  if (withLines.length === 0) return undefined;
  const ids = new Map<string, number>();
  const rows = { frame: [], line: [], hits: [], selfUs: [], totalUs: [], bytes: [] } as Record<
    keyof Lines,
    number[]
  >;
  for (const { profile, frames } of withLines) {
    const lines = profile.lines as Lines;
    for (let i = 0; i < lines.line.length; i++) {
      const frame = frames[lines.frame[i] as number] as number;
      const key = `${frame} ${lines.line[i]}`;
      let id = ids.get(key);
      if (id === undefined) {
        id = rows.frame.push(frame) - 1;
        ids.set(key, id);
        rows.line.push(lines.line[i] as number);
        for (const column of ["hits", "selfUs", "totalUs", "bytes"] as const) rows[column].push(0);
      }
      for (const column of ["hits", "selfUs", "totalUs", "bytes"] as const) {
        add(rows[column], id, lines[column]?.[i] ?? 0);
      }
    }
  }
  const inAll = (column: keyof Lines) =>
    withLines.every(({ profile }) => profile.lines?.[column] !== undefined);
  const hasBytes = withLines.some(({ profile }) => profile.lines?.bytes !== undefined);
  return {
    frame: Int32Array.from(rows.frame),
    line: Int32Array.from(rows.line),
    selfUs: Float64Array.from(rows.selfUs),
    ...(inAll("hits") && { hits: Float64Array.from(rows.hits) }),
    ...(inAll("totalUs") && { totalUs: Float64Array.from(rows.totalUs) }),
    ...(hasBytes && { bytes: Float64Array.from(rows.bytes) }),
  };
}

/** One after the other, if both sides know in which order they spent their time. */
function mergeTimelines(parts: readonly Part[]): Timeline | undefined {
  if (!parts.every(({ profile }) => profile.timeline !== undefined)) return undefined;
  const node = parts.flatMap(({ profile, nodes }) =>
    Array.from((profile.timeline as Timeline).node, (id) => nodes[id] as number),
  );
  const durationUs = parts.flatMap(({ profile }) =>
    Array.from((profile.timeline as Timeline).durationUs),
  );
  return { node: Int32Array.from(node), durationUs: Float64Array.from(durationUs) };
}

/** Where both have another text for a file, the first one's is kept. */
function mergeSources(a: Profile, b: Profile): Profile["sources"] {
  if (a.sources === undefined) return b.sources;
  return b.sources === undefined ? a.sources : { ...b.sources, ...a.sources };
}

function mergeMeta(a: Meta, b: Meta): Meta {
  const [one, other] = [a.unit ?? "us", b.unit ?? "us"];
  if (one !== other) {
    throw new ProfileError(
      "HPTS_PROFILE_OPTION",
      `profiles can be added up if they hold the same, got ${one} and ${other}`,
    );
  }
  const least = (x?: number, y?: number) => pick(x, y, Math.min);
  const most = (x?: number, y?: number) => pick(x, y, Math.max);
  const sum = (x?: number, y?: number) => pick(x, y, (one, other) => one + other);
  const intervalUs = least(a.intervalUs, b.intervalUs);
  const samples = sum(a.samples, b.samples);
  const calibrationNsPerCall = most(a.calibrationNsPerCall, b.calibrationNsPerCall);
  const threads = most(a.threads, b.threads);
  const exit = worseExit(a.exit, b.exit);
  return {
    ...b,
    ...a,
    engine: a.engine === b.engine ? a.engine : "imported",
    startedAt: [a.startedAt, b.startedAt].sort()[0] as string,
    wallUs: a.wallUs + b.wallUs,
    runs: (a.runs ?? 1) + (b.runs ?? 1),
    notes: [...new Set([...a.notes, ...b.notes])],
    ...(intervalUs !== undefined && { intervalUs }),
    ...(samples !== undefined && { samples }),
    ...(calibrationNsPerCall !== undefined && { calibrationNsPerCall }),
    ...(threads !== undefined && { threads }),
    ...(exit !== undefined && { exit }),
  };
}

function pick(
  a: number | undefined,
  b: number | undefined,
  both: (a: number, b: number) => number,
): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : both(a, b);
}

function worseExit(a: Meta["exit"], b: Meta["exit"]): Meta["exit"] {
  if (a !== undefined && a !== 0) return a;
  return b !== undefined && b !== 0 ? b : (a ?? b);
}
