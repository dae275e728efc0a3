/**
 * What is read of a submission: regular files of TypeScript in the folder where the lab's are, and
 * nothing else. Nothing is run, no link is followed, no configuration has a say.
 *
 * Whatever is not read is listed with the reason, so that a student can see why a file had no effect.
 */
import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
} from "node:fs";
import { join } from "node:path";

const MAX_FILES = 64;
const MAX_BYTES = 256 * 1024;
const MAX_DEPTH = 4;
/** Names seen, of whatever kind: after that, nobody looks further. */
const MAX_ENTRIES = 2_000;
const MAX_LISTED = 100;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

export interface Ignored {
  /** As JSON would write it, without the quotes: any byte may be in a name. */
  readonly name: string;
  readonly why: string;
}

export interface Submission {
  /** Path below the starter's folder, with "/" -> text. */
  readonly files: ReadonlyMap<string, string>;
  readonly ignored: readonly Ignored[];
  /** sha256 of names and texts; the same files always have the same. */
  readonly digest: string;
  /** Why there is nothing that could be graded. */
  readonly problem: string | undefined;
}

/**
 * @param dir the student's lab folder, the whole course, or the starter's folder itself
 * @param lab its id
 * @param expected names of the files that the lab hands out
 */
export function takeIn(dir: string, lab: string, expected: readonly string[]): Submission {
  const ignored: Ignored[] = [];
  const root = starterFolder(dir, lab);
  const reader = new Reader(ignored);
  try {
    reader.readFolder(root, "", 0);
  } catch (error) {
    return submissionOf(new Map(), ignored, `it cannot be read: ${(error as Error).message}`);
  }
  const { files } = reader;
  const hasOwn = expected.some((name) => files.has(name));
  const what = expected.slice(0, 3).join(", ");
  const problem =
    reader.problem ??
    (hasOwn ? undefined : `none of the lab's files is in it: ${what}, ... are expected`);
  return submissionOf(problem === undefined ? files : new Map(), ignored, problem);
}

function submissionOf(
  files: ReadonlyMap<string, string>,
  ignored: readonly Ignored[],
  problem: string | undefined,
): Submission {
  return { files, ignored, digest: digestOf(files), problem };
}

export function digestOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256");
  for (const name of [...files.keys()].sort()) {
    const text = files.get(name)!;
    hash.update(JSON.stringify([name, text]));
  }
  return hash.digest("hex");
}

function starterFolder(dir: string, lab: string): string {
  const candidates = [join(dir, "labs", lab, "starter"), join(dir, "starter")];
  return candidates.find(isFolder) ?? dir;
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory(); // a link to a folder is none
  } catch {
    return false;
  }
}

class Reader {
  readonly files = new Map<string, string>();
  problem: string | undefined;
  readonly #ignored: Ignored[];
  #entries = 0;
  #bytes = 0;

  constructor(ignored: Ignored[]) {
    this.#ignored = ignored;
  }

  readFolder(dir: string, prefix: string, depth: number): void {
    const entries = readdirSync(dir, { withFileTypes: true }).sort(byName);
    for (const entry of entries) {
      if (this.problem !== undefined) return;
      if (++this.#entries > MAX_ENTRIES) {
        this.problem = `it has more than ${MAX_ENTRIES} files and folders`;
        return;
      }
      this.#take(dir, prefix, entry, depth);
    }
  }

  #take(dir: string, prefix: string, entry: Dirent, depth: number): void {
    const name = prefix + entry.name;
    const why = refusalOf(entry, depth);
    if (why !== undefined) {
      this.#ignore(name, why);
    } else if (entry.isDirectory()) {
      this.readFolder(join(dir, entry.name), `${name}/`, depth + 1);
    } else {
      const text = this.#read(join(dir, entry.name), name);
      if (text === undefined) return;
      if (this.files.size < MAX_FILES) this.files.set(name, text);
      else this.problem = `it has more than ${MAX_FILES} TypeScript files`;
    }
  }

  /** What is looked at is what was opened: a file may be exchanged at any moment. */
  #read(path: string, name: string): string | undefined {
    let fd: number;
    try {
      // Without waiting for the other end, should it have become a pipe.
      fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    } catch (error) {
      this.#ignore(name, `it cannot be opened (${(error as NodeJS.ErrnoException).code})`);
      return undefined;
    }
    try {
      const stat = fstatSync(fd);
      const { nlink, size } = stat;
      if (!stat.isFile()) return this.#ignore(name, "it is not a regular file");
      if (nlink !== 1) return this.#ignore(name, "it has a second name (a hard link)");
      if (this.#bytes + size > MAX_BYTES) {
        this.problem = `its TypeScript files have more than ${MAX_BYTES / 1024} KiB together`;
        return undefined;
      }
      const bytes = Buffer.alloc(size);
      const got = size === 0 ? 0 : readSync(fd, bytes, 0, size, 0);
      this.#bytes += got;
      return this.#decoded(bytes.subarray(0, got), name);
    } finally {
      closeSync(fd);
    }
  }

  #decoded(bytes: Buffer, name: string): string | undefined {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return this.#ignore(name, "it is not UTF-8 text");
    }
  }

  #ignore(name: string, why: string): undefined {
    if (this.#ignored.length < MAX_LISTED) {
      this.#ignored.push({ name: JSON.stringify(name).slice(1, -1).slice(0, 200), why });
    }
    return undefined;
  }
}

function refusalOf(entry: Dirent, depth: number): string | undefined {
  const { name } = entry;
  if (!NAME.test(name)) return "its name has other characters than A-Z a-z 0-9 . _ -";
  if (entry.isDirectory()) {
    if (name === "node_modules") return "dependencies are the course's own";
    return depth < MAX_DEPTH ? undefined : `it lies more than ${MAX_DEPTH} folders deep`;
  }
  if (!entry.isFile()) return "it is a link or a device, not a file";
  if (!name.endsWith(".ts") || name.endsWith(".d.ts")) return "it is not TypeScript";
  return name.endsWith(".test.ts") ? "the lab has its own tests" : undefined;
}

const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
