/**
 * All runs of one test file: against each correct variant several times, then against each mutant.
 * Kept on disk by content, so that only test files that changed are run again.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Bundle } from "./bundle.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Children, NewJob } from "./children.ts";
import { foundFault, ranOutOfTime, type SpecRun } from "./outcome.ts";
import { touch } from "./prune.ts";

/** Each correct variant runs this often, so that tests that throw dice show it. */
const CORRECT_RUNS = 3;
/** How long a test file may take on a correct variant. */
export const CORRECT_LIMIT_MS = 5_000;
/** On a mutant it may take this many times what it took on the slowest correct variant. */
const MUTANT_PATIENCE = 10;
const LEAST_MUTANT_LIMIT_MS = 1_000;

export interface SpecRuns {
  /** In the catalogue's order, the whole of it repeated; null for a run that was left out. */
  readonly correct: readonly (SpecRun | null)[];
  /** In the catalogue's order; empty when a correct variant was rejected. */
  readonly mutants: readonly (SpecRun | null)[];
}

export async function runSpec(
  spec: Bundle,
  catalogue: Catalogue,
  children: Children,
): Promise<SpecRuns> {
  const job = (variant: string, limitMs: number): NewJob => ({
    spec: spec.file,
    variant,
    limitMs,
    deaf: false,
  });
  const ids = catalogue.correct.map(({ id }) => id);
  const repeated = Array.from({ length: CORRECT_RUNS }, () => ids).flat();
  const correct = await children.run(
    repeated.map((id) => job(id, CORRECT_LIMIT_MS)),
    isHopeless,
  );
  const done = correct.filter((run) => run !== undefined);
  // Nothing that mutants could show counts before this is mended; the student waits for less.
  if (done.some((run) => isHopeless(run) || foundFault(run)))
    return { correct: nulls(correct), mutants: [] };
  const slowest = Math.max(...done.map(({ durationMs }) => durationMs));
  const limitMs = Math.max(LEAST_MUTANT_LIMIT_MS, Math.ceil(slowest * MUTANT_PATIENCE));
  const mutants = await children.run(catalogue.mutants.map(({ id }) => job(id, limitMs)));
  return { correct: nulls(correct), mutants: nulls(mutants) };
}

/**
 * A file that cannot be run, or is not written yet, is so on every variant; one that is too slow
 * would take its time on each of them.
 */
function isHopeless(run: SpecRun): boolean {
  return run.crash !== undefined || run.todos.length > 0 || ranOutOfTime(run);
}

/** As JSON has it. */
function nulls(runs: readonly (SpecRun | undefined)[]): (SpecRun | null)[] {
  return runs.map((run) => run ?? null);
}

/**
 * The runs kept in `file`, or those that are computed now. Crashes and time limits are not kept: the
 * machine may only have been busy.
 */
export async function keptRuns(file: string, compute: () => Promise<SpecRuns>): Promise<SpecRuns> {
  if (existsSync(file)) {
    touch(file);
    return JSON.parse(readFileSync(file, "utf8")) as SpecRuns;
  }
  const runs = await compute();
  const done = [...runs.correct, ...runs.mutants].flatMap((run) => run ?? []);
  if (done.every((run) => run.crash === undefined && !ranOutOfTime(run))) {
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(runs));
    renameSync(`${file}.${process.pid}`, file);
  }
  return runs;
}
