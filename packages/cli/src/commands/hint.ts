/** `hpts hint`: one tier more at each call, counted in the progress, never punished. */
import {
  findExercise,
  type Hint,
  overviewOf,
  readHints,
  readProgress,
  takeHint,
  UsageError,
} from "@hpts/labkit/lab";
import { currentContext, labNamed } from "../context.ts";
import { NotYet } from "../report.ts";

export function showHint(
  labName: string,
  exerciseId: string | undefined,
  { again = false }: { again?: boolean },
): void {
  const context = currentContext();
  const lab = labNamed(context, labName);
  const id =
    exerciseId === undefined ? overviewOf(lab).next?.exercise.id : findExercise(lab, exerciseId).id;
  if (id === undefined)
    throw new UsageError(`lab ${lab.manifest.id} is done: name the exercise you mean`);
  const exercise = findExercise(lab, id);
  const hints = readHints(lab.dir, id);
  if (hints.length === 0) throw new NotYet(`exercise ${id} of lab ${lab.manifest.id} has no hints`);
  const taken = readProgress(lab.dir).hints[id] ?? 0;
  if (again && taken === 0) {
    console.log(
      `No hint was taken for ${id} yet: ${context.command} hint ${lab.manifest.id} ${id}`,
    );
    return;
  }
  const shown = again ? taken : takeHint(lab.dir, id, hints.length);
  const { look, command } = context;
  console.log(`${look.bold(`${id} ${exercise.title}`)}\n`);
  for (const [i, hint] of hints.slice(0, shown).entries()) {
    // Earlier tiers stay readable above the new one, but step back.
    const text = hintText(hint, i + 1, hints.length);
    console.log(i + 1 < shown ? look.dim(text) : text);
  }
  if (shown < hints.length) {
    console.log(look.dim(`more: ${command} hint ${lab.manifest.id} ${id}`));
  } else {
    console.log(look.dim("That was the last hint for this exercise."));
  }
}

export function hintText({ tier, text }: Hint, number: number, of: number): string {
  return `Hint ${number} of ${of}: ${tier.toLowerCase()}\n\n${text}\n`;
}
