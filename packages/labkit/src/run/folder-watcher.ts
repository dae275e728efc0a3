/**
 * Notices when files of a folder change: within milliseconds where the system reports it, within a
 * second everywhere else (network drives, WSL and some editors report nothing), because the files'
 * times are looked at as well. An event only wakes the comparison up, so no event is trusted.
 */
import { type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { join } from "node:path";

export interface FolderWatcher {
  close(): void;
}

/** How long to wait for an editor that writes a file in several goes. */
const SETTLE_MS = 15;
/** An empty file is most likely about to be written. */
const EMPTY_SETTLE_MS = 150;
const POLL_MS = 700;

/** @param onChange gets the names, relative to the folder, that were added, changed or deleted */
export function watchFolder(dir: string, onChange: (names: string[]) => void): FolderWatcher {
  let known = snapshot(dir);
  let timer: NodeJS.Timeout | undefined;

  function look(isPatient: boolean): void {
    timer = undefined;
    const now = snapshot(dir);
    const changed = differences(known, now);
    if (!isPatient && changed.some((name) => now.get(name)?.endsWith(":0"))) {
      timer = setTimeout(look, EMPTY_SETTLE_MS, true);
      return;
    }
    known = now;
    if (changed.length > 0) onChange(changed);
  }

  function wakeUp(delayMs: number): void {
    timer ??= setTimeout(look, delayMs, false);
  }

  const events = startWatching(dir, () => wakeUp(SETTLE_MS));
  const poll = setInterval(() => wakeUp(0), POLL_MS);
  return {
    close() {
      events?.close();
      clearInterval(poll);
      clearTimeout(timer);
    },
  };
}

function startWatching(dir: string, onEvent: () => void): FSWatcher | undefined {
  try {
    return watch(dir, onEvent).on("error", () => {}); // the poll goes on
  } catch {
    return undefined; // too many watches, or a file system without them
  }
}

/** File name -> time and size. */
function snapshot(dir: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const name of listFiles(dir)) {
    const stat = statSync(join(dir, name), { throwIfNoEntry: false });
    if (stat?.isFile()) files.set(name, `${stat.mtimeMs}:${stat.size}`);
  }
  return files;
}

function listFiles(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return []; // the folder itself was deleted
  }
}

function differences(before: Map<string, string>, after: Map<string, string>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}
