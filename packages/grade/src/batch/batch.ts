/**
 * Grades many submissions into a journal: what has a line is not graded again, what went wrong on our
 * side is tried once more, and whatever ends this, nothing that was graded is lost.
 */
import { existsSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { type Lab, UsageError } from "@hpts/labkit/lab";
import type { Grader, Identity } from "../grade.ts";
import type { Journal } from "../journal/journal.ts";
import { gradedRecord, type Head, keyOf } from "../journal/records.ts";
import type { Entry } from "../journal/scan.ts";
import type { GradeResult } from "../result.ts";
import type { Graders } from "./graders.ts";
import { type Shard, type Submissions, submissionsIn } from "./submissions.ts";

export interface BatchOptions {
  /** With a folder for each student. */
  readonly dir: string;
  readonly lab: Lab;
  readonly shard: Shard;
  readonly graders: Graders;
  readonly journal: Journal;
  /** How many at a time, 1 or more. */
  readonly jobs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Ends the batch after what is being graded; the rest has no line then. */
  readonly signal?: AbortSignal;
  /** Called when a result is on the disk. */
  readonly onResult?: (result: GradeResult, done: number, toDo: number) => void;
}

export interface BatchReport {
  /** Graded now. */
  readonly graded: number;
  /** Had a line already. */
  readonly skipped: number;
  /** Whose folder went away meanwhile; they have no line of this batch. */
  readonly vanished: readonly string[];
  /** Who came meanwhile; not graded. */
  readonly appeared: readonly string[];
  /** Why it ended before all were graded; empty if it did not. */
  readonly stopped: string;
}

/** So many faults of ours in a row are no accident any more. */
const MOST_FAULTS = 10;

/** @throws JournalError as soon as the journal cannot be written */
export async function runBatch(options: BatchOptions, found: Submissions): Promise<BatchReport> {
  const { journal, shard, jobs } = options;
  const { students, total } = found;
  journal.append({ type: "plan", shard, students, total });
  const run = new Run(options);
  const queue = await run.toDo(students);
  run.count = queue.length;
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (run.isOver) return;
      await run.gradeOne(next);
    }
  };
  // All of them come to their end before an error of one is passed on: they share the journal.
  const ended = await Promise.allSettled(Array.from({ length: jobs }, worker));
  const failed = ended.find((one) => one.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return run.report(students);
}

export function headOf(lab: Lab, { grader, labDigest }: Identity): Head {
  return { type: "head", schema: "hpts/journal/v1", lab: lab.manifest.id, labDigest, grader };
}

/** A result that says nothing about the submission: something here broke. */
export function faultOf(
  student: string,
  lab: Lab,
  identity: Identity,
  level: Grader["level"],
  error: unknown,
): GradeResult {
  const what = error instanceof Error ? error.message : String(error);
  return {
    schema: "hpts/result/v1",
    lab: lab.manifest.id,
    labDigest: identity.labDigest,
    grader: identity.grader,
    submission: { id: student, digest: identity.digest },
    sandbox: { level, kernel: release() },
    seedId: "",
    status: "infrastructure",
    problem: `${what}; this says nothing about the submission: grade it again`,
    score: null,
    max: identity.max,
    isMark: false,
    tests: [],
    flags: [],
    restarts: 0,
    retried: [],
    ignored: [],
    durations: { totalMs: 0, judgeMs: 0 },
  };
}

class Run {
  count = 0;
  #failed = false;
  #faultsInARow = 0;
  #stopped = "";
  #graded = 0;
  #skipped = 0;
  readonly #vanished: string[] = [];
  readonly #options: BatchOptions;

  constructor(options: BatchOptions) {
    this.#options = options;
  }

  get isOver(): boolean {
    return this.#failed || this.#stopped !== "" || this.#options.signal?.aborted === true;
  }

  /** Those without a line, or whose last one is to be had better: see isWanting. */
  async toDo(students: readonly string[]): Promise<string[]> {
    const { journal, signal } = this.#options;
    const toDo: string[] = [];
    for (const student of students) {
      if (signal?.aborted) break;
      const entry = journal.entries.get(student);
      if (entry === undefined || this.#isWanting(entry)) toDo.push(student);
      else {
        const identity = await this.#identityOf(student);
        if (identity !== undefined && entry.key === keyOf(student, identity)) this.#skipped++;
        else toDo.push(student);
      }
    }
    return toDo;
  }

  async gradeOne(student: string): Promise<void> {
    const { journal, now, onResult } = this.#options;
    try {
      const result = await this.#resultOf(student);
      if (result === undefined) {
        this.#vanished.push(student);
        this.count--;
        return;
      }
      journal.append(gradedRecord(result, now()));
      this.#graded++;
      this.#noteFault(result.status === "infrastructure");
      onResult?.(result, this.#graded, this.count);
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  report(students: readonly string[]): BatchReport {
    const { dir, shard, signal } = this.#options;
    const known = new Set(students);
    const appeared = stillIn(dir, shard).filter((student) => !known.has(student));
    const stopped = signal?.aborted ? "it was interrupted" : this.#stopped;
    const vanished = this.#vanished.toSorted();
    return { graded: this.#graded, skipped: this.#skipped, vanished, appeared, stopped };
  }

  /** Undefined if its folder is not there any more. */
  async #resultOf(student: string): Promise<GradeResult | undefined> {
    const first = await this.#attempt(student);
    return first?.status === "infrastructure" ? this.#attempt(student) : first;
  }

  async #attempt(student: string): Promise<GradeResult | undefined> {
    const { dir, lab, graders } = this.#options;
    const folder = join(dir, student);
    return graders.use(async (grader) => {
      try {
        return await grader.grade(folder, lab, { id: student });
      } catch (error) {
        if (error instanceof UsageError || !existsSync(folder)) return undefined;
        const identity = await this.#identityOf(student);
        return identity && faultOf(student, lab, identity, grader.level, error);
      }
    });
  }

  async #identityOf(student: string): Promise<Identity | undefined> {
    const { dir, lab, graders } = this.#options;
    try {
      return await graders.one.identify(join(dir, student), lab);
    } catch (error) {
      if (error instanceof UsageError) return undefined;
      throw error;
    }
  }

  /** A fault of ours, or practice in a sandbox weaker than the one there is now. */
  #isWanting({ status, isMark, level }: Entry): boolean {
    return status === "infrastructure" || (!isMark && level < this.#options.graders.one.level);
  }

  #noteFault(isFault: boolean): void {
    this.#faultsInARow = isFault ? this.#faultsInARow + 1 : 0;
    if (this.#faultsInARow < MOST_FAULTS) return;
    this.#stopped = `${MOST_FAULTS} in a row could not be graded for a fault of the grader or of this machine`;
  }
}

function stillIn(dir: string, shard: Shard): readonly string[] {
  try {
    return submissionsIn(dir, shard).students;
  } catch {
    return []; // the whole folder has gone
  }
}
