/**
 * Moodle's grade import, "CSV file": who, points and feedback, which are mapped by their headings at
 * the import ("Map to": username, the grade item, feedback for the grade item). Points and feedback
 * must both be there, or the points are lost. Who has no mark is left out.
 *
 * Source: docs.moodle.org, Grade import. Not tried on a live Moodle.
 */
import { cleanName } from "./clean.ts";
import { csvRow } from "./csv.ts";
import { commentOf } from "./results-csv.ts";
import { type Exported, shownOf } from "./shown.ts";

export function* moodleCsv(all: Iterable<Exported>, assignment: string): Generator<string> {
  yield csvRow(["username", assignment, `${assignment} feedback`]);
  for (const { result } of all) {
    const shown = shownOf(result);
    if (shown.mark.kind !== "mark") continue;
    const { score, max } = shown.mark;
    const comment = commentOf(shown) || `${score} of ${max} points`;
    yield csvRow([cleanName(result.submission.id), score, escapedHtml(comment)]);
  }
}

/** Moodle shows feedback as HTML. */
function escapedHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
