/** Memory per line: what the lines took, as data and as memory_profiler's table. */

import { MODULE_NAME } from "../instrument/names.ts";
import { Places } from "../instrument/syntax.ts";
import { shortPath } from "../loader/filter.ts";
import type { FileTable } from "../loader/program-loader.ts";
import { type MemoryBlock, memoryTableText } from "../reports/memory-table.ts";
import type { MemoryResult } from "./inside/start.ts";

export interface LineMemory {
  /** From 1. */
  readonly line: number;
  /** Heap and external memory in use after the line, at most. */
  readonly usedBytes: number;
  /** Taken in all runs of the line, with all that it called; in clean mode: by how much more is held. */
  readonly incrementBytes: number;
  readonly occurrences: number;
  /** Collections of V8 that fell into the line. */
  readonly collections: number;
}

/** A function with all in it, or a whole file. */
export interface MemoryOfBlock {
  /** Absolute. */
  readonly file: string;
  readonly name: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly rows: readonly LineMemory[];
  readonly source: readonly string[];
}

export interface LinesReport {
  readonly blocks: readonly MemoryOfBlock[];
  /** A line that takes nothing is wrong by this at most, once V8 has compiled it. */
  readonly resolutionBytes: number;
  readonly isClean: boolean;
}

/** @param isWhole blocks are whole files, not functions */
export function linesReport(
  results: readonly MemoryResult[],
  tables: readonly FileTable[],
  isClean: boolean,
): LinesReport {
  const blocks = tables.flatMap((table) => {
    const result = results.find(({ thread }) => thread === table.thread);
    return result === undefined ? [] : blocksOf(table, result);
  });
  const resolutionBytes = results.reduce((most, one) => Math.max(most, one.resolutionBytes), 0);
  return { blocks: withoutThreads(blocks).toSorted(inOrder), resolutionBytes, isClean };
}

/** A function that ran in several threads is one block: what they took is added up. */
function withoutThreads(blocks: readonly MemoryOfBlock[]): MemoryOfBlock[] {
  const found = new Map<string, MemoryOfBlock>();
  for (const block of blocks) {
    const key = `${block.file}:${block.firstLine}:${block.name}`;
    const other = found.get(key);
    found.set(key, other === undefined ? block : { ...block, rows: added(other.rows, block.rows) });
  }
  return [...found.values()];
}

function added(a: readonly LineMemory[], b: readonly LineMemory[]): LineMemory[] {
  const rows = new Map(a.map((row) => [row.line, row]));
  for (const row of b) {
    const other = rows.get(row.line);
    rows.set(row.line, {
      line: row.line,
      usedBytes: Math.max(row.usedBytes, other?.usedBytes ?? 0),
      incrementBytes: row.incrementBytes + (other?.incrementBytes ?? 0),
      occurrences: row.occurrences + (other?.occurrences ?? 0),
      collections: row.collections + (other?.collections ?? 0),
    });
  }
  return [...rows.values()].toSorted((one, next) => one.line - next.line);
}

function inOrder(a: MemoryOfBlock, b: MemoryOfBlock): number {
  return a.file === b.file ? a.firstLine - b.firstLine : a.file < b.file ? -1 : 1;
}

/** The outermost functions that were measured; the whole file if its own code was. */
function blocksOf(table: FileTable, result: MemoryResult): MemoryOfBlock[] {
  const called = new Map(result.functions.map(([id = 0, ...figures]) => [id, figures]));
  const measured = table.functions.filter(({ id }) => called.has(id));
  const outermost = measured.filter(
    (one) =>
      !measured.some((other) => other !== one && other.start <= one.start && one.end <= other.end),
  );
  const source = table.source.split(/\r?\n/);
  if (source.at(-1) === "") source.pop();
  const places = new Places(table.source);
  return outermost.map((block) => {
    const lastLine = Math.min(places.at(Math.max(block.start, block.end - 1)).line, source.length);
    const inside = measured.filter(({ start, end }) => block.start <= start && end <= block.end);
    return {
      file: table.file,
      name: block.name,
      firstLine: block.line,
      lastLine,
      rows: rowsOf(table, result, inside, called),
      source: source.slice(block.line - 1, lastLine),
    };
  });
}

function rowsOf(
  table: FileTable,
  result: MemoryResult,
  functions: FileTable["functions"],
  called: ReadonlyMap<number, readonly number[]>,
): LineMemory[] {
  const rows = new Map<number, LineMemory>();
  const figures = new Map(result.lines.map((one) => [one[0], one]));
  const ids = new Set(functions.map(({ id }) => id));
  for (const { id, functionId, line } of table.lines) {
    const [, incrementBytes, usedBytes, occurrences, collections] = figures.get(id) ?? [];
    if (occurrences === undefined || !ids.has(functionId)) continue;
    const row = {
      line,
      usedBytes: usedBytes!,
      incrementBytes: incrementBytes!,
      occurrences,
      collections: collections!,
    };
    const other = rows.get(line);
    // Of a function within its caller's line, the caller's figures hold it already.
    if (other === undefined || weight(row) > weight(other)) rows.set(line, row);
  }
  for (const { id, line, name } of functions) {
    const [occurrences = 0, usedBytes = 0] = called.get(id) ?? [];
    if (name === MODULE_NAME || rows.has(line)) continue;
    rows.set(line, { line, usedBytes, incrementBytes: 0, occurrences, collections: 0 });
  }
  return [...rows.values()].toSorted((a, b) => a.line - b.line);
}

const weight = ({ incrementBytes }: LineMemory): number => Math.abs(incrementBytes);

/**
 * The layout of memory_profiler, and below it how far the figures can be believed.
 *
 * @param cwd files below it are shown relative to it
 */
export function linesText({ blocks, ...facts }: LinesReport, cwd: string): string {
  const shown = blocks.map(
    ({ file, ...block }): MemoryBlock => ({ ...block, file: shortPath(file, cwd) }),
  );
  return `${memoryTableText(shown, 3)}${notesOf(blocks, facts).map(wrapped).join("\n")}\n`;
}

function notesOf(
  blocks: readonly MemoryOfBlock[],
  { resolutionBytes, isClean }: Omit<LinesReport, "blocks">,
): string[] {
  const collected = blocks.flatMap(({ rows }) => rows.filter((one) => one.collections > 0));
  const what = isClean
    ? "Increment: by how much more is held after the line; all else was collected before each reading."
    : "Increment: bytes that the line took, and all that it called. Mem usage: heap, external memory \
and what V8 has not collected yet.";
  const fault = `Resolution: ${bytesText(resolutionBytes)} a line; its first run also holds what V8 compiles, \
some KiB.`;
  const lines = collected.map(({ line, collections }) => `${line} (${collections})`);
  const gc = `Collected in line ${listText(lines)}: what it freed is added back, to about 2 %.`;
  return [what, fault, ...(collected.length > 0 && !isClean ? [gc] : [])];
}

function listText(items: readonly string[]): string {
  const most = 8;
  if (items.length <= most) return items.join(", ");
  return `${items.slice(0, most).join(", ")} and ${items.length - most} more`;
}

function bytesText(bytes: number): string {
  return bytes < 1024 ? `${Math.ceil(bytes)} B` : `${(bytes / 1024).toFixed(1)} KiB`;
}

const NOTE_WIDTH = 80;

/** Further lines of a note are indented. */
function wrapped(text: string): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) as string;
    if (last.length + 1 + word.length <= NOTE_WIDTH) {
      lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
    } else {
      lines.push(`  ${word}`);
    }
  }
  return lines.join("\n");
}
