/** No source file is longer than 400 lines: beyond that a file holds more than one idea. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow, isSource } from "./sources.ts";

export const MOST_LINES = 400;

/** "path: lines" for every file that is too long. */
export function tooLongFiles(root: string, mostLines: number = MOST_LINES): string[] {
  return filesBelow(root)
    .filter((file) => isSource(file) || /\.(py|css|html)$/.test(file))
    .map(
      (file) =>
        [file, readFileSync(join(root, file), "utf8").trimEnd().split("\n").length] as const,
    )
    .filter(([, lines]) => lines > mostLines)
    .map(([file, lines]) => `${file}: ${lines}`);
}
