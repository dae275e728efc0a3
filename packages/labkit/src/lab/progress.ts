/**
 * What a student has reached in a lab: plain JSON in `.hpts/progress.json` of the lab's folder, not
 * in git. It can be derived anew at any time by running the tests, except for the hints taken.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ExerciseState, LabResult, Place } from "../checklist/result.ts";
import { decidingCheck } from "../checklist/result.ts";
import { ContentHasher } from "./content-hash.ts";
import type { LabManifest } from "./lab-json.ts";

const SCHEMA = "hpts/progress/v1";

export interface ExerciseProgress {
  readonly state: ExerciseState;
  /** Hash of everything the verdict depends on, when it was given (see content-hash.ts). */
  readonly hash: string;
  /** Where the student stopped: the Todo, or the place of the failure. */
  readonly at?: Place;
  /** What its checks left for the reader, such as the mark that was reached. */
  readonly notes?: readonly string[];
}

export interface Progress {
  readonly schema: typeof SCHEMA;
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
  /** How many hint tiers were shown, by exercise. Counted, never punished. */
  readonly hints: Readonly<Record<string, number>>;
}

const NO_PROGRESS: Progress = { schema: SCHEMA, exercises: {}, hints: {} };

const progressFile = (labDir: string): string => join(labDir, ".hpts", "progress.json");

/** A file that is missing, damaged or of another version counts as no progress. */
export function readProgress(labDir: string): Progress {
  try {
    const data = JSON.parse(readFileSync(progressFile(labDir), "utf8")) as Partial<Progress>;
    return data.schema === SCHEMA ? { ...NO_PROGRESS, ...data } : NO_PROGRESS;
  } catch {
    return NO_PROGRESS;
  }
}

/**
 * Makes a run of the starter the student's progress; other targets are nobody's progress.
 *
 * @param hashes of the exercises when the run began: what is saved meanwhile was not run
 */
export function recordProgress(
  labDir: string,
  result: LabResult,
  hashes: ReadonlyMap<string, string>,
): void {
  if (result.target !== "starter") return;
  const progress = readProgress(labDir);
  const exercises = progressOf(result, hashes);
  writeJson(progressFile(labDir), {
    ...progress,
    exercises: { ...progress.exercises, ...exercises },
  });
}

/** Leaves the result of a run as JSON in `.hpts/result-<target>.json`, for `npm test` to count. */
export function writeResult(labDir: string, result: LabResult): void {
  const name = `result-${result.target.replaceAll(":", "-")}.json`;
  writeJson(join(labDir, ".hpts", name), result);
}

function progressOf(
  result: LabResult,
  hashes: ReadonlyMap<string, string>,
): Record<string, ExerciseProgress> {
  const entries = result.exercises.map((exercise): [string, ExerciseProgress] => {
    const at = decidingCheck(exercise)?.at;
    const hash = hashes.get(exercise.id) ?? "";
    const { state, notes } = exercise;
    return [exercise.id, { state, hash, ...(at && { at }), ...(notes.length > 0 && { notes }) }];
  });
  return Object.fromEntries(entries);
}

/** Exercises that are done and whose inputs are what they were then. */
export function stillDone(labDir: string, manifest: LabManifest): Set<string> {
  const { exercises } = readProgress(labDir);
  const candidates = manifest.exercises.filter(({ id }) => exercises[id]?.state === "done");
  if (candidates.length === 0) return new Set();
  const hashes = new ContentHasher(labDir).hashAll(candidates);
  const unchanged = candidates.filter(({ id }) => exercises[id]?.hash === hashes.get(id));
  return new Set(unchanged.map(({ id }) => id));
}

/** Counts one more hint as shown and gives how many that makes, at most `tiers`. */
export function takeHint(labDir: string, exerciseId: string, tiers: number): number {
  const progress = readProgress(labDir);
  const shown = Math.min(tiers, (progress.hints[exerciseId] ?? 0) + 1);
  const hints = { ...progress.hints, [exerciseId]: shown };
  writeJson(progressFile(labDir), { ...progress, hints });
  return shown;
}

/** Whole or not at all: a reader never sees half a file. */
function writeJson(file: string, data: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(data, null, 1)}\n`);
  renameSync(draft, file);
}
