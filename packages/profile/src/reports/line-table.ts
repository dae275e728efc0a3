/** The layout of line_profiler. */
import { fixed, general } from "../stats/number-text.ts";

export interface LineRow {
  readonly line: number;
  /** Absent if only sampled. */
  readonly hits?: number;
  /** Including the calls that the line makes, if that is known. */
  readonly timeUs: number;
}

export interface LineBlock {
  /** As shown. */
  readonly file: string;
  readonly name: string;
  /** From 1. */
  readonly firstLine: number;
  readonly rows: readonly LineRow[];
  /** The text of all lines from firstLine on; undefined if the file is not there. */
  readonly source: readonly string[] | undefined;
}

export const UNITS = { s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9 } as const;
export type LineUnit = keyof typeof UNITS;

const HEAD = row("Line #", "Hits", "Time", "Per Hit", "% Time", "Line Contents");

/** @param notes lines that follow the one of the unit */
export function lineTableText(
  blocks: readonly LineBlock[],
  unit: LineUnit = "us",
  notes: readonly string[] = [],
): string {
  const head = [`Timer unit: ${general(UNITS[unit])} s`, ...notes, ""];
  const sorted = [...blocks].sort(
    (a, b) => text(a.file, b.file) || a.firstLine - b.firstLine || text(a.name, b.name),
  );
  return `${[...head, ...sorted.flatMap((block) => blockLines(block, unit))].join("\n")}\n`;
}

function blockLines(block: LineBlock, unit: LineUnit): string[] {
  const { file, name, firstLine, source } = block;
  const totalUs = block.rows.reduce((sum, { timeUs }) => sum + timeUs, 0);
  const rows = new Map(block.rows.map((one) => [one.line, one]));
  const lines = source ?? emptyLines(block);
  return [
    `Total time: ${general(totalUs / 1e6)} s`,
    `File: ${file}${source === undefined ? " (there is no such file: lines without their text)" : ""}`,
    `Function: ${name} at line ${firstLine}`,
    "",
    HEAD,
    "=".repeat(HEAD.length),
    ...lines.map((content, i) => {
      const at = String(firstLine + i);
      const one = rows.get(firstLine + i);
      return one === undefined
        ? row(at, "", "", "", "", content)
        : rowOf(at, one, { unit, totalUs, content });
    }),
    "",
  ];
}

function rowOf(
  at: string,
  { hits, timeUs }: LineRow,
  { unit, totalUs, content }: { unit: LineUnit; totalUs: number; content: string },
): string {
  const time = timeUs * (1e-6 / UNITS[unit]);
  const perHit = hits === undefined || hits === 0 ? "" : number(time / hits);
  const share = totalUs === 0 ? "" : number((100 * timeUs) / totalUs);
  return row(at, hits === undefined ? "" : String(hits), number(time), perHit, share, content);
}

function emptyLines({ firstLine, rows }: LineBlock): string[] {
  const last = rows.reduce((most, { line }) => Math.max(most, line), firstLine);
  return new Array<string>(last - firstLine + 1).fill("");
}

/** C's "%5.1f". */
function number(value: number): string {
  return fixed(value, 1).padStart(5);
}

function row(...cells: [string, string, string, string, string, string]): string {
  const [at, hits, time, perHit, share, content] = cells;
  const figures = [at.padStart(6), hits.padStart(9), time.padStart(12), perHit.padStart(8)];
  return `${figures.join(" ")} ${share.padStart(8)}  ${content}`;
}

function text(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
