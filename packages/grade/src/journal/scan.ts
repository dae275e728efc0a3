/**
 * Reads a journal from its beginning, in pieces, and says where its good part ends. Keeps of each
 * result only what is asked for often, and where the rest stands: 10,000 results are megabytes.
 */
import { readSync } from "node:fs";
import type { GradeResult } from "../result.ts";
import type { Level } from "../sandbox/level.ts";
import { JournalError } from "./journal-error.ts";
import { recordOf } from "./line.ts";
import { type Graded, type Head, isRecord, type JournalRecord, type Plan } from "./records.ts";

/** Where a result stands, and what it says in short. */
export interface Entry {
  readonly student: string;
  readonly key: string;
  readonly status: GradeResult["status"];
  readonly isMark: boolean;
  /** Of the sandbox. */
  readonly level: Level;
  readonly labDigest: string;
  readonly grader: string;
  readonly offset: number;
  readonly lengthBytes: number;
}

export interface Scanned {
  readonly heads: readonly Head[];
  /** The last one. */
  readonly plan: Plan | undefined;
  /** Student -> their last result, in the order of first appearance. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Result lines, also those that were replaced. */
  readonly results: number;
  /** Bytes that are good; what follows was cut off while it was written. */
  readonly goodBytes: number;
  readonly tornBytes: number;
}

const PIECE_BYTES = 1 << 20;
/** A result has at most some hundred checks with 2,000 characters each. */
const MAX_LINE_BYTES = 16 << 20;
const LINE_END = 0x0a;

/**
 * @param name of the file, for messages
 * @throws JournalError if a line in the middle is damaged, or it is no journal
 */
export function scanJournal(fd: number, name: string): Scanned {
  const heads: Head[] = [];
  const entries = new Map<string, Entry>();
  let plan: Plan | undefined;
  let results = 0;
  let goodBytes = 0;
  /** The first line that is not good; forgiven only if it is the last. */
  let badLine = 0;
  let end = 0;
  for (const { text, offset, lengthBytes, number, isWhole } of linesOf(fd, name)) {
    end = offset + lengthBytes;
    if (badLine > 0) throw damaged(name, badLine, heads.length === 0);
    const record = isWhole ? checkedRecord(text) : undefined;
    if (record === undefined) {
      badLine = number;
      continue;
    }
    if (record.type === "head") heads.push(record);
    else if (heads.length === 0) throw foreign(name);
    else if (record.type === "plan") plan = record;
    else {
      const entry = entryOf(record, offset, lengthBytes);
      entries.set(entry.student, entry);
      results++;
    }
    goodBytes = end;
  }
  // One line that is no journal's: rather another file than a head that was cut off.
  if (badLine === 1 && !couldBeHead(fd)) throw foreign(name);
  return { heads, plan, entries, results, goodBytes, tornBytes: end - goodBytes };
}

export function readGraded(fd: number, { offset, lengthBytes, student }: Entry): Graded {
  const bytes = Buffer.alloc(lengthBytes);
  readSync(fd, bytes, 0, lengthBytes, offset);
  const record = checkedRecord(bytes.toString("utf8").trimEnd());
  if (record?.type === "result") return record;
  throw new JournalError("damaged", `the journal was changed while it was read (${student})`);
}

function checkedRecord(text: string): JournalRecord | undefined {
  const record = recordOf(text);
  return record !== undefined && isRecord(record) ? record : undefined;
}

export function entryOf({ key, result }: Graded, offset: number, lengthBytes: number): Entry {
  const { status, isMark, sandbox, labDigest, grader, submission } = result;
  const what = { key, status, isMark, level: sandbox.level, labDigest, grader };
  return { student: submission.id, ...what, offset, lengthBytes };
}

interface Line {
  readonly text: string;
  readonly offset: number;
  /** With its line end. */
  readonly lengthBytes: number;
  /** From 1. */
  readonly number: number;
  readonly isWhole: boolean;
}

function* linesOf(fd: number, name: string): Generator<Line> {
  let rest: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  let offset = 0;
  let number = 0;
  for (let position = 0; ; ) {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    const got = readSync(fd, piece, 0, PIECE_BYTES, position);
    if (got === 0) break;
    position += got;
    rest =
      rest.length === 0 ? piece.subarray(0, got) : Buffer.concat([rest, piece.subarray(0, got)]);
    let from = 0;
    for (let at = rest.indexOf(LINE_END); at >= 0; at = rest.indexOf(LINE_END, from)) {
      const text = rest.toString("utf8", from, at);
      const lengthBytes = at + 1 - from;
      yield { text, offset, lengthBytes, number: ++number, isWhole: true };
      offset += lengthBytes;
      from = at + 1;
    }
    rest = rest.subarray(from);
    if (rest.length > MAX_LINE_BYTES) throw foreign(name);
  }
  if (rest.length > 0) {
    const text = rest.toString("utf8");
    yield { text, offset, lengthBytes: rest.length, number: ++number, isWhole: false };
  }
}

const HEAD_START = '{"sum":"';

function couldBeHead(fd: number): boolean {
  const bytes = Buffer.alloc(HEAD_START.length);
  const start = bytes.toString("utf8", 0, readSync(fd, bytes, 0, bytes.length, 0));
  return HEAD_START.startsWith(start);
}

function damaged(name: string, line: number, isFirst: boolean): JournalError {
  if (isFirst) return foreign(name);
  return new JournalError(
    "damaged",
    `${name}: line ${line} is not as it was written, and others follow it; remove that line, and ` +
      `--resume grades its submission again`,
  );
}

function foreign(name: string): JournalError {
  return new JournalError("foreign", `${name} is not a journal of hpts grade batch`);
}
