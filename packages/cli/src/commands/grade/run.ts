/** `hpts grade run`: one submission, why each point was given or not. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type GradeResult, keptSecret, type Level, openGrader, renderResult } from "@hpts/grade";
import { UsageError } from "@hpts/labkit/lab";
import { type Context, currentContext, labNamed } from "../../context.ts";
import { EXIT } from "../../exit-codes.ts";

export interface GradeRunOptions {
  readonly lab: string;
  readonly id?: string;
  readonly demand: string;
  readonly level?: string;
  readonly secretFile?: string;
  readonly json?: boolean;
}

export async function gradeOne(submission: string, options: GradeRunOptions): Promise<void> {
  const context = currentContext();
  const lab = labNamed(context, options.lab);
  const grader = await openGrader({
    secret: secretOf(context, options.secretFile),
    demand: Number(options.demand) as Level,
    ...(options.level !== undefined && { level: Number(options.level) as Level }),
  });
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

/** @throws UsageError if the file that was named cannot be read */
function secretOf({ root, cwd }: Context, file: string | undefined): string {
  if (file === undefined) return keptSecret(join(root, ".hpts", "grade-secret"));
  try {
    return readFileSync(resolve(cwd, file), "utf8");
  } catch (error) {
    throw new UsageError(`--secret-file ${file} cannot be read: ${(error as Error).message}`);
  }
}

function exitCodeOf({ status, isMark, score, max, tests }: GradeResult): number {
  if (status === "infrastructure" || !isMark) return EXIT.environment;
  if (status === "graded" && score === max) return EXIT.ok;
  if (tests.some((test) => test.status === "inconclusive")) return EXIT.inconclusive;
  const hasCrashed = tests.some((test) => test.status === "timeout");
  return hasCrashed ? EXIT.crash : EXIT.notReached;
}
