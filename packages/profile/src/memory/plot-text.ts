/**
 * A memory timeline for the terminal: an area of resident memory, and in it the heap of JavaScript.
 *
 *      61.7 MiB │                 ░░░░░░░░
 *               │      ░░░░░░░░░░░████████      █ heap used   ░ resident
 *         0 MiB └──────────────────────────
 *           GC   '  ' '  M   '                  ' young  M whole heap
 *                0 s                  1.3 s
 *
 * A column shows the highest figure of its time; times without one carry the last. Colours only
 * repeat what the characters say.
 */

import { peakBytes } from "./peak.ts";
import type { MemoryTimeline } from "./timeline-file.ts";
import { MIB } from "./timeline-file.ts";

export interface TextPlotOptions {
  /** Columns. */
  readonly width: number;
  /** Only signs of ASCII. */
  readonly ascii?: boolean;
  /** Lines of the area. @default 12 */
  readonly height?: number;
}

interface Signs {
  readonly heap: string;
  readonly rss: string;
  readonly side: string;
  readonly corner: string;
  readonly floor: string;
}

const UNICODE: Signs = { heap: "█", rss: "░", side: "│", corner: "└", floor: "─" };
const ASCII: Signs = { heap: "#", rss: ".", side: "|", corner: "+", floor: "-" };
const LABEL_WIDTH = 11;

export function plotText(timeline: MemoryTimeline, options: TextPlotOptions): string {
  const { width, height = 12, ascii = false } = options;
  const signs = ascii ? ASCII : UNICODE;
  const columns = Math.max(20, width - LABEL_WIDTH - 2);
  const endS = endOf(timeline);
  const column = (atS: number): number =>
    endS === 0 ? 0 : Math.min(columns - 1, Math.floor((atS / endS) * columns));
  const heapPid = timeline.heap[0]?.pid;
  const heap = timeline.heap.filter(({ pid }) => pid === heapPid);
  const rssTops = tops(timeline.rss.atS, timeline.rss.bytes, columns, column);
  const heapTops = tops(
    heap.map(({ atS }) => atS),
    heap.map(({ usedBytes }) => usedBytes),
    columns,
    column,
  );
  const most = Math.max(peakBytes(timeline.rss), ...heapTops, 1);
  const cells = (bytes: number): number => Math.round((bytes / most) * height);
  const rows: string[] = [];
  for (let row = height; row >= 1; row--) {
    const label = row === height ? mibText(most) : row === height >> 1 ? mibText(most / 2) : "";
    const text = rssTops.map((rss, x) => {
      if (cells(heapTops[x] ?? 0) >= row) return signs.heap;
      return cells(rss) >= row ? signs.rss : " ";
    });
    rows.push(`${label.padStart(LABEL_WIDTH)} ${signs.side}${text.join("").trimEnd()}`);
  }
  rows.push(`${"0 MiB".padStart(LABEL_WIDTH)} ${signs.corner}${signs.floor.repeat(columns)}`);
  const gc = collectionRow(timeline, columns, column, heapPid);
  if (gc !== "") rows.push(`${"GC".padStart(LABEL_WIDTH)}  ${gc}`);
  const marks = markRow(timeline, columns, column);
  if (marks !== "") rows.push(`${"marks".padStart(LABEL_WIDTH)}  ${marks}`);
  const end = secondsText(endS);
  rows.push(`${" ".repeat(LABEL_WIDTH + 2)}0 s${end.padStart(columns - 3)}`);
  return `${[...headOf(timeline), ...rows, ...legend(timeline, heap.length > 0, signs)].join("\n")}\n`;
}

/** When the last figure was taken, seconds. */
export function endOf({ rss, heap }: MemoryTimeline): number {
  return Math.max(rss.atS.at(-1) ?? 0, heap.at(-1)?.atS ?? 0);
}

function tops(
  atS: readonly number[],
  bytes: readonly number[],
  columns: number,
  column: (atS: number) => number,
): number[] {
  const found = new Array<number | undefined>(columns).fill(undefined);
  for (const [i, at] of atS.entries()) {
    const x = column(at);
    found[x] = Math.max(found[x] ?? 0, bytes[i] as number);
  }
  let last = 0;
  return found.map((one) => {
    last = one ?? last;
    return last;
  });
}

function headOf({ command, rss, children, meta }: MemoryTimeline): string[] {
  const what = meta?.children === true ? `, with ${children.size} children` : "";
  const title = command === "" ? "Memory" : command;
  return [
    title.length > 78 ? `${title.slice(0, 77)}…` : title,
    `peak ${mibText(peakBytes(rss))}${what}`,
    "",
  ];
}

function collectionRow(
  { collections }: MemoryTimeline,
  columns: number,
  column: (atS: number) => number,
  heapPid: number | undefined,
): string {
  const row = new Array<string>(columns).fill(" ");
  for (const { atS, kind, pid } of collections) {
    if (pid !== heapPid) continue;
    const x = column(atS);
    const isYoung = /^(Scavenge|MinorMark)/.test(kind);
    row[x] = isYoung && row[x] !== "M" ? "'" : "M";
  }
  return row.join("").trimEnd();
}

/** "1" under the first mark, "2" under the second, ...; "*" from the tenth on. */
function markRow(
  { marks }: MemoryTimeline,
  columns: number,
  column: (atS: number) => number,
): string {
  const row = new Array<string>(columns).fill(" ");
  for (const [i, { atS }] of marks.entries()) row[column(atS)] = i < 9 ? String(i + 1) : "*";
  return row.join("").trimEnd();
}

function legend(timeline: MemoryTimeline, hasHeap: boolean, signs: Signs): string[] {
  const { collections, marks, highWaterBytes, meta, exit } = timeline;
  const pad = " ".repeat(LABEL_WIDTH + 2);
  const parts = [`${signs.rss} resident`];
  if (hasHeap) parts.push(`${signs.heap} heap used`);
  if (collections.length > 0) parts.push("' young GC", "M full GC");
  const lines = ["", pad + parts.join("   ")];
  for (const [i, { atS, label }] of marks.entries()) {
    lines.push(`${pad}${i < 9 ? i + 1 : "*"} ${secondsText(atS)}: ${label}`);
  }
  if (collections.length > 0) {
    const ms = collections.reduce((sum, one) => sum + one.ms, 0);
    lines.push(
      `${pad}${timeline.isThinned ? "more than " : ""}${collections.length} collections took ${ms.toFixed(1)} ms`,
    );
  }
  if (highWaterBytes !== undefined && meta?.children !== true) {
    lines.push(`${pad}highest by the system's own count: ${mibText(highWaterBytes)}`);
  }
  if (exit === undefined && meta !== undefined) {
    lines.push(`${pad}the file ends before the program did`);
  } else if (exit !== undefined && exit !== 0) {
    lines.push(`${pad}the program ended with ${exit}`);
  }
  for (const note of meta?.notes ?? []) lines.push(pad + note);
  return lines;
}

/** "61.7 MiB": three digits. */
export function mibText(bytes: number): string {
  const mib = bytes / MIB;
  return `${mib >= 100 ? Math.round(mib) : Number(mib.toPrecision(3))} MiB`;
}

export function secondsText(atS: number): string {
  return `${Number(atS.toPrecision(3))} s`;
}
