/** A table for spreadsheets: a line for each student, a column for each exercise. */
import { cleanName } from "./clean.ts";
import { csvRow } from "./csv.ts";
import { type Exported, type Shown, shownOf } from "./shown.ts";

/** Spreadsheets take a file for UTF-8 only with it. */
const BYTE_ORDER_MARK = "\ufeff";

/** Without points, not with none. */
const OPEN: ReadonlySet<string> = new Set(["ungraded", "inconclusive"]);

export function* resultsCsv(all: Iterable<Exported>): Generator<string> {
  const ids = new Set<string>();
  for (const { result } of all) for (const { id } of result.tests) ids.add(id);
  const columns = [...ids];
  const fixed = ["student", "status", "points", "max", "comment"];
  yield BYTE_ORDER_MARK + csvRow([...fixed, ...columns, "graded at", "seed", "digest"]);
  for (const { result, gradedAt } of all) {
    const shown = shownOf(result);
    const { mark, exercises } = shown;
    const points = mark.kind === "mark" ? [mark.score, mark.max] : ["", ""];
    const own = new Map(exercises.map((one) => [one.id, one]));
    const perExercise = columns.map((id) => {
      const one = own.get(id);
      return one === undefined || OPEN.has(one.status) ? "" : one.points;
    });
    const { seedId, submission, status } = result;
    const facts = [gradedAt, seedId, submission.digest.slice(0, 16)];
    const name = cleanName(submission.id);
    yield csvRow([name, status, ...points, commentOf(shown), ...perExercise, ...facts]);
  }
}

/** Why there is no mark, or what is not passed. */
export function commentOf({ mark, exercises, notes }: Shown): string {
  const failed = exercises.filter(({ status }) => status !== "pass" && status !== "ungraded");
  const texts = failed.map(({ id, why }) => `${id}: ${why}`);
  const reason = mark.kind === "mark" ? [] : [mark.reason];
  return [...reason, ...texts, ...notes].join(" | ");
}
