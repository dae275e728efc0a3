/**
 * Which of a submission's files are the lab's, wherever the student has put them: in the whole
 * course, in the lab's folder, or loose. Pure: it sees names and sizes, and no content.
 */
import type { Entry } from "./entry.ts";

const MAX_FILES = 64;
export const MAX_BYTES: number = 256 * 1024;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const MAX_DEPTH = 4;
const MAX_LISTED = 100;
const OTHER_LAB = /(^|\/)labs\/[^/]+\//;

export interface LabFiles {
  readonly lab: string;
  /** Names of the files that it hands out. */
  readonly expected: readonly string[];
}

export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

export interface Chosen {
  /** Folder in the submission, with "/" at its end; empty for its top. */
  readonly root: string;
  /** Path below the root -> entry. */
  readonly files: ReadonlyMap<string, Entry>;
  readonly leftOut: readonly LeftOut[];
  /** Files that have nothing to do with the lab. */
  readonly elsewhere: number;
  /** Why there is nothing to take. */
  readonly problem?: string;
}

/** @param others the course's other labs, to tell a submission for another one */
export function choose(
  entries: readonly Entry[],
  wanted: LabFiles,
  others: readonly LabFiles[] = [],
): Chosen {
  const root = rootOf(entries, wanted);
  if (root === undefined) {
    const nothing = { root: "", files: new Map(), leftOut: [], elsewhere: entries.length };
    return { ...nothing, problem: nothingFound(entries, wanted, others) };
  }
  // A course around loose files has other labs in it.
  const below = entries.filter(
    ({ path }) => path.startsWith(root) && !OTHER_LAB.test(path.slice(root.length)),
  );
  const files = new Map<string, Entry>();
  const leftOut: LeftOut[] = [];
  for (const entry of [...below].sort(byPath)) {
    const name = entry.path.slice(root.length);
    const why = refusalOf(entry, name) ?? (files.has(name) ? "it is there twice" : undefined);
    if (why === undefined) files.set(name, entry);
    else if (leftOut.length < MAX_LISTED) leftOut.push({ path: name, why });
  }
  const problem = problemOf(files, wanted);
  const elsewhere = entries.length - below.length;
  return { root, files, leftOut, elsewhere, ...(problem !== undefined && { problem }) };
}

const byPath = (a: Entry, b: Entry): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** `labs/<lab>/starter/`, else `starter/`, else the folder with the most of the lab's files. */
function rootOf(entries: readonly Entry[], { lab, expected }: LabFiles): string | undefined {
  const counts = new Map<string, number>();
  for (const { path, kind } of entries) {
    const cut = path.lastIndexOf("/") + 1;
    if (kind !== "file" || !expected.includes(path.slice(cut)) || isInstalled(path)) continue;
    const folder = path.slice(0, cut);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const rank = (folder: string): number => {
    if (`/${folder}`.endsWith(`/labs/${lab}/starter/`)) return 3;
    // A course has other labs, which may have a file of the same name.
    if (OTHER_LAB.test(folder)) return 0;
    return `/${folder}`.endsWith("/starter/") ? 2 : 1;
  };
  const ordered = [...counts.keys()]
    .filter((folder) => rank(folder) > 0)
    .sort(
      (a, b) =>
        rank(b) - rank(a) ||
        counts.get(b)! - counts.get(a)! ||
        a.length - b.length ||
        (a < b ? -1 : 1),
    );
  return ordered[0];
}

const isInstalled = (path: string): boolean =>
  /(^|\/)(node_modules|\.git|\.hpts|__MACOSX)\//.test(path);

function refusalOf({ kind, why }: Entry, name: string): string | undefined {
  const parts = name.split("/");
  if (isInstalled(name)) return "dependencies and what tools make are not handed in";
  if (/\.(zip|tar|tgz|gz|7z|rar)$/i.test(name)) return "it is an archive in a submission";
  if (!parts.every((part) => NAME.test(part)))
    return "its name has other characters than A-Z a-z 0-9 . _ -";
  if (parts.length > MAX_DEPTH + 1) return `it lies more than ${MAX_DEPTH} folders deep`;
  if (kind !== "file") return "it is a link or a device, not a file";
  if (!name.endsWith(".ts") || name.endsWith(".d.ts")) return "it is not TypeScript";
  if (name.endsWith(".test.ts")) return "the lab has its own tests";
  return why;
}

function problemOf(files: ReadonlyMap<string, Entry>, { expected }: LabFiles): string | undefined {
  if (!expected.some((name) => files.has(name))) return noneOf(expected);
  if (files.size > MAX_FILES) return `it has more than ${MAX_FILES} TypeScript files`;
  const bytes = [...files.values()].reduce((sum, one) => sum + one.bytes, 0);
  if (bytes > MAX_BYTES) return tooLong();
  return undefined;
}

export const tooLong = (): string =>
  `its TypeScript files have more than ${MAX_BYTES / 1024} KiB together`;

const noneOf = (expected: readonly string[]): string =>
  `none of the lab's files is in it: ${expected.slice(0, 3).join(", ")}, ... are expected`;

function nothingFound(
  entries: readonly Entry[],
  { lab, expected }: LabFiles,
  others: readonly LabFiles[],
): string {
  if (entries.length === 0) return "it is empty";
  const other = others.find((one) => one.lab !== lab && rootOf(entries, one) !== undefined);
  if (other !== undefined) return `it is a submission for the lab ${other.lab}, and not for ${lab}`;
  const archives = entries.filter(({ path }) => /\.(zip|tar|tgz|gz|7z|rar)$/i.test(path)).length;
  const hint = archives > 0 ? "; archives inside are not opened" : "";
  return noneOf(expected) + hint;
}
