/**
 * Finds the parts of a large JSON text without parsing them: V8 allows no string above 512 MB, and a
 * profile of 10 million samples is mostly two arrays of integers, which need no objects.
 *
 * Only brackets and strings are followed here. Whether a part is well-formed is seen by whoever
 * decodes it: JSON.parse, or the reader of integers.
 */

/** Bytes `start` to `end`, without `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text is no JSON, or ends too early; `offset` counts bytes from 0. */
export class JsonBytesError extends Error {
  override readonly name = "JsonBytesError";
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** @returns where the first byte is that is no white space and no byte order mark */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  if (at === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
  while (at < bytes.length && isSpace(bytes[at] as number)) at++;
  return at;
}

const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * The members of the object that the whole text is, by key. One pass, about 1 ns a byte; arrays of
 * numbers are passed over faster.
 *
 * @throws JsonBytesError
 */
export function membersOf(bytes: Buffer): Map<string, Span> {
  const members = new Map<string, Span>();
  let at = skipSpace(bytes, 0);
  if (bytes[at] !== OPEN_BRACE) throw new JsonBytesError("expected {", at);
  at = skipSpace(bytes, at + 1);
  while (bytes[at] !== CLOSE_BRACE) {
    if (at >= bytes.length) throw cutOff(bytes);
    if (bytes[at] !== QUOTE) throw new JsonBytesError("expected a key in quotes", at);
    const keyEnd = afterString(bytes, at);
    const key = bytes.toString("utf8", at + 1, keyEnd - 1);
    at = skipSpace(bytes, keyEnd);
    if (at >= bytes.length) throw cutOff(bytes);
    if (bytes[at] !== COLON) throw new JsonBytesError(`expected a colon after "${key}"`, at);
    const start = skipSpace(bytes, at + 1);
    const end = afterValue(bytes, start);
    if (end === start) throw new JsonBytesError(`expected a value for "${key}"`, start);
    members.set(key, { start, end });
    at = skipSpace(bytes, end);
    if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1);
    else if (at >= bytes.length) throw cutOff(bytes);
    else if (bytes[at] !== CLOSE_BRACE) throw new JsonBytesError("expected a comma or }", at);
  }
  const rest = skipSpace(bytes, at + 1);
  if (rest < bytes.length) throw new JsonBytesError("expected the end of the text", rest);
  return members;
}

/**
 * The elements of an array, parsed; in pieces of about `pieceBytes`, so that neither the text nor the
 * objects of all elements are in memory together.
 *
 * @param joint text that stands between two elements, and hardly ever elsewhere: `},{"id":`. It saves
 *   looking at each byte
 * @throws JsonBytesError, SyntaxError
 */
export function* elementsOf(
  bytes: Buffer,
  span: Span,
  joint: string,
  pieceBytes: number = 1 << 20,
): Generator<unknown> {
  if (bytes[span.start] !== OPEN_BRACKET) throw new JsonBytesError("expected [", span.start);
  const end = span.end - 1;
  let start = skipSpace(bytes, span.start + 1);
  while (start < end) {
    const found = end - start <= pieceBytes ? -1 : bytes.indexOf(joint, start + pieceBytes);
    let stop = found === -1 || found >= end ? end : bytes.indexOf(COMMA, found);
    let piece: unknown[];
    try {
      piece = parsePiece(bytes, start, stop);
    } catch {
      stop = afterElements(bytes, start, end, pieceBytes);
      piece = parsePiece(bytes, start, stop);
    }
    yield* piece;
    start = stop + 1;
  }
}

function parsePiece(bytes: Buffer, start: number, end: number): unknown[] {
  return JSON.parse(`[${bytes.toString("utf8", start, end)}]`) as unknown[];
}

/** @returns where the comma is, or the end, after elements of about `pieceBytes` */
function afterElements(bytes: Buffer, start: number, end: number, pieceBytes: number): number {
  let at = start;
  for (;;) {
    at = skipSpace(bytes, afterValue(bytes, at));
    if (at >= end || at - start >= pieceBytes) return Math.min(at, end);
    if (bytes[at] !== COMMA) throw new JsonBytesError("expected a comma or ]", at);
    at = skipSpace(bytes, at + 1);
  }
}

function cutOff(bytes: Buffer): JsonBytesError {
  return new JsonBytesError("the text is cut off", bytes.length);
}

/** @param at the opening quote */
function afterString(bytes: Buffer, at: number): number {
  for (let i = at + 1; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) return i + 1;
    if (byte === BACKSLASH) i++;
  }
  throw cutOff(bytes);
}

function afterValue(bytes: Buffer, start: number): number {
  if (bytes[start] === OPEN_BRACKET && startsNumber(bytes[skipSpace(bytes, start + 1)])) {
    // No bracket can be inside of an array that begins with a number, in the files we read; if one
    // is, the decoder of numbers finds it.
    const end = bytes.indexOf(CLOSE_BRACKET, start);
    if (end === -1) throw cutOff(bytes);
    return end + 1;
  }
  let depth = 0;
  for (let at = start; at < bytes.length; ) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) {
      at = afterString(bytes, at);
      if (depth === 0) return at;
      continue;
    }
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (byte === COMMA || isSpace(byte))) return at;
    at++;
  }
  throw cutOff(bytes);
}

const startsNumber = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d);
