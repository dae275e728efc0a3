/** The lines of a source file that belong to a function. */
import { readFileSync } from "node:fs";
import type { Profile } from "../model/profile.ts";

/** Gives the text of a file, or undefined if there is none. */
export type ReadSource = (file: string) => string | undefined;

/** From the profile itself, so that lines are those that ran; or else as the file is now. */
export function sourcesOf({ sources }: Profile): ReadSource {
  return (file) => {
    if (sources !== undefined && Object.hasOwn(sources, file)) return sources[file];
    try {
      return readFileSync(file, "utf8");
    } catch {
      return undefined;
    }
  };
}

export function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

/**
 * The last line of a function, as far as its layout tells: the first line after the function's last
 * known one that is not indented further than its first line and closes a bracket.
 * @param lines the file's, lines[0] is line 1
 * @param first line on which the function begins, from 1
 * @param last the largest line known to belong to it, first or more
 */
export function lastLineOf(lines: readonly string[], first: number, last: number): number {
  const opening = lines[first - 1] ?? "";
  const depth = indentOf(opening);
  const isClosed = last === first && openBrackets(opening) <= 0;
  if (isClosed) return first;
  for (let line = last + 1; line <= lines.length; line++) {
    const text = lines[line - 1] as string;
    if (text.trim() === "" || indentOf(text) > depth) continue;
    return /^\s*[)\]}]/.test(text) ? line : last;
  }
  return Math.min(last, lines.length);
}

function indentOf(text: string): number {
  return text.search(/\S|$/);
}

function openBrackets(text: string): number {
  return (text.match(/[([{]/g)?.length ?? 0) - (text.match(/[)\]}]/g)?.length ?? 0);
}
