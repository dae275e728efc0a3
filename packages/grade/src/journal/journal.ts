/**
 * A journal of results: append-only, each line with a checksum and on the disk before the next
 * submission is taken. Whatever ends the judge, what was said to be graded is in it; a line that was
 * cut off is removed when it is opened again.
 */
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { JournalError, reasonOf } from "./journal-error.ts";
import { lineOf } from "./line.ts";
import { type Lock, takeLock } from "./lock.ts";
import type { Graded, Head, JournalRecord, Plan } from "./records.ts";
import { type Entry, entryOf, readGraded, scanJournal } from "./scan.ts";
import { writeAll } from "./write-all.ts";

export interface OpenOptions {
  /** new: there must be no result in it. resume: of this head. regrade: of this lab, results in it. */
  readonly mode: "new" | "resume" | "regrade";
  readonly head: Head;
}

/**
 * For writing, by this process alone until it is closed.
 *
 * @throws JournalError exists, locked, damaged, foreign, unwritable
 */
export function openJournal(file: string, { mode, head }: OpenOptions): Journal {
  if (mode === "regrade" && !existsSync(file)) throw notThere(file);
  const lock = takeLock(file);
  let fd: number | undefined;
  try {
    const isNew = !existsSync(file);
    fd = openSync(file, "a+");
    if (!statSync(file).isFile()) throw new JournalError("foreign", `${file} is not a file`);
    const journal = new OpenJournal(fd, file, lock, head, mode);
    if (isNew) syncFolder(dirname(file));
    return journal;
  } catch (error) {
    if (fd !== undefined) closeSync(fd);
    lock.release();
    if (error instanceof JournalError) throw error;
    const why = `the journal ${file} cannot be written: ${reasonOf(error)}`;
    throw new JournalError("unwritable", why, { cause: error });
  }
}

/** What is in one, without writing or locking. @throws JournalError damaged, foreign, incomplete */
export function readJournal(file: string): ReadJournal {
  let fd: number;
  try {
    fd = openSync(file, "r");
  } catch (error) {
    const why = `the journal ${file} cannot be read: ${reasonOf(error)}`;
    throw new JournalError("incomplete", why, { cause: error });
  }
  try {
    const { heads, plan, entries, tornBytes } = scanJournal(fd, file);
    const head = heads.at(-1);
    if (head === undefined) throw new JournalError("incomplete", `${file} has no results in it`);
    const read = (entry: Entry): Graded => readGraded(fd, entry);
    return { file, head, plan, entries, tornBytes, read, close: () => closeSync(fd) };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

export interface ReadJournal {
  readonly file: string;
  readonly head: Head;
  readonly plan: Plan | undefined;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Of a last line that was cut off; it does not count. */
  readonly tornBytes: number;
  read(entry: Entry): Graded;
  close(): void;
}

export interface Journal {
  readonly file: string;
  /** Student -> their last result. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Bytes of a cut-off line that were removed when it was opened. */
  readonly removedBytes: number;
  /** Those results that are of an earlier version of the lab or the grader. */
  readonly outdated: number;
  /** On the disk when it returns. @throws JournalError unwritable or locked; the file stays good */
  append(record: Plan | Graded): void;
  read(entry: Entry): Graded;
  close(): void;
}

class OpenJournal implements Journal {
  readonly file: string;
  readonly removedBytes: number;
  readonly #fd: number;
  readonly #lock: Lock;
  readonly #head: Head;
  readonly #entries: Map<string, Entry>;
  #sizeBytes: number;
  /** Written with the first line after it: who only looks changes nothing. */
  #isHeadDue: boolean;
  #isClosed = false;

  constructor(fd: number, file: string, lock: Lock, head: Head, mode: OpenOptions["mode"]) {
    this.#fd = fd;
    this.file = file;
    this.#lock = lock;
    this.#head = head;
    const { heads, entries, results, goodBytes, tornBytes } = scanJournal(fd, file);
    if (mode === "new" && results > 0) throw alreadyThere(file, entries.size);
    if (mode !== "new") refuseOther(file, heads.at(-1), head, mode);
    if (tornBytes > 0) ftruncateSync(fd, goodBytes);
    this.removedBytes = tornBytes;
    this.#entries = new Map(entries);
    this.#sizeBytes = goodBytes;
    this.#isHeadDue = !isSame(heads.at(-1), head);
  }

  get entries(): ReadonlyMap<string, Entry> {
    return this.#entries;
  }

  get outdated(): number {
    return [...this.#entries.values()].filter((entry) => !isOf(entry, this.#head)).length;
  }

  append(record: Plan | Graded): void {
    if (this.#isHeadDue) this.#write(this.#head);
    this.#isHeadDue = false;
    const offset = this.#sizeBytes;
    this.#write(record);
    if (record.type !== "result") return;
    const entry = entryOf(record, offset, this.#sizeBytes - offset);
    this.#entries.set(entry.student, entry);
  }

  read(entry: Entry): Graded {
    return readGraded(this.#fd, entry);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    closeSync(this.#fd);
    this.#lock.release();
  }

  #write(record: JournalRecord): void {
    this.#lock.check();
    let written = 0;
    try {
      written = writeAll(this.#fd, lineOf(record));
      fsyncSync(this.#fd);
    } catch (error) {
      this.#cutBack();
      throw new JournalError(
        "unwritable",
        `the journal ${this.file} cannot be written: ${reasonOf(error)}; what is in it is safe: ` +
          `make room, and go on with --resume`,
        { cause: error },
      );
    }
    this.#sizeBytes += written;
  }

  /** If even that fails, the next one who opens it does it. */
  #cutBack(): void {
    try {
      ftruncateSync(this.#fd, this.#sizeBytes);
    } catch {}
  }
}

/** Whether a result is of this version of lab and grader. */
function isOf(one: Pick<Entry, "labDigest" | "grader">, head: Head): boolean {
  return one.labDigest === head.labDigest && one.grader === head.grader;
}

const isSame = (one: Head | undefined, other: Head): boolean =>
  one !== undefined && one.lab === other.lab && isOf(one, other);

function refuseOther(
  file: string,
  last: Head | undefined,
  head: Head,
  mode: OpenOptions["mode"],
): void {
  if (mode === "regrade" && last === undefined) throw notThere(file);
  if (last === undefined) return;
  const say = (what: string): JournalError =>
    new JournalError("foreign", `${file} ${what}; name another file with --journal`);
  if (last.lab !== head.lab) throw say(`is of the lab ${last.lab}, not ${head.lab}`);
  if (mode === "regrade") return; // this is what it is for
  if (last.grader !== head.grader) throw say(`is of ${last.grader}, this is ${head.grader}`);
  if (last.labDigest === head.labDigest) return;
  throw new JournalError(
    "foreign",
    `${file} is of other tests of the lab ${head.lab} than there are now; grade anew into another ` +
      `file with --journal, or put new results beside the old ones with hpts grade regrade`,
  );
}

const notThere = (file: string): JournalError =>
  new JournalError("incomplete", `${file} has no results that could be graded again`);

const alreadyThere = (file: string, count: number): JournalError =>
  new JournalError(
    "exists",
    `${file} has results of ${count} already; go on with --resume, or name another file with --journal`,
  );

/** So that the file itself is there after the power went. */
function syncFolder(dir: string): void {
  const fd = openSync(dir, "r");
  try {
    fsyncSync(fd);
  } catch {
    // some file systems cannot
  } finally {
    closeSync(fd);
  }
}
