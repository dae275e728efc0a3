/**
 * Frames: how a message lies on a pipe between the judge and the sandbox.
 *
 *     u32  length of all that follows, at most 32 MiB        little endian
 *     u32  length of the JSON text in bytes
 *          JSON: { message, parts: [bytes of each part] }    UTF-8, at most 100 deep
 *          parts, one after the other: raw numbers
 *
 * JSON and raw bytes only: nothing in a frame can name a class or a function of the reader. What is
 * read comes from code that nobody trusts, so everything is checked before it is used.
 */
import { isAtMostDeep } from "./json-depth.ts";

export const MAX_FRAME_BYTES: number = 32 * 1024 * 1024;
const MAX_DEPTH = 100;
const MAX_PARTS = 100_000;
/** Of each character, at the most. */
const UTF8_BYTES = 3;
const NO_LENGTHS: readonly number[] = [];

/** A message as it travels: JSON, and raw parts that it refers to by their index. */
export interface Packet {
  readonly message: unknown;
  readonly parts: readonly Uint8Array[];
}

/** Bytes that are no frame, or one that is not allowed. */
export class FrameError extends Error {
  readonly code = "HPTS_GRADE_FRAME";
  override readonly name = "FrameError";
}

/** The whole frame, length included. @throws FrameError if it is too long */
export function encodeFrame({ message, parts }: Packet): Buffer {
  const lengths = parts.map(({ byteLength }) => byteLength);
  const json = Buffer.from(JSON.stringify({ message, parts: lengths }));
  const length = 4 + json.length + lengths.reduce((sum, bytes) => sum + bytes, 0);
  checkLength(length);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(length, 0);
  head.writeUInt32LE(json.length, 4);
  return Buffer.concat([head, json, ...parts], 4 + length);
}

/**
 * The same for a message without parts, which most are, at the beginning of `into`.
 *
 * @returns the length of the whole frame; undefined if it has parts, or may not fit
 */
export function encodeSmallFrame({ message, parts }: Packet, into: Buffer): number | undefined {
  if (parts.length > 0) return undefined;
  const json = JSON.stringify({ message, parts: NO_LENGTHS });
  if (8 + UTF8_BYTES * json.length > into.length) return undefined;
  const jsonLength = into.write(json, 8);
  into.writeUInt32LE(4 + jsonLength, 0);
  into.writeUInt32LE(jsonLength, 4);
  return 8 + jsonLength;
}

/** @throws FrameError if the first four bytes announce what is not allowed */
export function frameLength(head: Uint8Array): number {
  const length = wordAt(head, 0);
  checkLength(length);
  return length;
}

/**
 * What follows the first four bytes of a frame.
 *
 * @param from, to where it lies in `bytes` @throws FrameError
 */
export function decodeFrame(bytes: Buffer, from: number = 0, to: number = bytes.length): Packet {
  if (to - from < 4) throw new FrameError(`a frame has at least 4 bytes, got ${to - from}`);
  const jsonLength = wordAt(bytes, from);
  const jsonEnd = from + 4 + jsonLength;
  if (jsonEnd > to) throw new FrameError("the text of a frame is longer than the frame");
  // A level takes two bytes at the least.
  const mayBeDeep = jsonLength > 2 * MAX_DEPTH;
  if (mayBeDeep && !isAtMostDeep(bytes.subarray(from + 4, jsonEnd), MAX_DEPTH)) {
    throw new FrameError(`the text of a frame nests deeper than ${MAX_DEPTH}`);
  }
  const { message, parts } = parsed(bytes.toString("utf8", from + 4, jsonEnd));
  return { message, parts: cut(bytes, jsonEnd, to, parts) };
}

function checkLength(length: number): void {
  if (length >= 4 && length <= MAX_FRAME_BYTES) return;
  throw new FrameError(`a frame has 4 to ${MAX_FRAME_BYTES} bytes, got ${length}`);
}

function parsed(json: string): { message: unknown; parts: unknown } {
  try {
    const { message, parts } = JSON.parse(json);
    return { message, parts };
  } catch (cause) {
    throw new FrameError("the text of a frame is not JSON as expected", { cause });
  }
}

function cut(body: Uint8Array, from: number, to: number, lengths: unknown): Uint8Array[] {
  if (!Array.isArray(lengths) || lengths.length > MAX_PARTS) {
    throw new FrameError("a frame lists the lengths of its parts");
  }
  let at = from;
  const parts = lengths.map((length: unknown) => {
    if (!Number.isSafeInteger(length) || (length as number) < 0) {
      throw new FrameError(`the length of a part is a number of bytes, got ${String(length)}`);
    }
    const end = at + (length as number);
    if (end > to) throw new FrameError("the parts of a frame are longer than the frame");
    // A copy of its own: a Buffer's slice would share its memory with other frames.
    const part = new Uint8Array(body.subarray(at, end));
    at = end;
    return part;
  });
  if (at !== to) throw new FrameError("a frame has more bytes than its parts");
  return parts;
}

/** Little endian. */
function wordAt(bytes: Uint8Array, at: number): number {
  const low = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
  return low + bytes[at + 3]! * 2 ** 24;
}
