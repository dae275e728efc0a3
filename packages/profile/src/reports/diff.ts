/**
 * Two sides of profiles, function by function: what became slower or faster, is called more or less
 * often, is new or gone.
 *
 * Functions are the same if their file, relative to the folder in which the program ran, and their
 * name are: an edit moves lines. Files that lie elsewhere are found by diff-files.ts. Calls are compared exactly. A change of a time is *clear* if all
 * runs of one side took longer than all of the other, by more than the runs of a side differ; of
 * single runs that is not known.
 */
import type { Meta, Profile } from "../model/profile.ts";
import { ProfileError } from "../profile-error.ts";
import { type FunctionStats, functionTable } from "../stats/function-table.ts";
import { renamedFiles } from "./diff-files.ts";

/** An amount in several runs; 0 for runs without the function. In µs, or what `Diff.unit` says. */
export interface Runs {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export interface Change {
  readonly before: Runs;
  readonly after: Runs;
  /** Of the medians, after minus before. */
  readonly change: number;
  /** After through before; absent if before is 0. */
  readonly ratio?: number;
  /** Absent if there is but one run of a side. */
  readonly isClear?: boolean;
}

export interface FunctionDiff {
  readonly file: string;
  /** In the side after, or before if it is gone. */
  readonly line: number;
  readonly name: string;
  readonly label: string;
  readonly status: "both" | "new" | "gone";
  readonly self: Change;
  readonly total: Change;
  /** Calls in each run; absent if a run did not count them. */
  readonly calls?: { readonly before: readonly number[]; readonly after: readonly number[] };
}

export interface Diff {
  readonly unit: NonNullable<Meta["unit"]>;
  /** How many runs of each side. */
  readonly runs: { readonly before: number; readonly after: number };
  /** Of the whole program, idle time left out. */
  readonly total: Change;
  /** What changed most first. */
  readonly functions: readonly FunctionDiff[];
  /** What to know before the figures are believed, a sentence each. */
  readonly notes: readonly string[];
}

export interface DiffOptions {
  /** By which time functions are sorted: their own, or with all that they call. Default "self". */
  readonly by?: "self" | "total";
  readonly withIdle?: boolean;
}

/**
 * @param before at least one profile: runs of the same program
 * @param after at least one
 * @throws ProfileError HPTS_PROFILE_OPTION if a side is empty, or holds time and the other memory
 */
export function diffProfiles(
  before: readonly Profile[],
  after: readonly Profile[],
  { by = "self", withIdle = false }: DiffOptions = {},
): Diff {
  const unit = unitOf(before, after);
  const renamed = renamedFiles(before, after);
  const tables = [
    before.map((profile) => functionsByKey(profile, withIdle, renamed)),
    after.map((profile) => functionsByKey(profile, withIdle)),
  ] as const;
  const keys = new Set(tables.flat().flatMap((table) => [...table.keys()]));
  const functions = [...keys].map((key) => functionDiff(key, tables));
  const weight = (one: FunctionDiff): number => Math.abs(one[by].change);
  return {
    unit,
    runs: { before: before.length, after: after.length },
    total: changeOf(tables[0].map(selfOf), tables[1].map(selfOf)),
    functions: functions.sort((a, b) => weight(b) - weight(a) || callsChange(b) - callsChange(a)),
    notes: [
      ...notesOf(before, after),
      ...[...renamed].map(([old, now]) => `${old} is compared with ${now}.`),
    ],
  };
}

/** Whether calls are known and not the same in all runs. */
export function hasOtherCalls({ calls }: FunctionDiff): boolean {
  return calls !== undefined && new Set([...calls.before, ...calls.after]).size > 1;
}

type Table = ReadonlyMap<string, FunctionStats>;

function functionsByKey(
  profile: Profile,
  withIdle: boolean,
  renamed: ReadonlyMap<string, string> = new Map(),
): Table {
  const all = functionTable(profile, { withIdle, ignoresLines: true });
  return new Map(all.map((one) => [`${renamed.get(one.file) ?? one.file}\0${one.name}`, one]));
}

function functionDiff(
  key: string,
  [before, after]: readonly [readonly Table[], readonly Table[]],
): FunctionDiff {
  const pick = (side: readonly Table[]) => side.map((table) => table.get(key));
  const [old, now] = [pick(before), pick(after)];
  const present = (side: readonly (FunctionStats | undefined)[]) => side.find((one) => one);
  const shown = (present(now) ?? present(old)) as FunctionStats;
  const change = (of: (one: FunctionStats) => number): Change => {
    const amounts = (side: typeof old) => side.map((one) => (one === undefined ? 0 : of(one)));
    return changeOf(amounts(old), amounts(now));
  };
  const isCounted = [...old, ...now].every((one) => one === undefined || one.calls !== undefined);
  const calls = (side: typeof old) => side.map((one) => one?.calls ?? 0);
  return {
    file: shown.file,
    line: shown.line,
    name: shown.name,
    label: shown.label,
    status: !present(old) ? "new" : present(now) ? "both" : "gone",
    self: change(({ selfUs }) => selfUs),
    total: change(({ totalUs }) => totalUs),
    ...(isCounted && { calls: { before: calls(old), after: calls(now) } }),
  };
}

function changeOf(before: readonly number[], after: readonly number[]): Change {
  const [old, now] = [runsOf(before), runsOf(after)];
  const change = now.median - old.median;
  const base = { before: old, after: now, change };
  const withRatio = old.median > 0 ? { ...base, ratio: now.median / old.median } : base;
  if (before.length < 2 || after.length < 2) return withRatio;
  const areApart = old.most < now.least || now.most < old.least;
  const spread = Math.max(old.most - old.least, now.most - now.least);
  return { ...withRatio, isClear: areApart && Math.abs(change) > spread };
}

function runsOf(amounts: readonly number[]): Runs {
  const sorted = [...amounts].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  return { median, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

function selfOf(table: Table): number {
  return [...table.values()].reduce((sum, { selfUs }) => sum + selfUs, 0);
}

function callsChange({ calls }: FunctionDiff): number {
  return calls === undefined ? 0 : Math.abs((calls.after[0] ?? 0) - (calls.before[0] ?? 0));
}

function unitOf(before: readonly Profile[], after: readonly Profile[]): Diff["unit"] {
  if (before.length === 0 || after.length === 0) {
    const side = before.length === 0 ? "before" : "after";
    throw new ProfileError("HPTS_PROFILE_OPTION", `diff: expected a profile ${side}, got none`);
  }
  const units = new Set([...before, ...after].map(({ meta }) => meta.unit ?? "us"));
  if (units.size === 1) return [...units][0] as Diff["unit"];
  throw new ProfileError(
    "HPTS_PROFILE_OPTION",
    `diff: expected profiles of one kind, got ${[...units].join(" and ")}`,
  );
}

function notesOf(before: readonly Profile[], after: readonly Profile[]): string[] {
  const all = [...before, ...after];
  const notes: string[] = [];
  if (before.length < 2 || after.length < 2) {
    notes.push("A single run says nothing of chance: give 3 or more of each side to tell.");
  }
  const engines = new Set(all.map(({ meta }) => meta.engine));
  if (engines.size > 1) {
    notes.push(
      `Engines differ (${[...engines].join(", ")}): each shifts times in its own way, so do not compare them.`,
    );
  }
  const versions = new Set(all.map(({ meta }) => meta.node));
  if (versions.size > 1) notes.push(`Node differs: ${[...versions].join(", ")}.`);
  return notes;
}
