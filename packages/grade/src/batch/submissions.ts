/**
 * The submissions in a folder: each folder in it is one, and its name is the student's. Nothing is
 * followed and nothing is opened here; what is no submission is listed with the reason.
 */
import { createHash } from "node:crypto";
import { type Dirent, readdirSync } from "node:fs";
import { UsageError } from "@hpts/labkit/lab";

export interface Shard {
  /** From 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

export const WHOLE: Shard = { index: 1, of: 1 };

export interface PassedOver {
  readonly name: string;
  readonly why: string;
}

export interface Submissions {
  /** Names of folders in this shard, in the order of their code units. */
  readonly students: readonly string[];
  /** In all shards together. */
  readonly total: number;
  readonly passedOver: readonly PassedOver[];
}

/** What hpts grade collect keeps beside its folders: nobody has handed that in. */
const COLLECTED = [".collected", "collected.json"];

/** @throws UsageError if the folder cannot be read or no submission is in it */
export function submissionsIn(dir: string, shard: Shard = WHOLE): Submissions {
  const passedOver: PassedOver[] = [];
  const all = entriesOf(dir)
    .flatMap((entry) => {
      const name = entry.name.toString("utf8");
      if (COLLECTED.includes(name)) return [];
      const why = refusalOf(entry, name);
      if (why !== undefined) passedOver.push({ name, why });
      return why === undefined ? [name] : [];
    })
    .sort();
  if (all.length === 0) {
    throw new UsageError(
      `${dir} has no folder in it; each folder is a submission, named after its student`,
    );
  }
  const students = all.filter((name) => shardOf(name, shard.of) === shard.index);
  return { students, total: all.length, passedOver };
}

/** @param text such as "2/3" @throws UsageError */
export function parseShard(text: string): Shard {
  const [, index = 0, of = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= of) return { index, of };
  throw new UsageError(`--shard must be like 2/3, from 1/3 to 3/3, got ${text}`);
}

/** By the name alone, so that whoever comes later moves nobody. */
function shardOf(student: string, of: number): number {
  return (createHash("sha256").update(student).digest().readUInt32BE(0) % of) + 1;
}

function entriesOf(dir: string): Dirent<Buffer>[] {
  try {
    return readdirSync(dir, { withFileTypes: true, encoding: "buffer" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "is not there" : code === "ENOTDIR" ? "is a file" : `${code}`;
    throw new UsageError(`a batch needs a folder with a folder for each student; ${dir} ${why}`);
  }
}

function refusalOf(entry: Dirent<Buffer>, name: string): string | undefined {
  if (name.startsWith(".")) return "hidden";
  if (entry.isSymbolicLink()) return "a link; it is not followed";
  if (!entry.isDirectory()) {
    if (/\.(zip|tar|tgz|gz|7z|rar)$/i.test(name))
      return "an archive: hpts grade collect unpacks it";
    return "a file, not a folder";
  }
  // Such a name could not be written into a journal, nor be opened again.
  if (!Buffer.from(name, "utf8").equals(entry.name)) return "its name is not UTF-8: rename it";
  return undefined;
}
