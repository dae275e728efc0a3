/** What is known of the labs without running anything. */
import { type Lab, overviewOf, readLabs } from "@hpts/labkit/lab";
import type { CourseState, LabRow } from "../protocol.ts";
import { Refused } from "../server/answer.ts";
import { pictureOf } from "./images.ts";

export function courseState(root: string): CourseState {
  const { labs, errors } = readLabs(root);
  return { labs: labs.map(rowOf), errors: errors.map(({ message }) => message) };
}

function rowOf(lab: Lab): LabRow {
  const { done, next } = overviewOf(lab);
  const { id, title, minutes, tier, buildsOn, exercises } = lab.manifest;
  const picture = pictureOf(lab);
  return {
    id,
    title,
    minutes,
    tier,
    buildsOn,
    exercises: exercises.map((one) => ({ id: one.id, state: done.has(one.id) ? "done" : "open" })),
    ...(picture && { picture }),
    ...(next && {
      next: {
        id: next.exercise.id,
        title: next.exercise.title,
        at: next.at,
        isMissing: next.isMissing,
      },
    }),
  };
}

/**
 * The lab with exactly this id: a page never means a path.
 *
 * @throws Refused if there is none
 */
export function labWithId(root: string, id: string): Lab {
  const { labs } = readLabs(root);
  const lab = labs.find(({ manifest }) => manifest.id === id);
  if (lab !== undefined) return lab;
  const known = labs.map(({ manifest }) => manifest.id).join(", ");
  throw new Refused(`there is no lab "${id}"; the labs are: ${known}`, 404);
}
