/** The rows of a chart, for a terminal. */
import { wrap } from "@hpts/labkit/lab";
import { type ChartTable, cellText } from "@hpts/viz/chart";

const MOST_NAME = 40;

/** Without control characters. */
export const shownText = (text: string): string => text.replace(/\p{Cc}/gu, " ");

/** @param width columns, for the notes; rows are as wide as they are */
export function tableText({ title, notes, columns, rows }: ChartTable, width: number): string {
  const cells = rows.map((row) =>
    row.map((value, i) => clipped(cellText(value, columns[i]?.unit))),
  );
  const head = columns.map(({ title: name }) => name);
  const widths = head.map((name, i) =>
    cells.reduce((most, row) => Math.max(most, row[i]!.length), name.length),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) =>
        columns[i]?.unit === undefined ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!),
      )
      .join("  ")
      .trimEnd();
  const lines = [shownText(title), "", line(head), ...cells.map(line), ""];
  return `${[...lines, ...notes.flatMap((note) => wrap(shownText(note), width))].join("\n")}\n`;
}

/** Control characters would break rows, or move the cursor. */
function clipped(text: string): string {
  const chars = Array.from(shownText(text));
  return chars.length <= MOST_NAME ? chars.join("") : `${chars.slice(0, MOST_NAME - 1).join("")}…`;
}
