/**
 * Text that comes from a submission, made harmless for a terminal: no control characters, and none
 * that turn the direction of writing. Linear in its length.
 */
const MAX_LENGTH = 2_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const HARMFUL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * What would be a command in the log of a GitHub workflow, once it stands at the beginning of a line:
 * where lines are broken is not known here.
 */
const COMMAND = /(^|\s)::|##\[/g;

/** Line ends stay; what is harmful becomes "?", a tabulator a blank. */
export function safeText(text: string, most: number = MAX_LENGTH): string {
  const short = text.length > most ? `${text.slice(0, most)} ...` : text;
  return short
    .replaceAll(HARMFUL, (sign) => (sign === "\t" ? " " : "?"))
    .replaceAll(COMMAND, (found, before) => (found === "##[" ? "## [" : `${before}: :`));
}
