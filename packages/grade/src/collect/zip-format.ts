/** What readers and writers of zips share: where its parts begin, and numbers as bytes. APPNOTE.TXT, 4.3. */

/** Signatures of a file's own header, its line in the table, and the end of the table. */
export const LOCAL = 0x04034b50;
export const CENTRAL = 0x02014b50;
export const END = 0x06054b50;

/** 2.0: folders and deflate. */
export const VERSION = 20;
/** The table's attributes are modes of files as Unix has them. */
export const MADE_BY_UNIX: number = (3 << 8) | VERSION;
/** Flag: names are UTF-8. */
export const UTF8_NAMES: number = 1 << 11;
/** 1980-01-01, the first day that there is. */
export const FIRST_DAY: number = (1 << 5) | 1;

/** A method to pack; the other one that is used is 0, not packed. */
export const DEFLATED = 8;

/** Little-endian, as all numbers of a zip. */
export function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
