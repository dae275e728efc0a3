/** The lines of a program on which most time was spent, out of its profiles. */
import { relative, sep } from "node:path";
import { FRAME_KINDS, outermostNodes, type Profile } from "@hpts/profile";
import type { Spot } from "./rule.ts";

/** Runs of one program, each under an engine that sees something else. */
export interface Runs {
  /** Engine `line`: hits, and times that counting makes a little longer. */
  readonly lines: Profile;
  /** Engine `exact`: calls. */
  readonly calls?: Profile | undefined;
  /** Engine `sample`: garbage collection. */
  readonly samples?: Profile | undefined;
}

export interface HotSpots {
  /** Hottest first. */
  readonly spots: readonly (Spot & { readonly absoluteFile: string })[];
  /** Of the time of all lines that count, what the own ones take; 0 to 1. */
  readonly ownShare: number;
  /** Of the time of these lines and of collecting garbage; undefined with too few samples. */
  readonly collectingShare: number | undefined;
}

export interface Files {
  /** Whose lines are looked for; absolute path. */
  readonly isOwn: (file: string) => boolean;
  /** Whose time is the whole: the own ones, and the program around them. */
  readonly isCounted: (file: string) => boolean;
}

/** With fewer samples, most is what Node left behind when it started. */
const ENOUGH_SAMPLES = 150;

interface Row {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly selfUs: number;
  readonly hits: number | undefined;
}

/**
 * Shares are those of the engine that counts: V8's samples give lines of a function that was written
 * into its caller to the caller's file.
 */
export function hotSpots(runs: Runs, { isOwn, isCounted }: Files, most: number): HotSpots {
  const rows = [...rowsOf(runs.lines, isCounted).values()];
  const wholeUs = Math.max(1e-9, sumOf(rows));
  const own = rows.filter(({ file, selfUs }) => isOwn(file) && selfUs > 0);
  const calls = callsOf(runs.calls);
  const spots = own
    .toSorted((a, b) => b.selfUs - a.selfUs)
    .slice(0, most)
    .map((row) => ({
      ...row,
      absoluteFile: row.file,
      file: shownPath(row.file, runs.lines.meta.cwd),
      text: textOf(runs.lines, row).trim(),
      share: row.selfUs / wholeUs,
      calls: calls.get(`${row.file}\0${row.name}`),
    }));
  return {
    spots,
    ownShare: sumOf(own) / wholeUs,
    collectingShare: collectingShare(runs.samples, isCounted),
  };
}

function collectingShare(
  profile: Profile | undefined,
  isCounted: (file: string) => boolean,
): number | undefined {
  if (profile === undefined) return undefined;
  const workUs = sumOf(rowsOf(profile, isCounted).values());
  const collectingUs = timeOfKind(profile, "gc");
  const samples = (workUs + collectingUs) / (profile.meta.intervalUs ?? 1000);
  return samples >= ENOUGH_SAMPLES ? collectingUs / (workUs + collectingUs) : undefined;
}

/** A line of several functions, as V8 sees it after inlining, is one row. */
function rowsOf(profile: Profile, isCounted: (file: string) => boolean): Map<string, Row> {
  const { lines, frames } = profile;
  const rows = new Map<string, Row>();
  for (const [at, line] of (lines?.line ?? []).entries()) {
    const frame = lines!.frame[at] as number;
    const file = frames.file[frame] as string;
    if (!isCounted(file) || FRAME_KINDS[frames.kind[frame] as number] !== "js") continue;
    const key = keyOf(file, line);
    const other = rows.get(key);
    const selfUs = lines!.selfUs[at] as number;
    const hits = lines!.hits?.[at];
    rows.set(key, {
      file,
      line,
      name:
        other !== undefined && other.selfUs > selfUs ? other.name : (frames.name[frame] as string),
      selfUs: selfUs + (other?.selfUs ?? 0),
      hits: hits === undefined ? undefined : hits + (other?.hits ?? 0),
    });
  }
  return rows;
}

const keyOf = (file: string, line: number): string => `${file}\0${line}`;

function sumOf(rows: Iterable<Row>): number {
  let sum = 0;
  for (const { selfUs } of rows) sum += selfUs;
  return sum;
}

function timeOfKind({ nodes, frames }: Profile, kind: (typeof FRAME_KINDS)[number]): number {
  const wanted = FRAME_KINDS.indexOf(kind);
  return nodes.selfUs.reduce(
    (sum, us, node) => (frames.kind[nodes.frame[node] as number] === wanted ? sum + us : sum),
    0,
  );
}

type Calls = { all: number; primitive: number };

/** By file and name. A call is primitive if no caller above it is the same function. */
function callsOf(profile: Profile | undefined): ReadonlyMap<string, Calls> {
  const found = new Map<string, Calls>();
  if (profile?.nodes.calls === undefined) return found;
  const { nodes, frames } = profile;
  const { frame } = nodes;
  const outermost = outermostNodes(profile);
  for (const [node, calls] of profile.nodes.calls.entries()) {
    if (calls === 0) continue;
    const id = frame[node] as number;
    const key = `${frames.file[id]}\0${frames.name[id]}`;
    const sum = found.get(key) ?? { all: 0, primitive: 0 };
    sum.all += calls;
    if (outermost[node] === 1) sum.primitive += calls - (nodes.foldedCalls?.[node] ?? 0);
    found.set(key, sum);
  }
  return found;
}

function textOf({ sources }: Profile, { file, line }: Row): string {
  return sources?.[file]?.split(/\r?\n/)[line - 1] ?? "";
}

function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path.startsWith("..") ? file : path.split(sep).join("/");
}
