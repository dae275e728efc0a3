/** A source file with what each of its lines cost. */
import type { ProfileData } from "@hpts/profile";

export interface LineCalls {
  readonly callee: number;
  /** -1 if calls were not counted. */
  readonly calls: number;
  readonly total: number;
}

export interface SourceLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** Own time; undefined where it is not known, or none was spent. */
  readonly self?: number;
  /** With what was called from the line. */
  readonly total?: number;
  readonly hits?: number;
  /** Functions that begin here. */
  readonly functions: readonly number[];
  readonly calls: readonly LineCalls[];
}

export interface AnnotatedSource {
  readonly file: string;
  readonly lines: readonly SourceLine[];
  /** Whether the profile says anything of lines, or of functions only. */
  readonly hasLines: boolean;
  readonly hasHits: boolean;
  /** The largest self, and the largest total, of a line of the file. */
  readonly mostSelf: number;
  readonly mostTotal: number;
}

/** Files of which there is a text, the most expensive ones first. */
export function sourceFiles(data: ProfileData): string[] {
  const costs = new Map(Object.keys(data.sources).map((file) => [file, 0]));
  for (const [fn, file] of data.functions.file.entries()) {
    const cost = costs.get(file);
    if (cost !== undefined) costs.set(file, cost + (data.functions.selfUs[fn] as number));
  }
  return [...costs].sort(([, a], [, b]) => b - a).map(([file]) => file);
}

/** @returns undefined if there is no text of the file */
export function annotatedSource(data: ProfileData, file: string): AnnotatedSource | undefined {
  const text = data.sources[file];
  if (text === undefined) return undefined;
  const { functions, lines, callLines } = data;
  const isHere = Uint8Array.from(functions.file, (one) => (one === file ? 1 : 0));
  const costs = new Map<number, Cost>();
  const costOf = (line: number): Cost => {
    const known = costs.get(line);
    if (known !== undefined) return known;
    const cost: Cost = { functions: [], calls: [], most: 0 };
    costs.set(line, cost);
    return cost;
  };
  for (const [fn, here] of isHere.entries()) {
    if (here === 1) costOf(functions.line[fn] as number).functions.push(fn);
  }
  for (let at = 0; at < callLines.caller.length; at++) {
    if (isHere[callLines.caller[at] as number] !== 1) continue;
    const cost = costOf(callLines.line[at] as number);
    cost.most = Math.max(cost.most, functions.totalUs[callLines.caller[at] as number] as number);
    cost.calls.push({
      callee: callLines.callee[at] as number,
      calls: callLines.calls[at] as number,
      total: callLines.totalUs[at] as number,
    });
  }
  let hasLines = false;
  for (let at = 0; at < (lines?.line.length ?? 0); at++) {
    if (lines === undefined || isHere[lines.function[at] as number] !== 1) continue;
    hasLines = true;
    const cost = costOf(lines.line[at] as number);
    cost.self = (cost.self ?? 0) + (lines.selfUs[at] as number);
    if (lines.totalUs !== undefined) {
      cost.total = (cost.total ?? 0) + (lines.totalUs[at] as number);
    }
    if (lines.hits !== undefined) cost.hits = (cost.hits ?? 0) + (lines.hits[at] as number);
  }
  for (const cost of costs.values()) {
    cost.calls.sort((a, b) => b.total - a.total);
    // Without a table of lines, calls are what a line is known to cost.
    if (!hasLines && cost.calls.length > 0) cost.total = Math.min(cost.most, sumOf(cost.calls));
  }
  const all = [...costs.values()];
  return {
    file,
    hasLines,
    hasHits: lines?.hits !== undefined,
    mostSelf: all.reduce((most, { self = 0 }) => Math.max(most, self), 0),
    mostTotal: all.reduce((most, { total = 0 }) => Math.max(most, total), 0),
    lines: text.split(/\r?\n/).map((content, i) => ({
      line: i + 1,
      text: content,
      ...shownOf(costs.get(i + 1)),
    })),
  };
}

function shownOf(cost: Cost | undefined): Omit<SourceLine, "line" | "text"> {
  if (cost === undefined) return { functions: [], calls: [] };
  const { most: _, ...shown } = cost;
  return shown;
}

/** Files of this many lines are shown whole. */
const WHOLE = 2000;
const ABOVE = 300;
const BELOW = 700;

/**
 * Which lines of a long file are shown around one of them: pages do not stand bundles of 30,000 lines.
 * @param line from 1; 0 for none
 * @returns indices, `to` excluded
 */
export function linesAround(count: number, line: number): { from: number; to: number } {
  if (count <= WHOLE) return { from: 0, to: count };
  const from = Math.min(Math.max(0, line - 1 - ABOVE), count - ABOVE - BELOW);
  return { from, to: from + ABOVE + BELOW };
}

interface Cost {
  self?: number;
  total?: number;
  hits?: number;
  readonly functions: number[];
  readonly calls: LineCalls[];
  /** What the line's function took: where it calls itself, its calls hold each other. */
  most: number;
}

function sumOf(calls: readonly LineCalls[]): number {
  return calls.reduce((sum, { total }) => sum + total, 0);
}

export interface HotLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly self: number;
  readonly functionOf: number;
  readonly hits?: number;
}

/** The n lines with the most time of their own, of files whose text is there to be looked at. */
export function hottestLines({ lines, functions, sources }: ProfileData, n: number): HotLine[] {
  if (lines === undefined) return [];
  const { hits } = lines;
  return Array.from({ length: lines.line.length }, (_, at) => at)
    .filter((at) => (lines.selfUs[at] as number) > 0 && (lines.function[at] as number) >= 0)
    .filter((at) => sources[functions.file[lines.function[at] as number] as string] !== undefined)
    .sort((a, b) => (lines.selfUs[b] as number) - (lines.selfUs[a] as number))
    .slice(0, n)
    .map((at) => {
      const functionOf = lines.function[at] as number;
      const file = functions.file[functionOf] as string;
      const line = lines.line[at] as number;
      return {
        file,
        line,
        text: sources[file]?.split(/\r?\n/)[line - 1]?.trim() ?? "",
        self: lines.selfUs[at] as number,
        functionOf,
        ...(hits !== undefined && { hits: hits[at] as number }),
      };
    });
}
