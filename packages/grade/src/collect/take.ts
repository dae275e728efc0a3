/** From one thing handed in to the files that are taken of it, and why others are not. */
import { createHash } from "node:crypto";
import { choose, type LabFiles, type LeftOut, MAX_BYTES, tooLong } from "./choose.ts";
import { CollectError, type Entry, type Handed } from "./entry.ts";
import { openFolder } from "./folder.ts";
import type { CollectedRecord } from "./records.ts";
import { openRepository, type RepositoryOptions } from "./repository.ts";
import type { Source } from "./sources.ts";
import { openZip } from "./zip.ts";

export interface Taken {
  readonly record: CollectedRecord;
  readonly files: ReadonlyMap<string, Buffer>;
  /** Whether it may be there another time. */
  readonly isUnreachable: boolean;
}

/** What is taken of one submission, read and weighed; nothing is written. */
export async function takenFrom(
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

/** Records are read by many. */
const withoutPassword = (url: string): string => url.replaceAll(/\/\/[^/@\s]*@/g, "//");

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
