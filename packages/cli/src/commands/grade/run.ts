/** `hpts grade run`: one submission, why each point was given or not. */
import { resolve } from "node:path";
import { type GradeResult, openGrader, renderResult } from "@hpts/grade";
import { currentContext, labNamed } from "../../context.ts";
import { EXIT } from "../../exit-codes.ts";
import { type GradingOptions, graderOptionsOf } from "./grading-options.ts";

export interface GradeRunOptions extends GradingOptions {
  readonly id?: string;
  readonly json?: boolean;
}

export async function gradeOne(submission: string, options: GradeRunOptions): Promise<void> {
  const context = currentContext();
  const lab = labNamed(context, options.lab);
  const grader = await openGrader(graderOptionsOf(context, options));
  try {
    const { id } = options;
    const folder = resolve(context.cwd, submission);
    const result = await grader.grade(folder, lab, id === undefined ? {} : { id });
    const text = options.json
      ? JSON.stringify(result, null, 1)
      : renderResult(result, context.look);
    console.log(text);
    process.exitCode = exitCodeOf(result);
  } finally {
    await grader.close();
  }
}

function exitCodeOf({ status, isMark, score, max, tests }: GradeResult): number {
  if (status === "infrastructure" || !isMark) return EXIT.environment;
  if (status === "graded" && score === max) return EXIT.ok;
  if (tests.some((test) => test.status === "inconclusive")) return EXIT.inconclusive;
  const hasCrashed = tests.some((test) => test.status === "timeout");
  return hasCrashed ? EXIT.crash : EXIT.notReached;
}
