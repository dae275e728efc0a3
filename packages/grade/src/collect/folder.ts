/** A folder as it was handed in. No link is followed, and nothing is believed twice. */
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
import { CollectError, type Entry, type Handed, MAX_ENTRIES } from "./entry.ts";

/** Full of files that nobody wrote. */
const SKIPPED = ["node_modules", ".git", ".hpts", ".turbo", "__MACOSX"];
const MAX_DEPTH = 32;

export function openFolder(dir: string): Handed {
  const entries: Entry[] = [];
  const skipped = new Set<string>();
  const walk = (folder: Buffer, prefix: string, depth: number): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true, encoding: "buffer" })) {
      const path = prefix + entry.name.toString("utf8");
      const below = Buffer.concat([folder, Buffer.from("/"), entry.name]);
      if (entry.isDirectory()) {
        if (SKIPPED.includes(entry.name.toString("utf8"))) skipped.add(path);
        else if (depth < MAX_DEPTH) walk(below, `${path}/`, depth + 1);
        continue;
      }
      entries.push({ path, kind: kindOf(entry), bytes: sizeOf(below) });
      if (entries.length > MAX_ENTRIES) {
        throw new CollectError(`it has more than ${MAX_ENTRIES} files`);
      }
    }
  };
  try {
    walk(Buffer.from(dir), "", 0);
  } catch (error) {
    if (error instanceof CollectError) throw error;
    throw new CollectError(`it cannot be read: ${(error as Error).message}`);
  }
  return {
    entries,
    notes: [...skipped].sort().map((path) => `${path}/ was not looked at`),
    read: ({ path }, mostBytes) => readRegular(join(dir, path), mostBytes),
    close: () => {},
  };
}

const kindOf = (entry: Dirent<Buffer>): Entry["kind"] =>
  entry.isFile() ? "file" : entry.isSymbolicLink() ? "link" : "other";

const sizeOf = (path: Buffer): number => lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** What is looked at is what was opened: a file may be exchanged at any moment. */
export function readRegular(path: string, mostBytes: number): Buffer {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw new CollectError("it is not a regular file");
    if (stat.nlink !== 1) throw new CollectError("it has a second name (a hard link)");
    if (stat.size > mostBytes) throw new CollectError(`it has more than ${mostBytes} bytes`);
    const bytes = Buffer.alloc(stat.size);
    const got = stat.size === 0 ? 0 : readSync(fd, bytes, 0, stat.size, 0);
    return bytes.subarray(0, got);
  } finally {
    closeSync(fd);
  }
}
