/**
 * V8's precise coverage as calls of functions. A function's first range is the function itself, with
 * its calls. Offsets count UTF-16 units of the script.
 *
 * Coverage of blocks is no use: it only knows functions that were compiled after it was switched on.
 * https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-ScriptCoverage
 */
import type { FramePlace } from "../model/tree-builder.ts";
import type { Places } from "./v8-profile.ts";

export interface CoveredScript {
  readonly url: string;
  readonly code: string;
  readonly functions: readonly CoveredFunction[];
}

interface CoveredFunction {
  readonly functionName: string;
  readonly ranges: readonly CoveredRange[];
}

interface CoveredRange {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** Functions that were called, at their places in the sources. */
export function functionsOf(
  { url, code, functions }: CoveredScript,
  places: Places,
): { place: FramePlace; calls: number }[] {
  const lines = lineStarts(code);
  return functions.flatMap(({ functionName, ranges: [whole] }) => {
    if (whole === undefined || whole.count === 0) return [];
    const place = placeOf(url, functionName, code, whole, lines, places);
    return place === undefined ? [] : [{ place, calls: whole.count }];
  });
}

function placeOf(
  url: string,
  name: string,
  code: string,
  { startOffset }: CoveredRange,
  starts: readonly number[],
  places: Places,
): FramePlace | undefined {
  // V8's samples have a function begin at its parameters, coverage has it begin at its first word.
  const isWord = /^(?:async\s+)?function\b/.test(code.slice(startOffset, startOffset + 40));
  const offset = isWord ? code.indexOf("(", startOffset) : startOffset;
  const line = lineAt(starts, offset);
  return places.functionAt(url, line + 1, offset - starts[line]!, name);
}

/** Offsets at which lines begin, from line 0. */
function lineStarts(code: string): number[] {
  const starts = [0];
  for (let at = code.indexOf("\n"); at !== -1; at = code.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Line of an offset, from 0. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
