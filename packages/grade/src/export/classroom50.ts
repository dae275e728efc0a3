/**
 * Classroom 50's result.json, `classroom50/result/v1`. Where it comes from is told by the runner's
 * environment; on a teacher's own machine the submission's digest stands for tag and addresses. There
 * is no way to say "not graded" in it, and an empty result would be 0 of 0: so there is none then,
 * and whoever runs it ends with an exit code that the runner takes for an error.
 *
 * Source: the wiki of foundation50/classroom50, "Advanced Autograding", the result.json contract.
 */
import { cleanJson } from "./clean.ts";
import { type Exported, type ShownExercise, shownOf } from "./shown.ts";

export interface Classroom50 {
  readonly classroom: string;
  readonly assignment: string;
  readonly submission?: string | undefined;
  readonly commit?: string | undefined;
  readonly release?: string | undefined;
  readonly review?: string | undefined;
}

/** What its runner says in the environment. @param lab stands in for the assignment's name */
export function classroom50From(env: NodeJS.ProcessEnv, lab: string): Classroom50 | undefined {
  const classroom = env["CLASSROOM"];
  if (!classroom) return undefined;
  return {
    classroom,
    assignment: env["ASSIGNMENT"] || lab,
    submission: env["SUBMISSION_TAG"],
    commit: env["COMMIT_URL"],
    release: env["RELEASE_URL"],
    review: env["REVIEW_URL"],
  };
}

/** @returns undefined if there is no mark */
export function classroom50Json(
  { result, gradedAt }: Exported,
  { classroom, assignment, ...where }: Classroom50,
): string | undefined {
  const { student, mark, exercises } = shownOf(result);
  if (mark.kind !== "mark") return undefined;
  const submission = where.submission || `hpts/${result.submission.digest.slice(0, 12)}`;
  const commit = where.commit || submission;
  const instant = gradedAt.replace(/\.\d+Z$/, "Z");
  const counted = exercises.filter(({ status }) => status !== "ungraded");
  return `${cleanJson(
    {
      schema: "classroom50/result/v1",
      classroom,
      assignment,
      assignment_type: "individual",
      owner: student,
      submission,
      commit,
      release: where.release || submission,
      review: where.review || commit,
      datetime: instant,
      graded_at: instant,
      score: mark.score,
      "max-score": mark.max,
      tests: counted.map(testOf),
    },
    1,
  )}\n`;
}

function testOf({ id, title, status, points, weight, why }: ShownExercise): object {
  return {
    "test-name": `${id} ${title}`,
    passed: status === "pass",
    score: points,
    "max-score": weight,
    ...(why !== "" && { message: why }),
  };
}
