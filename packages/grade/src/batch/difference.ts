/** What a second grading changed. Pure. */
import type { GradeResult } from "../result.ts";

export interface Difference {
  readonly student: string;
  readonly before: Standing;
  readonly after: Standing;
  /** Such as "P4 timeout → pass"; empty unless both were graded. */
  readonly exercises: readonly string[];
  /** True if neither points nor any status changed. */
  readonly isSame: boolean;
}

export interface Standing {
  readonly status: GradeResult["status"];
  readonly score: number | null;
  readonly max: number;
}

export function differenceOf(before: GradeResult, after: GradeResult): Difference {
  const old = new Map(before.tests.map(({ id, status }) => [id, status]));
  const now = new Map(after.tests.map(({ id, status }) => [id, status]));
  const ids = [...new Set([...old.keys(), ...now.keys()])];
  const isGraded = before.status === "graded" && after.status === "graded";
  const exercises = (isGraded ? ids : [])
    .filter((id) => old.get(id) !== now.get(id))
    .map((id) => `${id} ${old.get(id) ?? "none"} → ${now.get(id) ?? "none"}`);
  const [was, is] = [standingOf(before), standingOf(after)];
  const isSame = exercises.length === 0 && standingText(was) === standingText(is);
  return { student: after.submission.id, before: was, after: is, exercises, isSame };
}

const standingOf = ({ status, score, max }: GradeResult): Standing => ({ status, score, max });

export function standingText({ status, score, max }: Standing): string {
  if (status === "graded") return `${score}/${max}`;
  return status === "ungradable" ? "cannot be graded" : "not graded (our fault)";
}
