/** Lines of a text that can be longer than V8's longest string. */
export interface TextLine {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

const NEWLINE = 0x0a;

export function* textLines(bytes: Buffer): Generator<TextLine> {
  let start = 0;
  for (let number = 1; start < bytes.length; number++) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found === -1 ? bytes.length : found;
    yield { text: bytes.toString("utf8", start, bytes[end - 1] === 0x0d ? end - 1 : end), number };
    start = end + 1;
  }
}
