/**
 * Grades again what a condition names, and says what that changed. New results stand below the old
 * ones in the journal; nobody has seen them before they are exported.
 */

import { join } from "node:path";
import { type Lab, UsageError } from "@hpts/labkit/lab";
import type { GradeResult } from "../result.ts";
import { faultOf } from "./batch.ts";
import { type Difference, differenceOf } from "./difference.ts";
import type { Graders } from "./graders.ts";

export interface RegradeOptions {
  readonly dir: string;
  readonly lab: Lab;
  readonly graders: Graders;
  readonly jobs: number;
  readonly signal?: AbortSignal;
  /** Called for each new result, in the order in which they come. */
  readonly onResult: (result: GradeResult, done: number, toDo: number) => void;
}

export interface Regraded {
  /** In the order of `old`. */
  readonly differences: readonly Difference[];
  /** Whose folder is not there. */
  readonly missing: readonly string[];
}

export async function regrade(
  old: readonly GradeResult[],
  options: RegradeOptions,
): Promise<Regraded> {
  const { dir, lab, graders, jobs, signal, onResult } = options;
  const differences = new Map<string, Difference>();
  const missing: string[] = [];
  const queue = [...old];
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (signal?.aborted) return;
      const student = next.submission.id;
      const result = await graders.use((grader) => gradeAgain(grader, join(dir, student), student));
      if (result === undefined) missing.push(student);
      else {
        differences.set(student, differenceOf(next, result));
        onResult(result, ++done, old.length);
      }
    }
  };
  async function gradeAgain(
    grader: Graders["one"],
    folder: string,
    student: string,
  ): Promise<GradeResult | undefined> {
    try {
      return await grader.grade(folder, lab, { id: student });
    } catch (error) {
      if (error instanceof UsageError) return undefined;
      return faultOf(student, lab, await grader.identify(folder, lab), grader.level, error);
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: jobs }, worker));
  const failed = ended.find((one) => one.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  const inOrder = old.flatMap(({ submission }) => differences.get(submission.id) ?? []);
  return { differences: inOrder, missing };
}
