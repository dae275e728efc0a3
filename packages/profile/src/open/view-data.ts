/**
 * A profile as the views of `@hpts/viz/profile-page` read it: plain data that survives JSON, with the
 * figures that are easy to get wrong already computed (calls and times of functions without counting
 * recursion twice, callers, lines). So they are the same figures as in every other report, and the
 * page needs none of this package's code.
 */
import type { Meta, Profile } from "../model/profile.ts";
import { FRAME_KINDS } from "../model/profile.ts";
import { nodeTotals, outermostOf } from "../model/totals.ts";
import { renamedFiles } from "../reports/diff-files.ts";
import { type ReadSource, sourcesOf } from "../reports/source-block.ts";
import { engineLine } from "../stats/engine-line.ts";
import { type FunctionStats, functionTable } from "../stats/function-table.ts";
import { labelOf, placeOf, shownPath } from "../stats/place.ts";

/** A column of a table; a typed array will do as well. */
type Column = ArrayLike<number>;

/** Everything that is known of each function; index: the function. */
export interface FunctionColumns {
  /** "factorial"; "{program}" for what is in no file. */
  readonly name: readonly string[];
  /** "simul.ts:4(factorial)", as in every report. */
  readonly label: readonly string[];
  /** As shown, "~" for what is in no file. */
  readonly file: readonly string[];
  readonly line: Column;
  /** Index into FRAME_KINDS: js, native, gc, idle, program, root. */
  readonly kind: Column;
  readonly selfUs: Column;
  readonly totalUs: Column;
  /** -1 where calls were not counted. */
  readonly calls: Column;
  readonly primitiveCalls: Column;
  /** By what a function is found in another profile: lines move, names stay. */
  readonly key: readonly string[];
}

/** A function as called by one other, or from one line of it. */
export interface CallColumns {
  readonly caller: Column;
  readonly callee: Column;
  /** -1 where calls were not counted. */
  readonly calls: Column;
  readonly selfUs: Column;
  readonly totalUs: Column;
}

export interface ProfileData {
  readonly format: "hpts-profile-view";
  readonly version: 1;
  readonly meta: Pick<Meta, "engine" | "node" | "command" | "unit" | "wallUs" | "notes">;
  /** How the figures were got, as at the head of every report. */
  readonly engineLine: string;
  readonly functions: FunctionColumns;
  readonly calls: CallColumns;
  /** Calls by the line that they are made from. */
  readonly callLines: Pick<CallColumns, "caller" | "callee" | "calls" | "totalUs"> & {
    readonly line: Column;
  };
  /** The tree of calls. A parent's index is smaller than its child's; function -1 is no function. */
  readonly nodes: {
    readonly parent: Column;
    readonly function: Column;
    readonly selfUs: Column;
    /** Absent where calls were not counted. */
    readonly calls?: Column;
  };
  readonly lines?: {
    readonly function: Column;
    readonly line: Column;
    readonly selfUs: Column;
    readonly totalUs?: Column;
    readonly hits?: Column;
    readonly bytes?: Column;
  };
  /** In the order in which it was spent. */
  readonly timeline?: { readonly node: Column; readonly durationUs: Column };
  /** Texts of files, by FunctionColumns.file. */
  readonly sources: Readonly<Record<string, string>>;
}

export interface ProfileDataOptions {
  /** The profile that this one is compared with: functions of renamed files are found in it. */
  readonly against?: Profile;
  /** Default: the texts in the profile, or else source files as they are now. */
  readonly readSource?: ReadSource;
}

/** @returns what `mountProfile` shows; `JSON.stringify` and `JSON.parse` change nothing of it */
export function profileData(profile: Profile, options: ProfileDataOptions = {}): ProfileData {
  const { nodes, lines, timeline, meta } = profile;
  const functions = functionTable(profile);
  const ofFrame = functionsOfFrames(profile, functions);
  const ofNode = Int32Array.from(nodes.frame, (frame) => ofFrame[frame] as number);
  return {
    format: "hpts-profile-view",
    version: 1,
    meta: {
      engine: meta.engine,
      node: meta.node,
      command: meta.command,
      ...(meta.unit !== undefined && { unit: meta.unit }),
      wallUs: meta.wallUs,
      notes: meta.notes,
    },
    engineLine: engineLine(profile, { ofLines: meta.engine === "line" }),
    functions: functionColumns(profile, functions, options.against),
    calls: callColumns(functions),
    callLines: callLines(profile, ofNode, functions.length),
    nodes: {
      parent: Array.from(nodes.parent),
      function: Array.from(ofNode),
      selfUs: Array.from(nodes.selfUs),
      ...(nodes.calls !== undefined && { calls: Array.from(nodes.calls) }),
    },
    ...(lines !== undefined && {
      lines: {
        function: Array.from(lines.frame, (frame) => ofFrame[frame] as number),
        line: Array.from(lines.line),
        selfUs: Array.from(lines.selfUs),
        ...(lines.totalUs !== undefined && { totalUs: Array.from(lines.totalUs) }),
        ...(lines.hits !== undefined && { hits: Array.from(lines.hits) }),
        ...(lines.bytes !== undefined && { bytes: Array.from(lines.bytes) }),
      },
    }),
    ...(timeline !== undefined && {
      timeline: {
        node: Array.from(timeline.node),
        durationUs: Array.from(timeline.durationUs),
      },
    }),
    sources: sourceTexts(profile, options.readSource ?? sourcesOf(profile)),
  };
}

/** The function of each frame, -1 for those that no report shows. */
function functionsOfFrames(
  { frames, meta }: Profile,
  functions: readonly FunctionStats[],
): Int32Array {
  const idOf = new Map(functions.map(({ label }, id) => [label, id]));
  return Int32Array.from(frames.name, (name, frame) => {
    const kind = FRAME_KINDS[frames.kind[frame] as number] as (typeof FRAME_KINDS)[number];
    if (kind === "root" || kind === "idle") return -1;
    const file = frames.file[frame] as string;
    const line = frames.line[frame] as number;
    return idOf.get(labelOf(placeOf({ name, file, line, kind }, meta.cwd))) ?? -1;
  });
}

function functionColumns(
  profile: Profile,
  functions: readonly FunctionStats[],
  against: Profile | undefined,
): FunctionColumns {
  const renamed = against === undefined ? undefined : renamedFiles([profile], [against]);
  const seen = new Map<string, number>();
  return {
    name: functions.map(({ name, label, file }) => (file === "~" ? label : name)),
    label: functions.map(({ label }) => label),
    file: functions.map(({ file }) => file),
    line: functions.map(({ line }) => line),
    kind: functions.map(({ frame }) => profile.frames.kind[frame] as number),
    selfUs: functions.map(({ selfUs }) => selfUs),
    totalUs: functions.map(({ totalUs }) => totalUs),
    calls: functions.map(({ calls = -1 }) => calls),
    primitiveCalls: functions.map(({ primitiveCalls = -1 }) => primitiveCalls),
    // Several functions of a file can have one name ("callback of map"): the first is the first.
    key: functions.map(({ file, name }) => {
      const place = `${renamed?.get(file) ?? file}\0${name}`;
      const count = seen.get(place) ?? 0;
      seen.set(place, count + 1);
      return `${place}\0${count}`;
    }),
  };
}

function callColumns(functions: readonly FunctionStats[]): CallColumns {
  const idOf = new Map(functions.map((one, id) => [one, id]));
  const all = functions.flatMap(({ callers }, callee) =>
    [...callers].flatMap(([caller, figures]) => {
      const id = idOf.get(caller);
      return id === undefined ? [] : [{ caller: id, callee, ...figures }];
    }),
  );
  return {
    caller: all.map(({ caller }) => caller),
    callee: all.map(({ callee }) => callee),
    calls: all.map(({ calls = -1 }) => calls),
    selfUs: all.map(({ selfUs }) => selfUs),
    totalUs: all.map(({ totalUs }) => totalUs),
  };
}

function callLines(
  profile: Profile,
  ofNode: Int32Array,
  functionCount: number,
): ProfileData["callLines"] {
  const { parent, callLine, calls } = profile.nodes;
  const rows: { caller: number; line: number; callee: number; calls: number; totalUs: number }[] =
    [];
  // Group 0 holds the nodes of which no line is known.
  const group = new Int32Array(parent.length);
  const ids = new Map<string, number>();
  for (let node = 1; node < parent.length && callLine !== undefined; node++) {
    const caller = ofNode[parent[node] as number] as number;
    const callee = ofNode[node] as number;
    const line = callLine[node] as number;
    if (caller === -1 || callee === -1 || line === 0) continue;
    const key = `${caller * functionCount + callee} ${line}`;
    const id = ids.get(key) ?? ids.size + 1;
    if (!ids.has(key)) {
      ids.set(key, id);
      rows.push({ caller, line, callee, calls: calls === undefined ? -1 : 0, totalUs: 0 });
    }
    group[node] = id;
  }
  const totals = nodeTotals(profile);
  const outermost = outermostOf(parent, group, rows.length + 1);
  for (const [node, id] of group.entries()) {
    const row = rows[id - 1];
    if (row === undefined) continue;
    if (calls !== undefined) row.calls += calls[node] as number;
    if (outermost[node] === 1) row.totalUs += totals[node] as number;
  }
  return {
    caller: rows.map(({ caller }) => caller),
    line: rows.map(({ line }) => line),
    callee: rows.map(({ callee }) => callee),
    calls: rows.map((row) => row.calls),
    totalUs: rows.map(({ totalUs }) => totalUs),
  };
}

/** A profile comes from anywhere, and pages are given to others: only what is program text goes in. */
const SOURCE = /\.([cm]?[jt]sx?|py)$/;
const LONGEST = 1_000_000;

function sourceTexts({ frames, meta }: Profile, read: ReadSource): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const file of new Set(frames.file)) {
    if (!SOURCE.test(file)) continue;
    const text = read(file);
    if (text !== undefined && text.length <= LONGEST) texts[shownPath(file, meta.cwd)] = text;
  }
  return texts;
}
