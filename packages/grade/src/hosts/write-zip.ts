/**
 * Writes zips whose bytes depend on names and contents alone: sorted, no times, nothing compressed
 * (what a deflate makes of a text depends on its version).
 */
import { crc32 } from "../collect/crc32.ts";
import { headerOf, lineOf, STORED, tableWithEnd } from "../collect/zip-format.ts";

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
  const lines: Buffer[] = [];
  let offset = 0;
  for (const { path, content, isExecutable = false } of sorted) {
    const { length } = content;
    const head = {
      name: Buffer.from(path),
      method: STORED,
      crc: crc32(content),
      packedBytes: length,
      bytes: length,
    } as const;
    const header = headerOf(head);
    parts.push(header, content);
    lines.push(lineOf(head, REGULAR | (isExecutable ? 0o755 : 0o644), offset));
    offset += header.length + length;
  }
  return Buffer.concat([...parts, tableWithEnd(lines, offset)]);
}
