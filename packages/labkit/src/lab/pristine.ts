/**
 * The starter as it was handed out, so that an exercise can be reset whatever has happened since.
 *
 * `pristine.json` in the lab names each file of `starter/` with its git blob id. The text itself is
 * looked for in two places: a copy that is put aside while the file is still untouched (in
 * `.hpts/pristine/`), and git's object store, which still has it after the student has committed
 * other versions. So there is no second copy of the starters in the repository that could drift.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ManifestError } from "./lab-json.ts";

/** File name inside `starter/` -> git blob id (SHA-1 of the text with LF line ends). */
export type PristineRecord = Readonly<Record<string, string>>;

export const PRISTINE_FILE = "pristine.json";

/** Where the copies are put aside. */
export const pristineDir = (labDir: string): string => join(labDir, ".hpts", "pristine");

const copyOf = (labDir: string, file: string): string => join(pristineDir(labDir), file);

/** Empty if the lab has no record. @throws ManifestError when it is no JSON */
export function readPristineRecord(labDir: string): PristineRecord {
  const file = join(labDir, PRISTINE_FILE);
  if (!existsSync(file)) return {};
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new ManifestError(`${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
  if (isRecord(data)) return data;
  throw new ManifestError(
    `${file} must name files of starter/ with their git blob ids; ${howToRecord(labDir)}`,
  );
}

function isRecord(data: unknown): data is PristineRecord {
  const isObject = typeof data === "object" && data !== null && !Array.isArray(data);
  return isObject && Object.values(data).every((id) => /^[0-9a-f]{40}$/.test(String(id)));
}

/** What an author does about a record that does not fit. */
export function howToRecord(labDir: string): string {
  return `run \`hpts check ${basename(labDir)} --record\``;
}

/** The record that would fit `starter/` as it is now. */
export function currentRecord(labDir: string): PristineRecord {
  const dir = join(labDir, "starter");
  if (!existsSync(dir)) return {};
  const names = readdirSync(dir).filter((name) => name.endsWith(".ts"));
  return Object.fromEntries(names.sort().map((name) => [name, blobId(readText(join(dir, name)))]));
}

/** For authors: declares `starter/` as it is now to be the one that is handed out. */
export function writePristineRecord(labDir: string): void {
  const text = JSON.stringify(currentRecord(labDir), null, 2);
  writeFileSync(join(labDir, PRISTINE_FILE), `${text}\n`);
}

/**
 * Puts a copy of every handed-out file aside, as long as it can be had. Cheap once that is done;
 * called whenever a lab is run.
 *
 * @returns the files of which no copy could be had
 */
export function keepPristineCopies(labDir: string): string[] {
  const record = Object.entries(readPristineRecord(labDir));
  return record.flatMap(([file, id]) => {
    const copy = copyOf(labDir, file);
    const kept = readTextIfAny(copy);
    if (kept !== undefined && blobId(kept) === id) return [];
    const text = pristineText(labDir, file);
    if (text === undefined) return [file];
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, text);
    return [];
  });
}

/** The text that was handed out; none if neither the copies nor git have it. */
export function pristineText(labDir: string, file: string): string | undefined {
  const id = readPristineRecord(labDir)[file];
  if (id === undefined) return undefined;
  const candidates = [
    () => readTextIfAny(copyOf(labDir, file)),
    () => readTextIfAny(join(labDir, "starter", file)),
    () => gitBlob(labDir, id),
  ];
  for (const candidate of candidates) {
    const text = candidate();
    if (text !== undefined && blobId(text) === id) return text;
  }
  return undefined;
}

function blobId(text: string): string {
  const bytes = Buffer.from(text);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** With LF line ends, as git stores it. */
function readText(file: string): string {
  return readFileSync(file, "utf8").replaceAll("\r\n", "\n");
}

function readTextIfAny(file: string): string | undefined {
  return existsSync(file) ? readText(file) : undefined;
}

function gitBlob(labDir: string, id: string): string | undefined {
  try {
    return execFileSync("git", ["cat-file", "blob", id], {
      cwd: labDir,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined; // no git, or not a clone: a downloaded archive
  }
}
