/** What the counters in loaded code say, as calls of frames and hits of lines. */
import type { Places } from "../engines/v8-profile.ts";
import { MODULE_NAME } from "../instrument/names.ts";
import type { FunctionEntry } from "../instrument/table.ts";
import type { Lines } from "../model/profile.ts";
import type { TreeBuilder } from "../model/tree-builder.ts";
import type { LiveCode } from "./live-code.ts";

/** A text that was counted before it ran. */
export interface CountedText {
  readonly file: string;
  readonly functions: readonly FunctionEntry[];
}

/** Makes frames for all functions that were called. @returns their calls, once all frames are there */
export function addCalls(
  { counted, counts }: LiveCode,
  tree: TreeBuilder,
  places: Places,
  texts: readonly CountedText[],
): () => Float64Array {
  const called: { frame: number; calls: number }[] = [];
  for (const { url, tables } of counted) {
    for (const { id, line, column, name } of tables.functions) {
      const calls = counts[id]!;
      const place = calls === 0 ? undefined : places.functionAt(url, line, column - 1, name);
      if (place !== undefined) called.push({ frame: tree.frame(place), calls });
    }
  }
  for (const { file, functions } of texts) {
    for (const { id, name, line, column } of functions) {
      const calls = counts[id]!;
      if (calls > 0) called.push({ frame: tree.frame({ name, file, line, column }), calls });
    }
  }
  return () => {
    const { name } = tree.frames;
    // A script's own code runs once, as it is loaded.
    const calls = Float64Array.from(name, (one) => (one === MODULE_NAME ? 1 : 0));
    for (const one of called) calls[one.frame]! += one.calls;
    return calls;
  };
}

/** Several lines of the code may be one of the source: it was hit as often as the first of them. */
export function linesWithHits(
  { counted, counts }: LiveCode,
  tree: TreeBuilder,
  places: Places,
  timed: Lines | undefined,
): Lines {
  const rows = new Map<string, { frame: number; line: number; hits: number; selfUs: number }>();
  const rowOf = (frame: number, line: number) => {
    const key = `${frame} ${line}`;
    const found = rows.get(key) ?? { frame, line, hits: 0, selfUs: 0 };
    rows.set(key, found);
    return found;
  };
  const frames = new Set<number>();
  for (const { url, tables } of counted) {
    const byId = new Map(tables.functions.map((one) => [one.id, one]));
    for (const { id, functionId, line: at } of tables.lines) {
      const fn = byId.get(functionId);
      const place = fn && places.functionAt(url, fn.line, fn.column - 1, fn.name);
      const line = places.lineAt(url, at);
      if (place === undefined || line === undefined) continue;
      const row = rowOf(tree.frame(place), line);
      row.hits = Math.max(row.hits, counts[id]!);
      frames.add(row.frame);
    }
  }
  for (const [i, frame] of (timed?.frame ?? []).entries()) {
    if (frames.has(frame)) rowOf(frame, timed!.line[i]!).selfUs += timed!.selfUs[i]!;
  }
  const sorted = [...rows.values()].sort((a, b) => a.frame - b.frame || a.line - b.line);
  return {
    frame: Int32Array.from(sorted, (one) => one.frame),
    line: Int32Array.from(sorted, (one) => one.line),
    hits: Float64Array.from(sorted, (one) => one.hits),
    selfUs: Float64Array.from(sorted, (one) => one.selfUs),
  };
}
