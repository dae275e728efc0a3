/**
 * Takes in what students handed in: from folders, zips and git repositories, one clean folder a
 * student with nothing in it but the lab's own files. Nothing of a submission is run.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { currentRecord, type Lab, readLabs, UsageError } from "@hpts/labkit/lab";
import type { LabFiles } from "./choose.ts";
import {
  type CollectedRecord,
  RECORDS,
  REPORT,
  readRecord,
  writeRecord,
  writeReport,
} from "./records.ts";
import type { RepositoryOptions } from "./repository.ts";
import { type Source, sourcesOf } from "./sources.ts";
import { takenFrom } from "./take.ts";

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
