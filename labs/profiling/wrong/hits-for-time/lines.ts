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
  return {
    mostHits: [8, 9, 10], // the head of the inner loop, and what comes first in it
    hottest: 8, // what runs most often takes longest?
    hits: 721_800,
  };
}
