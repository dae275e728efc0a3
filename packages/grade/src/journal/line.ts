/**
 * A line of a journal: one JSON object whose first member is a checksum of all that follows it.
 *
 *     {"sum":"0123456789abcdef","type":"result", ...}
 *
 * The sum is the beginning of sha256 over the line as it would be without it: it finds lines that
 * were cut off or changed by accident, and protects against nobody who can count.
 */
import { createHash } from "node:crypto";

const START = /^\{"sum":"([0-9a-f]{16})",/;

/** With its line end. @param record an object with at least one member; `sum` is ours */
export function lineOf(record: object): string {
  const body = JSON.stringify(record);
  return `{"sum":"${sumOf(body)}",${body.slice(1)}\n`;
}

/** @param line without its line end @returns undefined if it is not as it was written */
export function recordOf(line: string): object | undefined {
  const [start, sum] = START.exec(line) ?? [];
  if (start === undefined) return undefined;
  const body = `{${line.slice(start.length)}`;
  return sumOf(body) === sum ? JSON.parse(body) : undefined;
}

const sumOf = (body: string): string =>
  createHash("sha256").update(body).digest("hex").slice(0, 16);
