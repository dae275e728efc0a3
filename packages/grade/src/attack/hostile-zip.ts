/** Zips as no program makes them: links, paths that lead out, bombs. */
import { deflateRawSync } from "node:zlib";
import { crc32 } from "../collect/crc32.ts";
import { DEFLATED, headerOf, lineOf, tableWithEnd } from "../collect/zip-format.ts";

export interface ZipPart {
  /** As it stands in the zip, whatever it is. */
  readonly path: string;
  /** Of a link: where it leads. */
  readonly content: Buffer;
  readonly isLink?: boolean;
  /** Names that all have this content, which is in the zip once. */
  readonly alsoAs?: readonly string[];
  /** What the table says that it has, in bytes. @default the truth */
  readonly saysBytes?: number;
}

const MODES = { file: 0o100644, link: 0o120777 } as const;

export function hostileZip(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const lines: Buffer[] = [];
  let offset = 0;
  for (const { path, content, isLink = false, alsoAs = [], saysBytes } of parts) {
    const packed = deflateRawSync(content);
    const head = {
      name: Buffer.from(path),
      method: DEFLATED,
      crc: crc32(content),
      packedBytes: packed.length,
      bytes: saysBytes ?? content.length,
    } as const;
    for (const one of [path, ...alsoAs]) {
      lines.push(
        lineOf({ ...head, name: Buffer.from(one) }, MODES[isLink ? "link" : "file"], offset),
      );
    }
    const header = headerOf(head);
    bodies.push(header, packed);
    offset += header.length + packed.length;
  }
  return Buffer.concat([...bodies, tableWithEnd(lines, offset)]);
}
