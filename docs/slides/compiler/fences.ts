/** Which lines of a Markdown text are code between fences; nothing in there means anything to us. */

export interface Fence {
  /** Of the opening line, from 0. */
  readonly start: number;
  /** Of the closing line, or the text's last one if it is never closed. */
  readonly end: number;
  /** What stands behind the opening marks: "ts", "shell script", "". */
  readonly info: string;
  readonly isClosed: boolean;
  /** The closing line has blanks behind it: some readers then go on in the code. */
  readonly hasTrailingBlanks: boolean;
}

const OPENING = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/** Fences in the order of the text; @param lines without line ends */
export function fencesOf(lines: readonly string[]): Fence[] {
  const fences: Fence[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, marks, info] = OPENING.exec(lines[at]!) ?? [];
    if (marks === undefined || info === undefined || (marks[0] === "`" && info.includes("`"))) {
      continue;
    }
    const closing = new RegExp(`^ {0,3}\\${marks[0]}{${marks.length},}[ \\t]*$`);
    const found = lines.findIndex((line, i) => i > at && closing.test(line));
    const end = found < 0 ? lines.length - 1 : found;
    fences.push({
      start: at,
      end,
      info: info.trim(),
      isClosed: found >= 0,
      hasTrailingBlanks: found >= 0 && /[ \t]$/.test(lines[end]!),
    });
    at = end;
  }
  return fences;
}

/** For each line whether it belongs to a fence, its marks included. */
export function fencedLines(lines: readonly string[]): boolean[] {
  const fenced = lines.map(() => false);
  for (const { start, end } of fencesOf(lines)) fenced.fill(true, start, end + 1);
  return fenced;
}
