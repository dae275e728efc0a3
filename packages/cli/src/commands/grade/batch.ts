/** `hpts grade batch`: a folder of submissions into a journal. */
import { availableParallelism } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import {
  type BatchReport,
  type GradeResult,
  headOf,
  type Journal,
  openGraders,
  openJournal,
  type PassedOver,
  parseShard,
  type Row,
  renderTable,
  rowOf,
  runBatch,
  type Shard,
  safeText,
  submissionsIn,
  WHOLE,
} from "@hpts/grade";
import { UsageError } from "@hpts/labkit/lab";
import { currentContext, labNamed } from "../../context.ts";
import { EXIT } from "../../exit-codes.ts";
import { printError } from "../../report.ts";
import { type GradingOptions, graderOptionsOf, withJournal } from "./grading-options.ts";
import { type ProgressLine, progressLine } from "./progress-line.ts";

export interface BatchCommandOptions extends GradingOptions {
  readonly jobs?: string;
  readonly resume?: boolean;
  readonly shard?: string;
  readonly journal?: string;
  readonly json?: boolean;
}

export async function gradeBatch(folder: string, options: BatchCommandOptions): Promise<void> {
  const context = currentContext();
  const lab = labNamed(context, options.lab);
  const shard = options.shard === undefined ? WHOLE : parseShard(options.shard);
  const jobs = jobsOf(options.jobs);
  const dir = resolve(context.cwd, folder);
  const found = submissionsIn(dir, shard);
  const file = resolve(context.cwd, options.journal ?? journalBeside(dir, lab.manifest.id, shard));
  const graders = await openGraders(graderOptionsOf(context, options), jobs);
  const interrupted = interruption();
  try {
    const identity = await graders.one.identify(lab.dir, lab);
    await withJournal(async () => {
      const mode = options.resume ? "resume" : "new";
      const journal = openJournal(file, { mode, head: headOf(lab, identity) });
      try {
        noteBefore(journal, found.passedOver);
        const line = progressLine(process.stderr);
        const report = await runBatch(
          {
            ...{ dir, lab, shard, graders, journal, jobs, now: Date.now },
            signal: interrupted.signal,
            onResult: (result, done, toDo) => {
              line.show(done, toDo);
              if (options.json) printJson(result, line);
            },
          },
          found,
        ).finally(() => line.clear());
        const rows = rowsOf(journal, found.students);
        if (!options.json) console.log(renderTable(rows, context.look));
        noteAfter(report, file);
        process.exitCode = exitCodeOf(report, rows);
      } finally {
        journal.close();
      }
    });
  } finally {
    interrupted.done();
    await graders.close();
  }
}

/** @throws UsageError */
export function jobsOf(text: string | undefined): number {
  if (text === undefined) return availableParallelism();
  const jobs = Number(text);
  if (Number.isSafeInteger(jobs) && jobs >= 1 && jobs <= MOST_JOBS) return jobs;
  throw new UsageError(`--jobs must be a whole number from 1 to ${MOST_JOBS}, got ${text}`);
}

const MOST_JOBS = 256;

/** Beside the folder, not in it: what is in it are submissions. */
export function journalBeside(dir: string, lab: string, { index, of }: Shard): string {
  const part = of === 1 ? "" : `.${index}-of-${of}`;
  return join(dirname(dir), `${basename(dir)}.${lab}${part}.jsonl`);
}

/** The first Ctrl+C ends the batch after what is being graded, the second at once. */
export function interruption(): { signal: AbortSignal; done(): void } {
  const controller = new AbortController();
  const stop = (): void => {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    console.error("\nhpts: stopping after what is being graded; once more stops at once");
    controller.abort();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  return {
    signal: controller.signal,
    done: () => process.off("SIGINT", stop).off("SIGTERM", stop),
  };
}

function noteBefore({ removedBytes }: Journal, passedOver: readonly PassedOver[]): void {
  if (removedBytes > 0) {
    console.error(`hpts: the journal's last line was cut off; ${removedBytes} bytes removed`);
  }
  for (const { name, why } of passedOver.slice(0, MOST_NOTES)) {
    console.error(`hpts: not a submission: ${safeText(name, 100).replaceAll("\n", "?")} (${why})`);
  }
  const more = passedOver.length - MOST_NOTES;
  if (more > 0) console.error(`hpts: and ${more} more that are no submissions`);
}

const MOST_NOTES = 10;

function noteAfter(report: BatchReport, file: string): void {
  const { skipped, vanished, appeared, stopped } = report;
  if (skipped > 0) console.error(`hpts: ${skipped} had a result already`);
  if (vanished.length > 0) {
    printError(`${namesOf(vanished)} went away meanwhile; not graded now`);
  }
  if (appeared.length > 0) {
    printError(`${namesOf(appeared)} came meanwhile; --resume grades what has no result`);
  }
  if (stopped !== "") printError(`${stopped}; --resume goes on`);
  console.error(`hpts: journal ${file}`);
}

function namesOf(students: readonly string[]): string {
  const shown = students.slice(0, MOST_NOTES).map((one) => safeText(one, 60).replaceAll("\n", "?"));
  const more = students.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function rowsOf(journal: Journal, students: readonly string[]): Row[] {
  return students.flatMap((student) => {
    const entry = journal.entries.get(student);
    return entry === undefined ? [] : [rowOf(journal.read(entry).result)];
  });
}

function printJson(result: GradeResult, line: ProgressLine): void {
  line.clear();
  console.log(JSON.stringify(result));
}

function exitCodeOf({ vanished, stopped }: BatchReport, rows: readonly Row[]): number {
  if (stopped === "it was interrupted") return EXIT.interrupted;
  const isOurFault = rows.some(({ status, isMark }) =>
    status === "graded" ? !isMark : status === "infrastructure",
  );
  if (stopped !== "" || isOurFault) return EXIT.environment;
  if (vanished.length > 0) return EXIT.notReached;
  const isNoisy = rows.some(({ tests }) => tests.some(({ status }) => status === "inconclusive"));
  return isNoisy ? EXIT.inconclusive : EXIT.ok;
}
