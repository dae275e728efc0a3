/** Whether a profile keeps what profile.ts promises; for profiles from files. */
import { ProfileError } from "../profile-error.ts";
import { FRAME_KINDS, type Meta, type Profile } from "./profile.ts";

type Numbers = Int32Array | Float64Array | Uint8Array;

/** @throws ProfileError HPTS_PROFILE_FILE that names the first table entry that is wrong */
export function checkProfile(profile: Profile, where: string): void {
  const { frames, nodes, lines, timeline } = profile;
  const fail = (what: string): never => {
    throw new ProfileError("HPTS_PROFILE_FILE", `${where}: ${what}`);
  };
  checkMeta(profile.meta as unknown, fail);
  checkSources(profile.sources as unknown, fail);

  const frameCount = sameLengths(
    "frames",
    frames,
    ["name", "file", "line", "column", "kind"],
    fail,
  );
  inRange("frames.line", frames.line, 0, undefined, fail);
  inRange("frames.column", frames.column, 0, undefined, fail);
  inRange("frames.kind", frames.kind, 0, FRAME_KINDS.length, fail);
  inRange("frames.calls", frames.calls, 0, undefined, fail);

  const nodeCount = sameLengths("nodes", nodes, ["frame", "parent", "selfUs"], fail);
  inRange("nodes.frame", nodes.frame, 0, frameCount, fail);
  checkTree(profile, fail);
  for (const column of [
    "selfUs",
    "rawSelfUs",
    "calls",
    "foldedCalls",
    "waitUs",
    "callLine",
  ] as const) {
    inRange(`nodes.${column}`, nodes[column], 0, undefined, fail);
  }

  if (lines !== undefined) {
    sameLengths("lines", lines, ["frame", "line", "selfUs"], fail);
    inRange("lines.frame", lines.frame, 0, frameCount, fail);
    for (const column of ["line", "hits", "selfUs", "totalUs"] as const) {
      inRange(`lines.${column}`, lines[column], 0, undefined, fail);
    }
  }
  if (timeline !== undefined) {
    sameLengths("timeline", timeline, ["node", "durationUs"], fail);
    inRange("timeline.node", timeline.node, 0, nodeCount, fail);
    inRange("timeline.durationUs", timeline.durationUs, 0, undefined, fail);
  }
}

type Fail = (what: string) => never;

const META: Record<string, (value: unknown) => boolean> = {
  engine: isText,
  node: isText,
  command: isTextList,
  cwd: isText,
  startedAt: isText,
  wallUs: isAmount,
  notes: isTextList,
};
const UNITS: readonly unknown[] = ["us", "bytes", "count"] satisfies Meta["unit"][];
const OPTIONAL_META = ["intervalUs", "samples", "calibrationNsPerCall", "threads", "runs"];

function checkMeta(meta: unknown, fail: Fail): void {
  if (typeof meta !== "object" || meta === null) {
    fail('expected an object "meta"');
    return;
  }
  const fields = meta as Record<string, unknown>;
  for (const [name, isRight] of Object.entries(META)) {
    if (!isRight(fields[name])) fail(`meta.${name}: got ${JSON.stringify(fields[name])}`);
  }
  for (const name of OPTIONAL_META) {
    if (fields[name] !== undefined && !isAmount(fields[name])) {
      fail(`meta.${name}: expected a number >= 0, got ${JSON.stringify(fields[name])}`);
    }
  }
  const unit = fields["unit"];
  if (unit !== undefined && !UNITS.includes(unit)) {
    fail(`meta.unit: expected one of ${UNITS.join(", ")}, got ${JSON.stringify(unit)}`);
  }
  const exit = fields["exit"];
  if (exit !== undefined && typeof exit !== "number" && !isText(exit)) {
    fail("meta.exit: expected a code or a signal's name");
  }
}

function checkSources(sources: unknown, fail: Fail): void {
  if (sources === undefined) return;
  if (typeof sources !== "object" || sources === null || !Object.values(sources).every(isText)) {
    fail("sources: expected the text of each file");
  }
}

function checkTree({ frames, nodes }: Profile, fail: Fail): void {
  const { frame, parent } = nodes;
  if (parent.length === 0) fail("nodes: expected a root at least, got an empty table");
  if (parent[0] !== -1) fail(`nodes.parent[0]: expected -1, as of a root, got ${parent[0]}`);
  if (frame[0] !== 0 || FRAME_KINDS[frames.kind[0] as number] !== "root") {
    fail("nodes.frame[0]: expected frame 0, of kind root");
  }
  for (let node = 1; node < parent.length; node++) {
    const above = parent[node] as number;
    if (above < 0 || above >= node) {
      fail(`nodes.parent[${node}]: expected an index from 0 to ${node - 1}, got ${above}`);
    }
  }
}

/** @returns the length that all columns of the table have */
function sameLengths(
  table: string,
  columns: object,
  needed: readonly string[],
  fail: Fail,
): number {
  const given = columns as Record<string, ArrayLike<unknown> | undefined>;
  for (const name of needed) if (given[name] === undefined) fail(`${table}.${name}: is missing`);
  const [first = ""] = needed;
  const { length } = given[first] as ArrayLike<unknown>;
  for (const [name, column] of Object.entries(given)) {
    if (column !== undefined && column.length !== length) {
      fail(
        `${table}.${name}: expected ${length} entries, as in ${table}.${first}, got ${column.length}`,
      );
    }
  }
  return length;
}

function inRange(
  name: string,
  column: Numbers | undefined,
  from: number,
  below: number | undefined,
  fail: Fail,
): void {
  if (column === undefined) return;
  for (let at = 0; at < column.length; at++) {
    const value = column[at] as number;
    if (value < from || (below !== undefined && value >= below)) {
      const range = below === undefined ? `${from} or more` : `an index below ${below}`;
      fail(`${name}[${at}]: expected ${range}, got ${value}`);
    }
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isAmount(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
