/**
 * What the dashboard shows of a lab without running anything: the progress on record, checked
 * against the content hashes, and the exercise to go on with.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "../checklist/result.ts";
import type { Lab } from "./course.ts";
import { findTodo } from "./find-todo.ts";
import type { ExerciseManifest } from "./lab-json.ts";
import { readProgress, stillDone } from "./progress.ts";

export interface LabOverview {
  readonly lab: Lab;
  /** Ids of the exercises that are done, by the files as they are now. */
  readonly done: ReadonlySet<string>;
  /** What to go on with; none when all are done. */
  readonly next?: NextStep;
}

export interface NextStep {
  readonly exercise: ExerciseManifest;
  /** The Todo or the failure; the top of the file if neither is known. */
  readonly at: Place;
  /** The file is not there; a reset brings it back. */
  readonly isMissing: boolean;
}

export function overviewOf(lab: Lab): LabOverview {
  const done = stillDone(lab.dir, lab.manifest);
  const open = lab.manifest.exercises.filter(({ id }) => !done.has(id));
  const { exercises: known } = readProgress(lab.dir);
  // As in the checklist: what fails comes before what is to do.
  const exercise = open.find(({ id }) => known[id]?.state === "failing") ?? open[0];
  if (exercise === undefined) return { lab, done };
  const isMissing = !existsSync(join(lab.dir, exercise.file));
  return { lab, done, next: { exercise, at: placeOf(lab, exercise), isMissing } };
}

function placeOf(lab: Lab, { id, file }: ExerciseManifest): Place {
  const todo = findTodo(readIfAny(join(lab.dir, file)), id);
  if (todo !== undefined) return { file, ...todo };
  return readProgress(lab.dir).exercises[id]?.at ?? { file, line: 1, column: 1 };
}

function readIfAny(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // deleted by the student: the checklist says so, and reset brings it back
  }
}
