/** Runs a lab once, the way a student asks for it: what is done and unchanged is not run again. */
import {
  type ExerciseResult,
  type LabResult,
  newTypeFaults,
  resultOf,
} from "../checklist/result.ts";
import { ContentHasher } from "../lab/content-hash.ts";
import { type Lab, UsageError } from "../lab/course.ts";
import { keepPristineCopies } from "../lab/pristine.ts";
import { readProgress, recordProgress, stillDone } from "../lab/progress.ts";
import { type LabSession, openLab } from "./session.ts";
import type { Target } from "./targets.ts";
import { typeFaultsOf } from "./type-check.ts";

export interface TestOptions {
  /** @default "starter" */
  readonly target?: Target;
  /** "To do" counts as not reached. @default false */
  readonly strict?: boolean;
  /** Ids of the exercises to run; the others keep what is known of them. @default all */
  readonly only?: readonly string[];
  /** Run also what is done and unchanged. @default false */
  readonly force?: boolean;
}

/** The student's own work is looked at by the type checker as well, meanwhile. */
export async function testLab(lab: Lab, options: TestOptions = {}): Promise<LabResult> {
  if ((options.target ?? "starter") !== "starter") return runLab(lab, options);
  const [result, faults] = await Promise.all([runLab(lab, options), typeFaultsOf(lab.dir)]);
  const types = newTypeFaults(result, faults, unaskedFiles(lab, options.only));
  return { ...result, types };
}

/** Files that only exercises that were not asked for are about. */
function unaskedFiles({ manifest }: Lab, only: readonly string[] | undefined): Set<string> {
  const isAsked = ({ id }: { id: string }): boolean => only?.includes(id) ?? true;
  const asked = manifest.exercises.filter(isAsked).map(({ file }) => file);
  const files = manifest.exercises.map(({ file }) => file);
  return new Set(files.filter((file) => !asked.includes(file)));
}

async function runLab(lab: Lab, options: TestOptions): Promise<LabResult> {
  const { target = "starter", strict = false, only, force = false } = options;
  keepPristineCopies(lab.dir);
  const known = target === "starter" && !force ? knownDone(lab) : new Map();
  const wanted = only ?? lab.manifest.exercises.map(({ id }) => id);
  const open = wanted.filter((id) => !known.has(id));
  if (open.length === 0) return resultOf(lab.manifest.id, target, [...known.values()], strict);
  const session = await openLab(lab.dir, { targets: [target], strict });
  try {
    const hashes = new ContentHasher(lab.dir).hashAll(lab.manifest.exercises);
    return await runAndRecord(session, open, known, hashes);
  } finally {
    await session.close();
  }
}

/**
 * Runs some exercises and takes the rest over; what is neither run nor known is left out.
 *
 * @param hashes of the exercises as they are now
 * @throws the signal's reason, and records nothing
 */
export async function runAndRecord(
  session: LabSession,
  ids: readonly string[],
  known: ReadonlyMap<string, ExerciseResult>,
  hashes: ReadonlyMap<string, string>,
  signal?: AbortSignal,
): Promise<LabResult> {
  const [result] = await session.run({ only: () => ids, known, ...(signal && { signal }) });
  if (result === undefined) throw new UsageError("no target was given to run");
  recordProgress(session.labDir, result, hashes);
  return result;
}

/** Results for exercises that are done by the progress on record, and unchanged since. */
export function knownDone({ dir, manifest }: Lab): Map<string, ExerciseResult> {
  const done = stillDone(dir, manifest);
  const { exercises: kept } = readProgress(dir);
  const exercises = manifest.exercises.filter(({ id }) => done.has(id));
  return new Map(
    exercises.map(({ id, title, file }): [string, ExerciseResult] => [
      id,
      { id, title, file, state: "done", checks: [], notes: kept[id]?.notes ?? [], unchanged: true },
    ]),
  );
}
