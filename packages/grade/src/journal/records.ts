/**
 * What stands in a journal, `hpts/journal/v1`: a head, plans and results. A later result of a student
 * replaces an earlier one; nothing is ever changed or removed.
 */
import { createHash } from "node:crypto";
import type { GradeResult } from "../result.ts";

/** Of which lab and grader the results are. A second one follows when the lab was changed. */
export interface Head {
  readonly type: "head";
  readonly schema: "hpts/journal/v1";
  readonly lab: string;
  readonly labDigest: string;
  readonly grader: string;
}

/** What was there when a batch began: from it one can tell that nobody is missing. */
export interface Plan {
  readonly type: "plan";
  /** From 1. */
  readonly shard: { readonly index: number; readonly of: number };
  /** Those of this shard, sorted. */
  readonly students: readonly string[];
  /** Students in all shards together. */
  readonly total: number;
}

export interface Graded {
  readonly type: "result";
  readonly key: string;
  /** When, ISO 8601 in UTC. */
  readonly gradedAt: string;
  readonly result: GradeResult;
}

export type JournalRecord = Head | Plan | Graded;

export interface KeyParts {
  readonly grader: string;
  readonly labDigest: string;
  readonly digest: string;
  readonly problem: string;
}

/**
 * The same for the same student, grader, lab and files, so that nothing is graded twice. Of a
 * submission without a file that counts, the reason stands for the files.
 */
export function keyOf(student: string, { grader, labDigest, digest, problem }: KeyParts): string {
  const parts = JSON.stringify([student, grader, labDigest, digest, problem]);
  return createHash("sha256").update(parts).digest("hex");
}

/** @param nowMs milliseconds since 1970 */
export function gradedRecord(result: GradeResult, nowMs: number): Graded {
  const { problem, status, submission, grader, labDigest } = result;
  const why = status === "ungradable" ? problem : "";
  const key = keyOf(submission.id, { grader, labDigest, digest: submission.digest, problem: why });
  return { type: "result", key, gradedAt: new Date(nowMs).toISOString(), result };
}

/** What another grading of the same must give as well: all but times. */
export function contentOf({ result }: Pick<Graded, "result">): string {
  const { durations: _, ...content } = result;
  return JSON.stringify(content);
}

/** Whether it is one of ours, as far as it is relied on. */
export function isRecord(value: object): value is JournalRecord {
  const { type, schema, students, total, key, result } = value as Record<string, unknown>;
  if (type === "head") return schema === "hpts/journal/v1";
  if (type === "plan") return Array.isArray(students) && typeof total === "number";
  return type === "result" && typeof key === "string" && isResult(result);
}

function isResult(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { schema, submission, tests } = value as Partial<GradeResult>;
  return schema === "hpts/result/v1" && typeof submission?.id === "string" && Array.isArray(tests);
}
