/** What is known of each student's submission, kept beside the folders. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LeftOut } from "./choose.ts";
import type { SourceKind } from "./sources.ts";

/** Where the records lie: a dot in front, so that nobody takes it for a student's. */
export const RECORDS = ".collected";
export const REPORT = "collected.json";

export interface CollectedRecord {
  readonly schema: "hpts/collected/v1";
  readonly id: string;
  readonly lab: string;
  readonly kind: SourceKind;
  readonly from: string;
  /** Of a repository. */
  readonly commit?: string;
  /** Whether its folder has files in it. */
  readonly isTaken: boolean;
  /** Why not. */
  readonly problem: string;
  /** Where in the submission the files were. */
  readonly root: string;
  /** Path -> sha256 */
  readonly files: Readonly<Record<string, string>>;
  readonly leftOut: readonly LeftOut[];
  /** Files that have nothing to do with the lab. */
  readonly elsewhere: number;
  readonly notes: readonly string[];
}

export function readRecord(out: string, id: string): CollectedRecord | undefined {
  try {
    const data = JSON.parse(readFileSync(fileOf(out, id), "utf8")) as CollectedRecord;
    return data.schema === "hpts/collected/v1" ? data : undefined;
  } catch {
    return undefined; // none yet, or cut off: it is collected again
  }
}

export function writeRecord(out: string, record: CollectedRecord): void {
  mkdirSync(join(out, RECORDS), { recursive: true });
  writeWhole(fileOf(out, record.id), `${JSON.stringify(record, null, 1)}\n`);
}

/** All of this and of earlier times. */
export function writeReport(out: string): readonly CollectedRecord[] {
  const ids = readdirSync(join(out, RECORDS)).filter((name) => name.endsWith(".json"));
  const records = ids
    .map((name) => readRecord(out, name.slice(0, -".json".length)))
    .filter((record) => record !== undefined)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  writeWhole(join(out, REPORT), `${JSON.stringify(records, null, 1)}\n`);
  return records;
}

const fileOf = (out: string, id: string): string => join(out, RECORDS, `${id}.json`);

/** Either the old text or the new one is there, never half of one. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
