/**
 * Gradescope's results.json. Text is plain (`output_format: text`), whatever the students wrote. Who
 * cannot be graded gets no score at all: Gradescope then shows that the autograder failed, and the
 * reason, and the teacher runs it again.
 *
 * Source: gradescope-autograders.readthedocs.io, "Autograder Specifications". Not tried there live.
 */
import { cleanJson } from "./clean.ts";
import { type Exported, type ShownExercise, STATUS_WORDS, shownOf } from "./shown.ts";

/** When students see the result. */
export type GradescopeVisibility = "visible" | "hidden" | "after_due_date" | "after_published";

export function gradescopeJson(
  { result, gradedAt }: Exported,
  visibility: GradescopeVisibility,
): string {
  const { mark, exercises, notes } = shownOf(result);
  const { labDigest, grader, seedId, submission, flags, sandbox, durations } = result;
  const facts = { labDigest, grader, seedId, digest: submission.digest, level: sandbox.level };
  const hasMark = mark.kind === "mark";
  const reason = hasMark ? [] : [mark.reason];
  return `${cleanJson(
    {
      ...(hasMark && { score: mark.score }),
      execution_time: Math.round(durations.totalMs / 1000),
      output: [...reason, ...notes].join("\n"),
      output_format: "text",
      visibility,
      stdout_visibility: "hidden",
      extra_data: { ...facts, flags, gradedAt },
      ...(hasMark && { tests: exercises.map((one, i) => testOf(one, i, visibility)) }),
    },
    1,
  )}\n`;
}

function testOf(exercise: ShownExercise, index: number, visibility: GradescopeVisibility): object {
  const { id, title, status, points, weight, counts, why, hint } = exercise;
  const isCounted = status !== "ungraded";
  const lines = status === "pass" ? [counts] : [STATUS_WORDS[status], counts, why, hint];
  return {
    ...(isCounted && { score: points, max_score: weight }),
    ...(isCounted && { status: status === "pass" ? "passed" : "failed" }),
    name: `${id} ${title}`,
    name_format: "text",
    number: String(index + 1),
    output: lines.filter((line) => line !== "").join("\n"),
    output_format: "text",
    visibility,
  };
}
