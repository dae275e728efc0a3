/**
 * Declarative tests for an assignment of Classroom 50: one an exercise. They run in the student's own
 * repository, so they are feedback; marks come from the instructor's side.
 *
 * Source: the wiki of foundation50/classroom50, "Autograding Basics": a bare array; a test of type
 * "run" passes when the exit code is 0; timeouts from 1 to 600 s; a test of 0 points has no part in
 * the score. Not tried there live.
 */
import type { LabManifest } from "@hpts/labkit/lab";

/** Seconds; an installation takes about 30, an exercise a few. */
const SETUP_TIMEOUT_S = 300;
const TIMEOUT_S = 120;

export interface Classroom50Test {
  readonly name: string;
  readonly type: "run";
  readonly run: string;
  readonly timeout: number;
  readonly points: number;
}

export function classroom50Tests({ id, exercises }: LabManifest): Classroom50Test[] {
  return [
    {
      name: "setup",
      type: "run",
      run: `npm test -- --filter lab-${id}`,
      timeout: SETUP_TIMEOUT_S,
      points: 0,
    },
    ...exercises.map(
      ({ id: exercise, title, points }): Classroom50Test => ({
        name: `${exercise} ${title} (advisory)`.slice(0, 90),
        type: "run",
        run: `npm test -- --filter lab-${id} --strict ${exercise}`,
        timeout: TIMEOUT_S,
        points,
      }),
    ),
  ];
}
