/**
 * The arena keeps a bundle and the runs of every version of every test file, and each save makes
 * another one: what nobody has used for a day goes. It costs a second to make again.
 */
import { readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";

const KEPT_MS = 24 * 60 * 60 * 1000;

/** Marks a kept file as used now. */
export function touch(file: string, now: Date = new Date()): void {
  utimesSync(file, now, now);
}

/** Removes the files of a folder that were last written or touched more than a day before `now`. */
export function pruneUnused(dir: string, now: number = Date.now()): void {
  for (const name of namesIn(dir)) {
    const file = join(dir, name);
    // Another process may be removing the same file.
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isFile() && now - stat.mtimeMs > KEPT_MS) rmSync(file, { force: true });
  }
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return []; // nothing was kept yet
  }
}
