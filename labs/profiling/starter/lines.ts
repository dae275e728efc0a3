import { todo } from "@hpts/labkit";

/**
 * P6. What happens on the lines of a program:
 *
 *     pnpm hpts lines -f closePairs labs/profiling/tests/programs/close.ts
 */
export interface LineAnswers {
  /** The three lines that run most often, in any order: their numbers. */
  readonly mostHits: readonly number[];
  /** The line that takes most time. */
  readonly hottest: number;
  /** How often that line runs. */
  readonly hits: number;
}

export function lineAnswers(): LineAnswers {
  todo("P6: read the table of lines, and give the three answers");
}
