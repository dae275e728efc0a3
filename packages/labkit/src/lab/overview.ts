/**
 * What the dashboard shows of a lab without running anything: the progress on record, checked
 * against the content hashes, and the exercise to go on with.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "../checklist/result.ts";
import type { Lab } from "./course.ts";
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

/** By convention a Todo's text starts with the exercise's id, so it can be found without running. */
function placeOf(lab: Lab, { id, file }: ExerciseManifest): Place {
  const lines = readLines(join(lab.dir, file));
  const row = lines.findIndex((line) => line.includes(`todo("${id}: `));
  if (row >= 0) return { file, line: row + 1, column: lines[row]!.indexOf("todo(") + 1 };
  return readProgress(lab.dir).exercises[id]?.at ?? { file, line: 1, column: 1 };
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return []; // deleted by the student: the checklist says so, and reset brings it back
  }
}
