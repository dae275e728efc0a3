/**
 * Notices when files of a folder, or of folders in it, change: within milliseconds where the system reports it, within a
 * second everywhere else (network drives, WSL and some editors report nothing), because the files'
 * times are looked at as well. An event only wakes the comparison up, so no event is trusted.
 */
import { type Dirent, type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { basename, join, relative, sep } from "node:path";

export interface FolderWatcher {
  close(): void;
}

/** How long to wait for an editor that writes a file in several goes. */
const SETTLE_MS = 15;
/** An empty file is most likely about to be written. */
const EMPTY_SETTLE_MS = 150;
const POLL_MS = 700;

/** @param onChange gets the names, relative to the folder and with `/`, that were added, changed or deleted */
export function watchFolder(dir: string, onChange: (names: string[]) => void): FolderWatcher {
  let known = snapshot(dir);
  const events = new FolderEvents(dir, () => wakeUp(SETTLE_MS));
  let timer: NodeJS.Timeout | undefined;

  function look(isPatient: boolean): void {
    timer = undefined;
    events.watchNew();
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

  events.watchNew();
  const poll = setInterval(() => wakeUp(0), POLL_MS);
  return {
    close() {
      events.close();
      clearInterval(poll);
      clearTimeout(timer);
    },
  };
}

/** Whether one watch of a folder reports what happens in all folders below; Linux has no such watch. */
const WATCHES_BELOW = ["darwin", "win32"].includes(process.platform);

/** The system's events of a folder and of those in it, as far as there are any. */
class FolderEvents {
  readonly #dir: string;
  readonly #onEvent: () => void;
  readonly #watches = new Map<string, FSWatcher>();

  constructor(dir: string, onEvent: () => void) {
    this.#dir = dir;
    this.#onEvent = onEvent;
  }

  /** Watches folders that have come, also in the place of one that went. */
  watchNew(): void {
    const below = WATCHES_BELOW ? [] : entriesOf(this.#dir).filter((one) => one.isDirectory());
    const folders = [this.#dir, ...below.map((one) => join(one.parentPath, one.name))];
    for (const folder of folders) if (!this.#watches.has(folder)) this.#watch(folder);
  }

  close(): void {
    for (const watch of this.#watches.values()) watch.close();
  }

  #watch(folder: string): void {
    try {
      const started = watch(folder, { recursive: WATCHES_BELOW }, (event, name) => {
        // A folder that was deleted or renamed is reported under its own name, for the last time.
        if (event === "rename" && name === basename(folder)) this.#forget(folder);
        this.#onEvent();
      });
      this.#watches.set(
        folder,
        started.on("error", () => this.#forget(folder)),
      );
    } catch {
      // Too many watches, or a file system without them: the poll goes on.
    }
  }

  #forget(folder: string): void {
    this.#watches.get(folder)?.close();
    this.#watches.delete(folder);
  }
}

/** File name -> time and size. */
function snapshot(dir: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const { parentPath, name } of entriesOf(dir)) {
    const file = join(parentPath, name);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat?.isFile()) continue;
    files.set(relative(dir, file).split(sep).join("/"), `${stat.mtimeMs}:${stat.size}`);
  }
  return files;
}

function entriesOf(dir: string): Dirent[] {
  try {
    return readdirSync(dir, { recursive: true, withFileTypes: true });
  } catch {
    return []; // the folder itself was deleted, or one in it at this moment
  }
}

function differences(before: Map<string, string>, after: Map<string, string>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}
