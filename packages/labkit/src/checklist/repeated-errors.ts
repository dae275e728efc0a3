/**
 * One mistake in a file that others import fails in all their exercises, with one message and one
 * place. It is shown where it comes first; the other exercises only name that one.
 */
import type { CheckResult } from "./result.ts";

export class RepeatedErrors {
  readonly #seen = new Map<string, string>();

  /** Where the error was shown before: an exercise's id. Otherwise it is now shown here. */
  shownIn(exerciseId: string, check: CheckResult): string | undefined {
    const key = keyOf(check);
    if (key === undefined) return undefined;
    const earlier = this.#seen.get(key);
    if (earlier === undefined) this.#seen.set(key, exerciseId);
    return earlier;
  }
}

/** Only of errors in the student's code; a sentence of a check may well be said twice. */
function keyOf({ at, message = "" }: CheckResult): string | undefined {
  if (at !== undefined) return `${at.file}:${at.line}:${at.column} ${message}`;
  return /^the file \S+ is missing$/.test(message) ? message : undefined;
}
