/**
 * Hostile text made harmless for every format; what one format needs beyond that stands with it. All
 * of it takes time in proportion to the text.
 */

/**
 * Control characters but line ends, signs that turn the direction of writing, invisible ones that
 * hide text, halves of characters, and what XML may not contain.
 */
const HARMFUL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\p{Surrogate}\u{e0000}-\u{e007f}]/gu;

const MAX_LENGTH = 2_000;

/** Line ends stay; a tabulator becomes a blank, everything else that is harmful "?". */
export function cleanText(text: string, most: number = MAX_LENGTH): string {
  return cut(text, most).replaceAll(HARMFUL, (sign) => (sign === "\t" ? " " : "?"));
}

/** The same on one line. */
export function cleanLine(text: string, most: number = MAX_LENGTH): string {
  return cleanText(text, most).replaceAll("\n", " ");
}

/**
 * A student's name on one line, with what is harmful written as \u202e: two names that differ never
 * become the same.
 */
export function cleanName(name: string): string {
  return name.replaceAll("\\", "\\\\").replaceAll(HARMFUL, escaped).replaceAll("\n", "\\n");
}

/** JSON in which what is harmful is escaped: the same data, and nothing happens in a terminal. */
export function cleanJson(value: unknown, indent?: number): string {
  // Inside of strings only: elsewhere JSON has no such character but its own line ends.
  return JSON.stringify(value, null, indent).replaceAll(HARMFUL, (sign) =>
    [...Array(sign.length).keys()].map((i) => escaped(sign.charAt(i))).join(""),
  );
}

/** At most so many bytes of UTF-8, no character cut in two. */
export function cutBytes(text: string, mostBytes: number, dots = " ..."): string {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length <= mostBytes) return text;
  let end = mostBytes - dots.length;
  while (end > 0 && (bytes[end]! & 0xc0) === 0x80) end--;
  return bytes.toString("utf8", 0, end) + dots;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)} ...` : text;
}

function escaped(sign: string): string {
  return `\\u${sign.codePointAt(0)!.toString(16).padStart(4, "0")}`;
}
