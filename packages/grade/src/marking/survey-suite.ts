/** Both sets of programs against a suite, with how far it has come. */
import type { Lab } from "@hpts/labkit/lab";
import type { Graders } from "../batch/graders.ts";
import type { Surveyed } from "../judge/survey.ts";

export type { Surveyed } from "../judge/survey.ts";

export interface SurveyOptions {
  readonly graders: Graders;
  readonly lab: Lab;
  /** The suite, as it is handed in. */
  readonly dir: string;
  /** Whether it is run; without, the programs are only named. */
  readonly isRun: boolean;
  readonly onPart?: (done: number, all: number) => void;
}

/** So many programs at a time: what is asked before them costs little then. */
const PART = 8;

/** @throws UsageError for a lab whose answer is no suite, or a suite that cannot be read */
export async function surveySuite(options: SurveyOptions): Promise<Surveyed[]> {
  const { graders, lab, dir, isRun, onPart = () => {} } = options;
  const named = await graders.use((grader) =>
    grader.survey(dir, lab, { from: 0, to: Number.MAX_SAFE_INTEGER, isRun: false }),
  );
  if (!isRun) return named;
  let done = 0;
  const starts = named.map((_, i) => i).filter((i) => i % PART === 0);
  const parts = starts.map((from) =>
    graders.use(async (grader) => {
      const part = await grader.survey(dir, lab, { from, to: from + PART, isRun: true });
      done += part.length;
      onPart(done, named.length);
      return part;
    }),
  );
  return (await Promise.all(parts)).flat();
}

/** Broken ones that no test finds, and right ones that a test calls broken. */
export function misjudged(all: readonly Surveyed[]): Surveyed[] {
  return all.filter(({ isRight, failed }) => isRight === failed.length > 0);
}
