/** What the keys of the page do to a lab; the same as `hpts hint` and `hpts reset`. */
import { basename } from "node:path";
import {
  findExercise,
  type Lab,
  planReset,
  type ResetPlan,
  readHints,
  reset,
  takeHint,
} from "@hpts/labkit/lab";
import type { HintText } from "../protocol.ts";
import { Refused } from "../server/answer.ts";
import { hintsTaken } from "./lab-text.ts";

/** One hint more, counted; all that were taken so far. */
export function nextHint(lab: Lab, exerciseId: string): HintText[] {
  const { id } = findExercise(lab, exerciseId);
  const tiers = readHints(lab.dir, id).length;
  if (tiers === 0) throw new Refused(`exercise ${id} of lab ${lab.manifest.id} has no hints`, 404);
  takeHint(lab.dir, id, tiers);
  return hintsTaken(lab, id);
}

export interface ResetAnswer extends ResetPlan {
  /** What was done, in a sentence; none if it was only asked. */
  readonly said?: string;
}

/** @param isConfirmed false: only says what would be reset */
export function resetExercise(
  lab: Lab,
  exerciseId: string | undefined,
  isConfirmed: boolean,
): ResetAnswer {
  const id = exerciseId === undefined ? undefined : findExercise(lab, exerciseId).id;
  const plan = planReset(lab, id);
  if (!isConfirmed || plan.files.length === 0) return plan;
  const backup = reset(lab, plan, new Date());
  const files = plan.files.map((file) => `starter/${file}`).join(", ");
  const kept = backup === undefined ? "" : ` Your work is in .hpts/backup/${basename(backup)}.`;
  return { ...plan, said: `Reset ${files}.${kept}` };
}
