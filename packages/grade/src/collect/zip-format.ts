/** The parts of a zip, for who writes some and who reads some. Layout: PKWARE's APPNOTE.TXT, 4.3. */

/** Signatures of a file's own header, its line in the table, and the end of the table. */
export const LOCAL = 0x04034b50;
export const CENTRAL = 0x02014b50;
export const END = 0x06054b50;

/** Methods: not packed, and packed by deflate. */
export const STORED = 0;
export const DEFLATED = 8;

const VERSION = 20;
const MADE_BY_UNIX = (3 << 8) | VERSION;
const NAMES_ARE_UTF8 = 1 << 11;
/** 1980-01-01, the first day that there is. */
const DATE = (1 << 5) | 1;

/** What the header and the table say of a file. */
export interface ZipHead {
  readonly name: Buffer;
  readonly method: typeof STORED | typeof DEFLATED;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
}

/** Stands before the file's bytes. */
export function headerOf(head: ZipHead): Buffer {
  return Buffer.concat([uint32(LOCAL), commonOf(head), uint16(0), head.name]);
}

/** @param mode as Unix has it, with the kind of file @param offset of the header, in bytes */
export function lineOf(head: ZipHead, mode: number, offset: number): Buffer {
  return Buffer.concat([
    uint32(CENTRAL),
    uint16(MADE_BY_UNIX),
    commonOf(head),
    // Extra field, comment, disk, internal attributes: none.
    ...[0, 0, 0, 0].map(uint16),
    uint32((mode << 16) >>> 0),
    uint32(offset),
    head.name,
  ]);
}

/** The table and its end. @param offset of the table, in bytes */
export function tableWithEnd(lines: readonly Buffer[], offset: number): Buffer {
  const table = Buffer.concat(lines);
  const end = [
    uint32(END),
    ...[0, 0, lines.length, lines.length].map(uint16),
    ...[table.length, offset].map(uint32),
    uint16(0),
  ];
  return Buffer.concat([table, ...end]);
}

/** From "version needed" to the length of the name. */
function commonOf({ name, method, crc, packedBytes, bytes }: ZipHead): Buffer {
  return Buffer.concat([
    ...[VERSION, NAMES_ARE_UTF8, method, 0, DATE].map(uint16),
    ...[crc, packedBytes, bytes].map(uint32),
    uint16(name.length),
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
