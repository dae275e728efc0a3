/**
 * Canvas' gradebook, as "Import" reads it: five columns that say who it is, then the assignment; the
 * second line has the points possible. Who has no mark is left out, because an import may replace
 * what stands there by an empty cell.
 *
 * Source: Canvas Instructor Guide, "How do I import grades in the Gradebook?". Not tried on a live
 * Canvas.
 */
import { cleanName } from "./clean.ts";
import { csvRow } from "./csv.ts";
import { type Exported, markOf } from "./shown.ts";

export function* canvasCsv(all: Iterable<Exported>, assignment: string): Generator<string> {
  yield csvRow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", assignment]);
  let isFirst = true;
  for (const { result } of all) {
    const mark = markOf(result);
    if (mark.kind !== "mark") continue;
    if (isFirst) yield `    Points Possible,,,,,${mark.max}\r\n`; // as Canvas writes it itself
    isFirst = false;
    const name = cleanName(result.submission.id);
    yield csvRow([name, "", "", name, "", mark.score]);
  }
}
