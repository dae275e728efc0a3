/** `hpts solution`: the difference to the reference, for what is done. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { diffToSolution, findExercise, type Lab, overviewOf } from "@hpts/labkit/lab";
import { type Context, currentContext, labNamed } from "../context.ts";
import { NotYet, printError } from "../report.ts";
import { partDiff } from "./part-diff.ts";

export function showSolution(
  labName: string,
  exerciseId: string | undefined,
  { anyway = false }: { anyway?: boolean },
): void {
  const context = currentContext();
  const lab = labNamed(context, labName);
  const { texts, refusals } = solutionOf(lab, exerciseId, anyway, context);
  for (const text of texts) console.log(text);
  if (texts.length === 0) throw new NotYet(refusals.join("\n"));
  for (const refusal of refusals) printError(refusal);
}

/**
 * The differences that may be shown, a text a file, and why others may not.
 *
 * @param exerciseId all exercises if there is none
 * @param anyway also of what is not done
 * @throws UsageError for an exercise that the lab does not have
 */
export function solutionOf(
  lab: Lab,
  exerciseId: string | undefined,
  anyway: boolean,
  context: Context,
): { readonly texts: readonly string[]; readonly refusals: readonly string[] } {
  if (!existsSync(join(lab.dir, "solution"))) {
    const refusal = `the solutions of ${lab.manifest.id} are not in this repository: your instructor has not released them`;
    return { texts: [], refusals: [refusal] };
  }
  const { done } = overviewOf(lab);
  const isOpen = ({ id }: { id: string }): boolean => anyway || done.has(id);
  const asked = exerciseId === undefined ? lab.manifest.exercises : [findExercise(lab, exerciseId)];
  const open = asked.filter(isOpen);
  const refusals: string[] = [];
  const texts: string[] = [];
  for (const file of new Set(open.map((exercise) => exercise.file))) {
    const ids = open.filter((exercise) => exercise.file === file).map(({ id }) => id);
    const others = lab.manifest.exercises.filter(
      (one) => one.file === file && !ids.includes(one.id),
    );
    const text = difference(lab, file, ids, others.every(isOpen), context);
    if (text === undefined) {
      const locked = others.filter((one) => !isOpen(one)).map(({ id }) => id);
      refusals.push(sharedText(ids, locked, file));
    } else texts.push(text);
  }
  const locked = asked.filter((exercise) => !isOpen(exercise)).map(({ id }) => id);
  if (locked.length > 0) refusals.push(lockedText(locked, lab.manifest.id, context.command));
  return { texts, refusals };
}

/** None if it cannot be shown without the answers to other exercises, which are not open. */
function difference(
  lab: Lab,
  file: string,
  ids: readonly string[],
  areOthersOpen: boolean,
  { look }: Context,
): string | undefined {
  const inFile = lab.manifest.exercises.filter((exercise) => exercise.file === file);
  const isWhole = inFile.length === ids.length;
  const part = isWhole ? undefined : partDiff(lab, file, ids, look);
  if (part === undefined && !isWhole && !areOthersOpen) return undefined;
  const diff = part ?? diffToSolution(lab, file, look);
  const what = part === undefined ? file : `${ids.join(", ")} in ${file}`;
  return diff === "" ? `${what} is the same as the reference.\n` : diff;
}

function sharedText(ids: readonly string[], others: readonly string[], file: string): string {
  const are = others.length === 1 ? "is" : "are";
  return (
    `${ids.join(", ")} in ${file} cannot be shown without ${others.join(", ")}, ` +
    `which ${are} not done yet. See all of it with --anyway.`
  );
}

function lockedText(ids: readonly string[], lab: string, command: string): string {
  const [are, them] = ids.length === 1 ? ["is", "it"] : ["are", "them"];
  return (
    `${ids.join(", ")} ${are} not done yet. Try a hint:\n` +
    `${command} hint ${lab} ${ids[0]}\nor see ${them} with --anyway.`
  );
}
