/**
 * Reads zips that nobody trusts. Only the table of contents is read at first; a file is unpacked when
 * it is wanted, up to a limit that does not come from the archive. So a bomb is a name in a table.
 *
 * Layout: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory) and
 * 4.3.16 (its end). Zip64 and encryption are refused with a reason.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { crc32 } from "./crc32.ts";
import { CollectError, type Entry, type Handed, MAX_ENTRIES } from "./entry.ts";
import { CENTRAL, DEFLATED, END, LOCAL, STORED } from "./zip-format.ts";
import { safeZipPath, zipName } from "./zip-names.ts";

const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT_BYTES = 65_535;
const MAX_TABLE_BYTES = 64 * 1024 * 1024;
/** Text is seldom packed to less than a tenth; what says more is no text. */
const MAX_RATIO = 200;
const ENCRYPTED = 1;
const UNIX = 3;

interface ZipEntry extends Entry {
  readonly packedBytes: number;
  readonly method: number;
  readonly crc: number;
  readonly offset: number;
}

/** @throws CollectError if it is no zip that can be read */
export function openZip(file: string): Handed {
  const fd = openSync(file, "r");
  try {
    const bytes = fstatSync(fd).size;
    const entries = tableOf(fd, bytes);
    return {
      entries,
      notes: [],
      read: (entry, mostBytes) => readEntry(fd, bytes, entry as ZipEntry, mostBytes),
      close: () => closeSync(fd),
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function tableOf(fd: number, fileBytes: number): ZipEntry[] {
  const { count, bytes, offset } = endOf(fd, fileBytes);
  if (count > MAX_ENTRIES) throw new CollectError(`it has more than ${MAX_ENTRIES} files`);
  if (bytes > MAX_TABLE_BYTES || offset + bytes > fileBytes) throw broken("its table of contents");
  const table = readAt(fd, offset, bytes);
  const entries: ZipEntry[] = [];
  const seen = new Set<string>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > bytes || table.readUInt32LE(at) !== CENTRAL) {
      throw broken("its table of contents");
    }
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((to) =>
      table.readUInt16LE(at + to),
    ) as [number, number, number];
    const nameAt = at + CENTRAL_BYTES;
    if (nameAt + nameBytes > bytes) throw broken("its table of contents");
    const entry = entryOf(table.subarray(at, nameAt), table.subarray(nameAt, nameAt + nameBytes));
    at = nameAt + nameBytes + extraBytes + commentBytes;
    if (entry === undefined) continue;
    entries.push(seen.has(entry.path) ? { ...entry, why: "it is there twice" } : entry);
    seen.add(entry.path);
  }
  return entries;
}

/** Undefined for a folder. */
function entryOf(head: Buffer, nameBytes: Buffer): ZipEntry | undefined {
  const name = zipName(nameBytes);
  const [flags, method] = [head.readUInt16LE(8), head.readUInt16LE(10)];
  const [packedBytes, bytes] = [head.readUInt32LE(20), head.readUInt32LE(24)];
  const mode = head.readUInt16LE(4) >> 8 === UNIX ? head.readUInt32LE(38) >>> 16 : 0;
  const safe = safeZipPath(name);
  if (/[/\\]$/.test(name) && bytes === 0) return undefined;
  const why =
    "why" in safe
      ? safe.why
      : packingProblem(flags, method, packedBytes, bytes, head.readUInt32LE(42));
  return {
    path: "path" in safe ? safe.path : name,
    kind: kindOf(mode),
    bytes,
    ...(why !== undefined && { why }),
    packedBytes,
    method,
    crc: head.readUInt32LE(16),
    offset: head.readUInt32LE(42),
  };
}

function kindOf(mode: number): Entry["kind"] {
  const type = mode & 0o170000;
  if (type === 0 || type === 0o100000) return "file";
  return type === 0o120000 ? "link" : "other";
}

function packingProblem(
  flags: number,
  method: number,
  packedBytes: number,
  bytes: number,
  offset: number,
): string | undefined {
  if (flags & ENCRYPTED) return "it is encrypted";
  if ([packedBytes, bytes, offset].includes(0xffffffff)) return "it needs Zip64";
  if (method !== STORED && method !== DEFLATED) return `it is packed by method ${method}`;
  if (bytes > MAX_RATIO * Math.max(packedBytes, 1024)) return "it is packed like a bomb";
  return undefined;
}

interface End {
  readonly count: number;
  readonly bytes: number;
  readonly offset: number;
}

function endOf(fd: number, fileBytes: number): End {
  const length = Math.min(fileBytes, END_BYTES + MAX_COMMENT_BYTES);
  const tail = readAt(fd, fileBytes - length, length);
  for (let at = length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END) continue;
    // What follows must be its comment: else it is a text that looks like an end.
    if (at + END_BYTES + tail.readUInt16LE(at + 20) !== length) continue;
    const [disk, count] = [tail.readUInt16LE(at + 4), tail.readUInt16LE(at + 10)];
    const [bytes, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    if (disk !== 0) throw new CollectError("it is part of a zip in several files");
    if (count === 0xffff || bytes === 0xffffffff || offset === 0xffffffff) {
      throw new CollectError("it needs Zip64: pack the lab's folder alone");
    }
    return { count, bytes, offset };
  }
  throw new CollectError("it is no zip, or cut off: it has no table of contents");
}

function readEntry(fd: number, fileBytes: number, entry: ZipEntry, mostBytes: number): Buffer {
  const { bytes, packedBytes, offset, method, crc } = entry;
  if (bytes > mostBytes) throw new CollectError(`it has more than ${mostBytes} bytes`);
  if (offset + LOCAL_BYTES > fileBytes) throw broken("it");
  const head = readAt(fd, offset, LOCAL_BYTES);
  if (head.readUInt32LE(0) !== LOCAL) throw broken("it");
  const begin = offset + LOCAL_BYTES + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (begin + packedBytes > fileBytes || packedBytes > mostBytes + 1024) throw broken("it");
  const packed = readAt(fd, begin, packedBytes);
  const content = method === STORED ? packed : inflated(packed, mostBytes);
  // What it declares is what was added up to see whether all of it may be taken.
  if (content.length !== bytes || crc32(content) !== crc) throw broken("it");
  return content;
}

function inflated(packed: Buffer, mostBytes: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, mostBytes) });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") throw new CollectError("it is longer than it says");
    throw broken("it");
  }
}

const broken = (what: string): CollectError => new CollectError(`${what} is damaged`);

function readAt(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const got = readSync(fd, bytes, filled, length - filled, position + filled);
    if (got === 0) throw broken("the file");
    filled += got;
  }
  return bytes;
}
