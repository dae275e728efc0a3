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
const UTF8 = new TextDecoder();

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

/** @throws FrameError if the first four bytes announce what is not allowed */
export function frameLength(head: Uint8Array): number {
  const length = view(head).getUint32(0, true);
  checkLength(length);
  return length;
}

/** @param body what follows the first four bytes @throws FrameError */
export function decodeFrame(body: Uint8Array): Packet {
  if (body.length < 4) throw new FrameError(`a frame has at least 4 bytes, got ${body.length}`);
  const jsonLength = view(body).getUint32(0, true);
  const jsonEnd = 4 + jsonLength;
  if (jsonEnd > body.length) throw new FrameError("the text of a frame is longer than the frame");
  const json = body.subarray(4, jsonEnd);
  // A level takes two bytes at the least.
  if (json.length > 2 * MAX_DEPTH && !isAtMostDeep(json, MAX_DEPTH)) {
    throw new FrameError(`the text of a frame nests deeper than ${MAX_DEPTH}`);
  }
  const { message, parts } = parsed(json);
  return { message, parts: cut(body, jsonEnd, parts) };
}

function checkLength(length: number): void {
  if (length >= 4 && length <= MAX_FRAME_BYTES) return;
  throw new FrameError(`a frame has 4 to ${MAX_FRAME_BYTES} bytes, got ${length}`);
}

function parsed(json: Uint8Array): { message: unknown; parts: unknown } {
  try {
    const { message, parts } = JSON.parse(UTF8.decode(json));
    return { message, parts };
  } catch (cause) {
    throw new FrameError("the text of a frame is not JSON as expected", { cause });
  }
}

function cut(body: Uint8Array, from: number, lengths: unknown): Uint8Array[] {
  if (!Array.isArray(lengths) || lengths.length > MAX_PARTS) {
    throw new FrameError("a frame lists the lengths of its parts");
  }
  let at = from;
  const parts = lengths.map((length: unknown) => {
    if (!Number.isSafeInteger(length) || (length as number) < 0) {
      throw new FrameError(`the length of a part is a number of bytes, got ${String(length)}`);
    }
    const end = at + (length as number);
    if (end > body.length) throw new FrameError("the parts of a frame are longer than the frame");
    // A copy of its own: a Buffer's slice would share its memory with other frames.
    const part = new Uint8Array(body.subarray(at, end));
    at = end;
    return part;
  });
  if (at !== body.length) throw new FrameError("a frame has more bytes than its parts");
  return parts;
}

function view({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
