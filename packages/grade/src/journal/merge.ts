/**
 * Puts the journals of shards together: the same lines as one judge would have written, sorted by
 * student. Refuses whatever would make the whole less than it claims to be.
 */
import { closeSync, fsyncSync, linkSync, openSync, rmSync } from "node:fs";
import { type ReadJournal, readJournal } from "./journal.ts";
import { JournalError, reasonOf } from "./journal-error.ts";
import { lineOf } from "./line.ts";
import { contentOf, type Graded, type Plan } from "./records.ts";
import type { Entry } from "./scan.ts";
import { writeAll } from "./write-all.ts";

export interface Merged {
  readonly students: number;
  /** Among them those whose result is a fault of ours: to be graded again. */
  readonly faults: number;
}

export interface MergeOptions {
  /** False: without what two gradings of the same differ in, so that they are equal byte by byte. */
  readonly withTimes: boolean;
}

/**
 * @param out must not be there
 * @throws JournalError foreign: of different labs or graders; incomplete: a shard or a student is
 * missing; damaged: two results of one student differ; unwritable
 */
export function mergeJournals(
  files: readonly string[],
  out: string,
  { withTimes }: MergeOptions,
): Merged {
  const journals: ReadJournal[] = [];
  try {
    for (const file of files) journals.push(readJournal(file));
    for (const journal of journals) refuseOther(journal, journals[0]!);
    const plan = wholePlan(journals);
    const chosen = chooseResults(journals);
    refuseGaps(plan, chosen);
    const students = [...chosen.keys()].sort();
    writeNew(out, function* () {
      yield lineOf(journals[0]!.head);
      yield lineOf({ ...plan, students: [...new Set(plan.students)].sort() });
      for (const student of students) {
        const { journal, entry } = chosen.get(student)!;
        const record = journal.read(entry);
        yield lineOf(withTimes ? record : withoutTimes(record));
      }
    });
    const faults = students.filter((one) => chosen.get(one)!.entry.status === "infrastructure");
    return { students: students.length, faults: faults.length };
  } finally {
    for (const journal of journals) journal.close();
  }
}

function withoutTimes(record: Graded): Graded {
  const durations = { totalMs: 0, judgeMs: 0 };
  return { ...record, gradedAt: "", result: { ...record.result, durations } };
}

function refuseOther({ file, head, entries, tornBytes }: ReadJournal, first: ReadJournal): void {
  const wanted = first.head;
  if (tornBytes > 0) {
    throw incomplete(`${file} ends in a line that was cut off; hpts grade batch --resume mends it`);
  }
  if (head.lab !== wanted.lab) {
    throw foreign(`${file} is of the lab ${head.lab}, ${first.file} of ${wanted.lab}`);
  }
  for (const { student, labDigest, grader } of entries.values()) {
    if (labDigest === wanted.labDigest && grader === wanted.grader) continue;
    const what = grader === wanted.grader ? "other tests of the lab" : `another grader (${grader})`;
    throw foreign(`${file}: the result of ${quoted(student)} is of ${what} than ${first.file}`);
  }
}

/** Of all shards, as if there had been one. */
function wholePlan(journals: readonly ReadJournal[]): Plan {
  const students: string[] = [];
  const seen = new Set<number>();
  let first: Plan | undefined;
  for (const { plan, file } of journals) {
    if (plan === undefined) throw incomplete(`${file} does not say which students it is about`);
    first ??= plan;
    if (plan.shard.of !== first.shard.of) {
      throw foreign(`${file} is one of ${plan.shard.of} shards, others of ${first.shard.of}`);
    }
    if (plan.total !== first.total) {
      const counts = `${plan.total} submissions in all, others of ${first.total}`;
      throw foreign(`${file} knows of ${counts}: grade the shards of one and the same folder`);
    }
    seen.add(plan.shard.index);
    students.push(...plan.students);
  }
  const { shard, total } = first!;
  for (let index = 1; index <= shard.of; index++) {
    if (!seen.has(index)) throw incomplete(`the journal of shard ${index}/${shard.of} is missing`);
  }
  if (new Set(students).size !== total) {
    const counts = `${new Set(students).size} submissions, not ${total}`;
    throw incomplete(`the shards have ${counts}: they saw different folders`);
  }
  return { type: "plan", shard: { index: 1, of: 1 }, students, total };
}

interface Chosen {
  readonly journal: ReadJournal;
  readonly entry: Entry;
}

function chooseResults(journals: readonly ReadJournal[]): Map<string, Chosen> {
  const chosen = new Map<string, Chosen>();
  for (const journal of journals) {
    for (const [student, entry] of journal.entries) {
      const other = chosen.get(student);
      if (other === undefined) chosen.set(student, { journal, entry });
      else refuseDifferent(other, { journal, entry });
    }
  }
  return chosen;
}

function refuseDifferent(one: Chosen, other: Chosen): void {
  const contents = [one, other].map(({ journal, entry }) => contentOf(journal.read(entry)));
  if (contents[0] === contents[1]) return;
  throw new JournalError(
    "damaged",
    `${quoted(one.entry.student)} has different results in ${one.journal.file} and ` +
      `${other.journal.file}; leave out the journal that is wrong`,
  );
}

function refuseGaps({ students }: Plan, chosen: ReadonlyMap<string, Chosen>): void {
  const missing = students.filter((student) => !chosen.has(student));
  if (missing.length === 0) return;
  const names = missing.slice(0, 5).map(quoted).join(", ");
  const more = missing.length > 5 ? ` and ${missing.length - 5} more` : "";
  throw incomplete(
    `no result of ${names}${more}; hpts grade batch --resume grades what is missing`,
  );
}

/** Whole or not at all, and never over another file. */
function writeNew(file: string, lines: () => Generator<string>): void {
  const draft = `${file}.${process.pid}.part`;
  try {
    const fd = openSync(draft, "wx");
    try {
      for (const line of lines()) writeAll(fd, line);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    linkSync(draft, file);
  } catch (error) {
    if (error instanceof JournalError) throw error;
    const isThere = (error as NodeJS.ErrnoException).code === "EEXIST";
    const why = isThere ? "it is there already; name another file" : reasonOf(error);
    throw new JournalError("unwritable", `${file} cannot be written: ${why}`, { cause: error });
  } finally {
    rmSync(draft, { force: true });
  }
}

const quoted = (student: string): string => JSON.stringify(student);
const foreign = (message: string): JournalError => new JournalError("foreign", message);
const incomplete = (message: string): JournalError => new JournalError("incomplete", message);
