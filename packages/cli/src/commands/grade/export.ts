/** `hpts grade export`: the results of a journal in the format of whoever is to have them. */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  classroom50From,
  type Exported,
  type ExportSettings,
  FORMATS,
  type Format,
  fileNamesOf,
  markOf,
  type ReadJournal,
  readJournal,
  reasonOf,
} from "@hpts/grade";
import { UsageError } from "@hpts/labkit/lab";
import { callersFolder } from "../../context.ts";
import { EXIT } from "../../exit-codes.ts";
import { printError } from "../../report.ts";
import { withJournal } from "./grading-options.ts";

export interface ExportCommandOptions {
  readonly to: string;
  readonly output?: string;
  readonly student?: string;
  readonly assignment?: string;
  readonly visibility: ExportSettings["visibility"];
}

export async function exportResults(file: string, options: ExportCommandOptions): Promise<void> {
  const cwd = callersFolder();
  const format = FORMATS[options.to]!;
  await withJournal(async () => {
    const journal = readJournal(resolve(cwd, file));
    try {
      const settings = settingsOf(journal, options);
      const all = resultsOf(journal, options.student);
      noteBefore(journal);
      const output = options.output === undefined ? undefined : resolve(cwd, options.output);
      const left = write(format, all, settings, output, options);
      const none = countWithoutMark(all);
      if (none > 0) {
        console.error(
          `hpts: ${none} of ${all.students.length} have no mark; that is not a zero, and told in the format's ` +
            "own way",
        );
      }
      if (left === 0) return;
      printError(`${left} left out: the format cannot say that there is no mark`);
      process.exitCode = EXIT.notReached;
    } finally {
      journal.close();
    }
  });
}

interface Results extends Iterable<Exported> {
  readonly students: readonly string[];
}

/** Sorted by student, read one by one: all of them at once may be too much. */
function resultsOf(journal: ReadJournal, student: string | undefined): Results {
  const { entries, file } = journal;
  const students = student === undefined ? [...entries.keys()].sort() : [student];
  if (student !== undefined && !entries.has(student)) {
    throw new UsageError(`${file} has no result of ${JSON.stringify(student)}`);
  }
  return {
    students,
    *[Symbol.iterator]() {
      for (const one of students) yield journal.read(entries.get(one)!);
    },
  };
}

function settingsOf(
  { head }: ReadJournal,
  { to, assignment = `hpts ${head.lab}`, visibility }: ExportCommandOptions,
): ExportSettings {
  const classroom50 = classroom50From(process.env, head.lab);
  if (to === "classroom50" && classroom50 === undefined) {
    throw new UsageError(
      "--to classroom50 needs the classroom's short name in the environment: CLASSROOM=cs1 hpts ...",
    );
  }
  return { assignment, visibility, classroom50 };
}

/** @returns how many could not be said in this format */
function write(
  format: Format,
  all: Results,
  settings: ExportSettings,
  output: string | undefined,
  { to, student }: ExportCommandOptions,
): number {
  if (format.kind === "one") {
    writeOut(output, format.write(all, settings));
    return 0;
  }
  if (output === undefined && student === undefined) {
    throw new UsageError(
      `--to ${to} makes a file for each student: name a folder with -o, or one with --student`,
    );
  }
  const names = fileNamesOf(all.students);
  let left = 0;
  for (const one of all) {
    const text = format.write(one, settings);
    const name = names.get(one.result.submission.id)!;
    const file = student === undefined ? join(output!, format.pathOf(name)) : output;
    if (text === undefined) left++;
    else writeOut(file, [text]);
  }
  return left;
}

/** Whole or not at all; what was there before is replaced. */
function writeOut(file: string | undefined, pieces: Iterable<string>): void {
  if (file === undefined) {
    for (const piece of pieces) process.stdout.write(piece);
    return;
  }
  const draft = `${file}.${process.pid}.part`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const fd = openSync(draft, "w");
    try {
      for (const piece of pieces) {
        const bytes = Buffer.from(piece);
        for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
      }
    } finally {
      closeSync(fd);
    }
    renameSync(draft, file);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new UsageError(`${file} cannot be written: ${reasonOf(cause)}`, { cause });
  }
}

function countWithoutMark(all: Results): number {
  let count = 0;
  for (const { result } of all) if (markOf(result).kind !== "mark") count++;
  return count;
}

function noteBefore({ plan, entries, tornBytes }: ReadJournal): void {
  if (tornBytes > 0) console.error("hpts: the journal's last line was cut off; it does not count");
  const missing = plan?.students.filter((student) => !entries.has(student)).length ?? 0;
  if (missing > 0) printError(`${missing} submissions have no result yet: batch --resume`);
}
