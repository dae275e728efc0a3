/** Cuts text that a student's code printed, without leaving half of a sign or of an escape code. */
import { stripVTControlCharacters } from "node:util";

const ESCAPE = String.fromCharCode(27);
const BELL = String.fromCharCode(7);
/** An escape code that has begun at the end of a text: ESC, ESC [ with parameters, ESC ] text. */
const HALF_CODE = new RegExp(`${ESCAPE}(?:\\[[0-?]*[ -/]*|\\][^${BELL}]*)?$`);
const HALF_SIGN = /[\uD800-\uDBFF]$/;
/** Codes that set colours; all others move the cursor, clear the screen, or worse. */
const COLOUR_CODE = new RegExp(`${ESCAPE}\\[[0-9;:]*m`, "g");
const COLOURS_OFF = `${ESCAPE}[0m`;

/** The first `length` characters, or one code or sign less. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, length).replace(HALF_CODE, "").replace(HALF_SIGN, "");
}

/**
 * One line of output for the checklist, at most `width` columns of it. Colours are kept only where
 * they can be shown and the line fits; they end with the line.
 */
export function fitLine(line: string, width: number, hasColours: boolean): string {
  const plain = withoutCodes(line);
  if (!hasColours || plain.length > width) return cutText(plain, width);
  const coloured = line.replaceAll(COLOUR_CODE, "");
  if (coloured === line || withoutCodes(coloured) !== coloured) return plain;
  return line + COLOURS_OFF;
}

/** Without codes and other signs that a terminal takes as an order. */
export function withoutCodes(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/\p{Cc}/gu, (sign) =>
    sign === "\t" ? " " : "",
  );
}
