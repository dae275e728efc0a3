/** Everything that is known, for programs: `hpts/results/v1`, results as `hpts/result/v1`. */
import { cleanJson } from "./clean.ts";
import type { Exported } from "./shown.ts";

export function* resultsJson(all: Iterable<Exported>): Generator<string> {
  yield '{"schema":"hpts/results/v1","results":[';
  let separator = "\n";
  for (const { gradedAt, result } of all) {
    yield separator + cleanJson({ gradedAt, ...result });
    separator = ",\n";
  }
  yield "\n]}\n";
}
