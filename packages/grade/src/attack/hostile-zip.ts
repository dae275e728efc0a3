/** Zips as no program makes them: links, paths that lead out, bombs. PKWARE's APPNOTE.TXT, 4.3. */
import { deflateRawSync } from "node:zlib";
import { crc32 } from "../collect/crc32.ts";
import {
  CENTRAL,
  DEFLATED,
  END,
  FIRST_DAY,
  LOCAL,
  MADE_BY_UNIX,
  UTF8_NAMES,
  uint16,
  uint32,
  VERSION,
} from "../collect/zip-format.ts";

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
  const table: Buffer[] = [];
  let offset = 0;
  let count = 0;
  for (const { path, content, isLink = false, alsoAs = [], saysBytes } of parts) {
    const packed = deflateRawSync(content);
    const fields = [VERSION, UTF8_NAMES, DEFLATED, 0, FIRST_DAY].map(uint16);
    const sizes = [crc32(content), packed.length, saysBytes ?? content.length].map(uint32);
    for (const name of [path, ...alsoAs].map((one) => Buffer.from(one))) {
      const common = [...fields, ...sizes, uint16(name.length)];
      table.push(
        ...[uint32(CENTRAL), uint16(MADE_BY_UNIX), ...common],
        ...[0, 0, 0, 0].map(uint16),
        uint32((MODES[isLink ? "link" : "file"] << 16) >>> 0),
        ...[uint32(offset), name],
      );
      count++;
    }
    const name = Buffer.from(path);
    const local = [uint32(LOCAL), ...fields, ...sizes, uint16(name.length), uint16(0), name];
    bodies.push(...local, packed);
    offset += local.reduce((sum, { length }) => sum + length, packed.length);
  }
  const directory = Buffer.concat(table);
  const end = [
    uint32(END),
    ...[0, 0, count, count].map(uint16),
    ...[directory.length, offset].map(uint32),
    uint16(0),
  ];
  return Buffer.concat([...bodies, directory, ...end]);
}
