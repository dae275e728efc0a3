/**
 * What the dashboard shows of a lab without running anything: the progress on record, checked
 * against the content hashes, and the exercise to go on with.
 */
import { readFileSync } from "node:fs";
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
}

export function overviewOf(lab: Lab): LabOverview {
  const done = stillDone(lab.dir, lab.manifest);
  const exercise = lab.manifest.exercises.find(({ id }) => !done.has(id));
  if (exercise === undefined) return { lab, done };
  return { lab, done, next: { exercise, at: placeOf(lab, exercise) } };
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
