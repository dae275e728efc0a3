/**
 * Takes in what students handed in: from folders, zips and git repositories, one clean folder a
 * student with nothing in it but the lab's own files. Nothing of a submission is run.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { currentRecord, type Lab, readLabs, UsageError } from "@hpts/labkit/lab";
import { choose, type LabFiles, type LeftOut, MAX_BYTES, tooLong } from "./choose.ts";
import { CollectError, type Entry, type Handed } from "./entry.ts";
import { openFolder } from "./folder.ts";
import {
  type CollectedRecord,
  RECORDS,
  REPORT,
  readRecord,
  writeRecord,
  writeReport,
} from "./records.ts";
import { openRepository, type RepositoryOptions } from "./repository.ts";
import { type Source, sourcesOf } from "./sources.ts";
import { openZip } from "./zip.ts";

export type { LeftOut } from "./choose.ts";
export type { CollectedRecord } from "./records.ts";

export interface CollectOptions extends RepositoryOptions {
  /** The course's root folder. */
  readonly root: string;
  readonly lab: Lab;
  /** Folders, zips, URLs, lists. */
  readonly sources: readonly string[];
  /** What relative sources are relative to. */
  readonly cwd: string;
  /** A new folder, or one of an earlier time. */
  readonly out: string;
  readonly onDone?: (record: CollectedRecord, change: Change, done: number, all: number) => void;
}

export type Change = "new" | "changed" | "unchanged" | "kept" | "none";

export interface Collected {
  /** Of those that were named now. */
  readonly records: readonly CollectedRecord[];
  readonly changes: Readonly<Record<Change, number>>;
}

/** @throws UsageError for what is not there, and for a folder with other things in it */
export async function collect(options: CollectOptions): Promise<Collected> {
  const { root, lab, sources, cwd, out, onDone = () => {} } = options;
  const wanted = labFiles(lab);
  const others = readLabs(root).labs.map(labFiles);
  const found = sourcesOf(sources, cwd, wanted.lab, wanted.expected);
  checkOutput(out);
  mkdirSync(join(out, RECORDS), { recursive: true });
  writeReport(out);
  const changes = { new: 0, changed: 0, unchanged: 0, kept: 0, none: 0 };
  const records: CollectedRecord[] = [];
  for (const source of found) {
    const { record, change } = await collectOne(source, wanted, others, options);
    changes[change]++;
    records.push(record);
    onDone(record, change, records.length, found.length);
  }
  writeReport(out);
  return { records, changes };
}

function labFiles({ dir, manifest }: Lab): LabFiles {
  const own = manifest.exercises.map(({ file }) => file.replace(/^starter\//, ""));
  return { lab: manifest.id, expected: [...new Set([...own, ...Object.keys(currentRecord(dir))])] };
}

/** Nobody's folder is written into. */
function checkOutput(out: string): void {
  if (!existsSync(out)) return;
  let names: string[];
  try {
    names = readdirSync(out);
  } catch {
    throw new UsageError(
      `-o ${out} must be a folder, new or of an earlier collection; it is a file`,
    );
  }
  if (names.length === 0 || names.includes(REPORT)) return;
  throw new UsageError(`-o ${out} has other things in it: name a new folder`);
}

async function collectOne(
  source: Source,
  wanted: LabFiles,
  others: readonly LabFiles[],
  { out, branch, before, timeoutMs }: CollectOptions,
): Promise<{ record: CollectedRecord; change: Change }> {
  const earlier = readRecord(out, source.id);
  const found = await takenFrom(source, wanted, others, {
    ...(branch !== undefined && { branch }),
    ...(before !== undefined && { before }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  const { record, files } = found;
  const folder = join(out, source.id);
  const isSame =
    earlier?.isTaken === true &&
    existsSync(folder) &&
    earlier.lab === record.lab &&
    JSON.stringify(earlier.files) === JSON.stringify(record.files);
  // A host that does not answer today takes away nothing that was collected yesterday.
  const isKept = found.isUnreachable && earlier?.isTaken === true && existsSync(folder);
  if (isKept) {
    const note = `kept from an earlier time: ${record.problem}`;
    const kept = { ...earlier, notes: [note] };
    writeRecord(out, kept);
    return { record: kept, change: "kept" };
  }
  // Who handed in nothing of use is graded too: an empty folder has a result that says why.
  const hasHandedIn = source.kind !== "nothing" && !found.isUnreachable;
  if (hasHandedIn && !isSame) writeFolder(out, source.id, files);
  if (!hasHandedIn) rmSync(folder, { recursive: true, force: true });
  writeRecord(out, record);
  if (!record.isTaken) return { record, change: "none" };
  if (isSame) return { record, change: "unchanged" };
  return { record, change: earlier?.isTaken === true ? "changed" : "new" };
}

interface Taken {
  readonly record: CollectedRecord;
  readonly files: ReadonlyMap<string, Buffer>;
  /** Whether it may be there another time. */
  readonly isUnreachable: boolean;
}

async function takenFrom(
  source: Source,
  wanted: LabFiles,
  others: readonly LabFiles[],
  options: RepositoryOptions,
): Promise<Taken> {
  const { id, kind, from } = source;
  const shown = withoutPassword(from);
  const base = { schema: "hpts/collected/v1", id, lab: wanted.lab, kind, from: shown } as const;
  const nothing = (problem: string, isUnreachable = false): Taken => {
    const empty = { root: "", files: {}, leftOut: [], elsewhere: 0, notes: [] };
    return {
      record: { ...base, ...empty, isTaken: false, problem },
      files: new Map(),
      isUnreachable,
    };
  };
  if (kind === "nothing") return nothing(source.why ?? "it is nothing that can be taken in");
  let handed: Handed;
  try {
    handed = await opened(source, options);
  } catch (error) {
    if (error instanceof CollectError) {
      return nothing(withoutPassword(error.message), kind === "repository");
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return nothing(`it cannot be read (${code})`);
  }
  try {
    const {
      root,
      files,
      leftOut,
      elsewhere,
      problem = "",
    } = choose(handed.entries, wanted, others);
    const common = { ...base, root, leftOut, elsewhere, notes: handed.notes };
    const commit = handed.commit === undefined ? {} : { commit: handed.commit };
    if (problem !== "") {
      const record = { ...common, ...commit, isTaken: false, problem, files: {} };
      return { record, files: new Map(), isUnreachable: false };
    }
    const read = readAll(handed, files, wanted.expected);
    const hashes = [...read.files].map(([name, bytes]): [string, string] => [name, sha256(bytes)]);
    const record = {
      ...common,
      ...commit,
      leftOut: [...leftOut, ...read.leftOut],
      isTaken: read.problem === "",
      problem: read.problem,
      files: Object.fromEntries(read.problem === "" ? hashes : []),
    };
    return { record, files: read.files, isUnreachable: false };
  } finally {
    handed.close();
  }
}

async function opened({ kind, from }: Source, options: RepositoryOptions): Promise<Handed> {
  if (kind === "repository") return openRepository(from, options);
  return kind === "zip" ? openZip(from) : openFolder(from);
}

interface Read {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly leftOut: readonly LeftOut[];
  readonly problem: string;
}

function readAll(
  handed: Handed,
  chosen: ReadonlyMap<string, Entry>,
  expected: readonly string[],
): Read {
  const files = new Map<string, Buffer>();
  const leftOut: LeftOut[] = [];
  let room = MAX_BYTES;
  for (const [path, entry] of chosen) {
    try {
      const bytes = handed.read(entry, room);
      room -= bytes.length;
      files.set(path, bytes);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (!(error instanceof CollectError) && code === undefined) throw error;
      const why = error instanceof CollectError ? error.message : `it cannot be read (${code})`;
      leftOut.push({ path, why });
    }
  }
  if (room < 0) return { files: new Map(), leftOut, problem: tooLong() };
  const hasOwn = expected.some((name) => files.has(name));
  if (hasOwn) return { files, leftOut, problem: "" };
  return { files: new Map(), leftOut, problem: "none of the lab's files in it can be read" };
}

/** A folder is there whole, or not at all. */
function writeFolder(out: string, id: string, files: ReadonlyMap<string, Buffer>): void {
  const made = join(out, RECORDS, "folder.new");
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true });
  for (const [path, bytes] of files) {
    const file = join(made, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  rmSync(join(out, id), { recursive: true, force: true });
  renameSync(made, join(out, id));
}

/** Records are read by many. */
const withoutPassword = (url: string): string => url.replaceAll(/\/\/[^/@\s]*@/g, "//");

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
