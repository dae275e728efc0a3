/**
 * Writes zips whose bytes depend on names and contents alone: sorted, no times, nothing compressed
 * (what a deflate makes of a text depends on its version). Layout: PKWARE's APPNOTE.TXT, 4.3.
 */
import { crc32 } from "../collect/crc32.ts";
import {
  CENTRAL,
  END,
  FIRST_DAY,
  LOCAL,
  MADE_BY_UNIX,
  UTF8_NAMES,
  uint16,
  uint32,
  VERSION,
} from "../collect/zip-format.ts";

export interface ZippedFile {
  /** With "/". */
  readonly path: string;
  readonly content: Buffer;
  readonly isExecutable?: boolean;
}

const REGULAR = 0o100000;

export function writeZip(files: readonly ZippedFile[]): Buffer {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const parts: Buffer[] = [];
  const table: Buffer[] = [];
  let offset = 0;
  for (const { path, content, isExecutable = false } of sorted) {
    const name = Buffer.from(path);
    const common = commonOf(name, content);
    const local = Buffer.concat([uint32(LOCAL), common, uint16(0), name]);
    parts.push(local, content);
    const mode = REGULAR | (isExecutable ? 0o755 : 0o644);
    table.push(
      uint32(CENTRAL),
      uint16(MADE_BY_UNIX),
      common,
      // Extra field, comment, disk, internal attributes: none.
      ...[0, 0, 0, 0].map(uint16),
      uint32((mode << 16) >>> 0),
      uint32(offset),
      name,
    );
    offset += local.length + content.length;
  }
  const directory = Buffer.concat(table);
  const end = [
    uint32(END),
    ...[0, 0, sorted.length, sorted.length].map(uint16),
    uint32(directory.length),
    uint32(offset),
    uint16(0),
  ];
  return Buffer.concat([...parts, directory, ...end]);
}

/** From "version needed" to the length of the name. */
function commonOf(name: Buffer, content: Buffer): Buffer {
  return Buffer.concat([
    ...[VERSION, UTF8_NAMES, 0, 0, FIRST_DAY].map(uint16),
    ...[crc32(content), content.length, content.length].map(uint32),
    uint16(name.length),
  ]);
}
