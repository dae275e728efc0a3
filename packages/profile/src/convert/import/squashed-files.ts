/**
 * TypeScript files that ran as one long line. tsx takes the white space out of what it loads, and the
 * map that would lead back is not in the profile: a tick has a line and no column, so nothing can be
 * recovered. Wrong lines would be worse than none.
 */
import { readFileSync } from "node:fs";
import type { RawFrame } from "./node-table.ts";
import type { SourceMaps } from "./source-maps.ts";
import { pathOfUrl } from "./v8-frames.ts";

const TYPESCRIPT = /\.[cm]?tsx?$/;
/** tsx puts its own first line before the code. */
const LAST_LINE = 2;
/** A file of so few lines may well have all of its functions there. */
const FEW_LINES = 4;

/** @returns their URLs */
export function squashedFiles(
  frames: readonly RawFrame[],
  maps: SourceMaps | undefined,
): ReadonlySet<string> {
  const lastLine = new Map<string, number>();
  for (const { url, line, column } of frames) {
    if (!TYPESCRIPT.test(url) || maps?.original(pathOfUrl(url), line, column) !== undefined)
      continue;
    lastLine.set(url, Math.max(line, lastLine.get(url) ?? 0));
  }
  const squashed = [...lastLine].filter(([url, line]) => line <= LAST_LINE && hasMoreLines(url));
  return new Set(squashed.map(([url]) => url));
}

function hasMoreLines(url: string): boolean {
  try {
    return readFileSync(pathOfUrl(url), "utf8").split("\n").length > FEW_LINES;
  } catch {
    return false;
  }
}
