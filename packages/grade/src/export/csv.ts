/**
 * Comma-separated values after RFC 4180, safe to open in a spreadsheet: a cell that would be taken
 * for a formula begins with an apostrophe.
 */
import { cleanLine } from "./clean.ts";

/** Also the full-width forms, which some programs take for the same. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const TO_QUOTE = /[",\r\n]|^\s|\s$/;

export type Cell = string | number;

/** With its line end. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: Cell): string {
  if (typeof cell === "number") return String(cell);
  const text = cleanLine(cell);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return TO_QUOTE.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
