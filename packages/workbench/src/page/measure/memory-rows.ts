/** What the table of a block shows: lines with figures, and what is around them. */
import type { LineMemory, MemoryOfBlock } from "@hpts/profile/memory";

export interface ShownLine {
  readonly line: number;
  readonly text: string;
  readonly figures: LineMemory | undefined;
}

/** Lines without figures that are shown around one with them. */
const AROUND = 1;

/** @returns lines in order; undefined where some were left out */
export function shownLines({ firstLine, source, rows }: MemoryOfBlock): (ShownLine | undefined)[] {
  const figures = new Map(rows.map((row) => [row.line, row]));
  const isNear = (line: number): boolean =>
    Array.from({ length: 2 * AROUND + 1 }, (_, i) => line - AROUND + i).some((one) =>
      figures.has(one),
    );
  const shown: (ShownLine | undefined)[] = [];
  for (const [i, text] of source.entries()) {
    const line = firstLine + i;
    if (isNear(line)) shown.push({ line, text, figures: figures.get(line) });
    else if (shown.length > 0 && shown.at(-1) !== undefined) shown.push(undefined);
  }
  if (shown.at(-1) === undefined) shown.pop();
  return shown;
}

/** The line that took most; of a call and the line in it that took the same, the inner one. */
export function heaviestLine({ rows }: MemoryOfBlock): LineMemory | undefined {
  const most = Math.max(0, ...rows.map(({ incrementBytes }) => incrementBytes));
  const candidates = rows.filter(({ incrementBytes }) => incrementBytes > 0.98 * most);
  return candidates.toSorted((a, b) => b.occurrences - a.occurrences || a.line - b.line)[0];
}
