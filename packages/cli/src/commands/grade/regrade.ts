/** `hpts grade regrade`: grades again what a condition names, and shows what that changed. */
import { resolve } from "node:path";
import {
  type Difference,
  type GradeResult,
  gradedRecord,
  headOf,
  openGraders,
  openJournal,
  parseWhere,
  type Regraded,
  readJournal,
  regrade,
  safeText,
  standingText,
  WHOLE,
} from "@hpts/grade";
import type { Lab, Look } from "@hpts/labkit/lab";
import { currentContext, labNamed } from "../../context.ts";
import { EXIT } from "../../exit-codes.ts";
import { printError } from "../../report.ts";
import { interruption, jobsOf, journalBeside } from "./batch.ts";
import { type GradingOptions, graderOptionsOf, withJournal } from "./grading-options.ts";
import { progressLine } from "./progress-line.ts";

export interface RegradeCommandOptions extends GradingOptions {
  readonly where: string;
  readonly jobs?: string;
  readonly journal?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export async function gradeAgain(folder: string, options: RegradeCommandOptions): Promise<void> {
  const context = currentContext();
  const lab = labNamed(context, options.lab);
  const jobs = jobsOf(options.jobs);
  const isMeant = parseWhere(
    options.where,
    lab.manifest.exercises.map(({ id }) => id),
  );
  const dir = resolve(context.cwd, folder);
  const file = resolve(context.cwd, options.journal ?? journalBeside(dir, lab.manifest.id, WHOLE));
  const graders = await openGraders(graderOptionsOf(context, options), jobs);
  const interrupted = interruption();
  try {
    const head = headOf(lab, await graders.one.identify(lab.dir, lab));
    await withJournal(async () => {
      // Whoever only looks takes no lock and writes nothing.
      const journal = options.dryRun ? undefined : openJournal(file, { mode: "regrade", head });
      try {
        const old = resultsIn(file, lab, isMeant);
        const line = progressLine(process.stderr);
        const { signal } = interrupted;
        const onResult = (result: GradeResult, done: number, toDo: number): void => {
          journal?.append(gradedRecord(result, Date.now()));
          line.show(done, toDo);
        };
        const again = regrade(old, { dir, lab, graders, jobs, signal, onResult });
        const regraded = await again.finally(() => line.clear());
        print(regraded, options.json === true, context.look);
        noteMissing(regraded, old.length, signal.aborted);
        const outdated = journal?.outdated ?? 0;
        if (outdated > 0) {
          printError(`${outdated} results are still of other tests: --where all grades all`);
        }
        if (journal === undefined) console.error("hpts: nothing was written (--dry-run)");
        process.exitCode = exitCodeOf(regraded, signal.aborted);
      } finally {
        journal?.close();
      }
    });
  } finally {
    interrupted.done();
    await graders.close();
  }
}

function resultsIn(
  file: string,
  lab: Lab,
  isMeant: (result: GradeResult) => boolean,
): GradeResult[] {
  const journal = readJournal(file);
  try {
    if (journal.head.lab !== lab.manifest.id) return [];
    const all = [...journal.entries.values()].map((entry) => journal.read(entry).result);
    return all.filter(isMeant);
  } finally {
    journal.close();
  }
}

function print({ differences }: Regraded, isJson: boolean, look: Look): void {
  if (isJson) {
    for (const one of differences) console.log(JSON.stringify(one));
    return;
  }
  const changed = differences.filter(({ isSame }) => !isSame);
  for (const one of changed) console.log(textOf(one, look));
  const same = differences.length - changed.length;
  if (changed.length > 0) console.log("");
  console.log(`${differences.length} graded again: ${changed.length} changed, ${same} as before`);
}

function textOf({ student, before, after, exercises }: Difference, look: Look): string {
  const points = `${standingText(before)} → ${standingText(after)}`;
  const details = exercises.length === 0 ? "" : `  (${exercises.join(", ")})`;
  const isLess = (after.score ?? 0) < (before.score ?? 0);
  const name = safeText(student, 60).replaceAll("\n", "?");
  return `${name}  ${(isLess ? look.red : look.green)(points)}${details}`;
}

function noteMissing({ differences, missing }: Regraded, count: number, isStopped: boolean): void {
  if (missing.length > 0) {
    const names = missing.slice(0, 10).map((one) => safeText(one, 60));
    printError(`no folder of ${names.join(", ")}: their results stay as they are`);
  }
  if (isStopped) printError(`stopped: ${differences.length} of ${count} graded again`);
}

function exitCodeOf({ differences, missing }: Regraded, isStopped: boolean): number {
  if (isStopped) return EXIT.interrupted;
  if (differences.some(({ after }) => after.status === "infrastructure")) return EXIT.environment;
  return missing.length > 0 ? EXIT.notReached : EXIT.ok;
}
