/**
 * One judge at a time writes a journal: a file beside it says which. A judge that was killed leaves
 * its lock behind; the next one sees that its process is gone, and takes over.
 */
import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { JournalError, reasonOf } from "./journal-error.ts";

export interface Lock {
  /** @throws JournalError if somebody has removed it or taken it */
  check(): void;
  release(): void;
}

interface Owner {
  readonly pid: number;
  /** When the process began, in the system's own count: a pid is given again. */
  readonly begun: string;
  /** Host and process namespace: elsewhere the pid says nothing. */
  readonly place: string;
  readonly token: string;
}

const ATTEMPTS = 5;

/** @param file the journal @throws JournalError if another judge has it, or it cannot be made */
export function takeLock(file: string): Lock {
  const path = `${file}.lock`;
  const own: Owner = { ...ownProcess(), token: randomBytes(8).toString("hex") };
  const text = JSON.stringify(own);
  const draft = `${path}.${own.token}`;
  try {
    writeFileSync(draft, text, { flag: "wx" });
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (linked(draft, path) && isStillOurs(path, text, attempt > 0)) {
        return lockOf(path, text, file);
      }
      removeStale(path, file, draft);
    }
  } catch (error) {
    if (error instanceof JournalError) throw error;
    const why = `the journal ${file} cannot be written: ${reasonOf(error)}`;
    throw new JournalError("unwritable", why, { cause: error });
  } finally {
    rmSync(draft, { force: true });
  }
  throw new JournalError("locked", `${path} comes back whenever it is removed; try again`);
}

function lockOf(path: string, text: string, file: string): Lock {
  const isOurs = (): boolean => contentOf(path) === text;
  return {
    check() {
      if (isOurs()) return;
      throw new JournalError(
        "locked",
        `the lock of ${file} was taken away; another judge may write`,
      );
    },
    release() {
      if (isOurs()) rmSync(path, { force: true });
    },
  };
}

const SETTLE_MS = 100;

/** Whoever found the same dead judge at the same time may just have moved our lock away. */
function isStillOurs(path: string, text: string, hasRivals: boolean): boolean {
  if (!hasRivals) return true;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SETTLE_MS);
  return contentOf(path) === text;
}

/** A link is made whole or not at all, and never over what is there. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * What was moved away is looked at again: between two looks another judge may have taken over. Then
 * it is put back; in the worst case its owner sees at the next line that the lock is gone, and stops.
 */
function removeStale(path: string, file: string, draft: string): void {
  const found = contentOf(path);
  if (found === undefined) return;
  refuseIfAlive(found, path, file);
  const moved = `${draft}.old`;
  try {
    renameSync(path, moved);
  } catch {
    return; // somebody was faster
  }
  if (contentOf(moved) !== found) linked(moved, path);
  rmSync(moved, { force: true });
}

function refuseIfAlive(text: string, path: string, file: string): void {
  const owner = ownerOf(text);
  if (owner === undefined) return; // cut off: whoever wrote it is dead
  if (owner.place !== placeOf()) {
    throw new JournalError(
      "locked",
      `${file} is in use on another machine or in another container (process ${owner.pid}); if ` +
        `nothing runs there any more, remove ${path}`,
    );
  }
  if (begunOf(owner.pid) === owner.begun) {
    throw new JournalError(
      "locked",
      `${file} is in use by another judge (process ${owner.pid}); wait for its end, or name ` +
        `another file with --journal`,
    );
  }
}

function ownerOf(text: string): Owner | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function ownProcess(): Omit<Owner, "token"> {
  const { pid } = process;
  return { pid, begun: begunOf(pid) ?? "", place: placeOf() };
}

/** Undefined for a process that is over. */
function begunOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // After the name, which may contain anything: the state, and 18 fields on when it began.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
  } catch {
    return process.platform === "linux" ? undefined : aliveBySignal(pid);
  }
}

function aliveBySignal(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
    return "";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? "" : undefined;
  }
}

function placeOf(): string {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}
