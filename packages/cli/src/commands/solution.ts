/** `hpts solution`: the difference to the reference, for what is done. */
import { diffToSolution, findExercise, overviewOf, UsageError } from "@hpts/labkit/lab";
import { currentContext, labNamed } from "../context.ts";

export function showSolution(
  labName: string,
  exerciseId: string | undefined,
  { anyway = false }: { anyway?: boolean },
): void {
  const context = currentContext();
  const lab = labNamed(context, labName);
  const { done } = overviewOf(lab);
  const asked = exerciseId === undefined ? lab.manifest.exercises : [findExercise(lab, exerciseId)];
  const open = asked.filter(({ id }) => anyway || done.has(id));
  const locked = asked.filter((exercise) => !open.includes(exercise)).map(({ id }) => id);
  // One file can hold several exercises; it is shown when all of those that were asked for are open.
  const files = new Set(open.map(({ file }) => file));
  for (const { file, id } of asked) if (locked.includes(id)) files.delete(file);
  if (files.size === 0) throw new UsageError(lockedText(locked, lab.manifest.id, context.command));
  for (const file of files) {
    const diff = diffToSolution(lab, file, context.look);
    console.log(diff === "" ? `${file} is the same as the reference.\n` : diff);
  }
  if (locked.length > 0)
    console.error(`hpts: ${lockedText(locked, lab.manifest.id, context.command)}`);
}

function lockedText(ids: readonly string[], lab: string, command: string): string {
  const [are, them] = ids.length === 1 ? ["is", "it"] : ["are", "them"];
  return (
    `${ids.join(", ")} ${are} not done yet. Try a hint (${command} hint ${lab} ${ids[0]}), ` +
    `or see ${them} with --anyway.`
  );
}
