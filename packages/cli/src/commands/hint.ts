/** `hpts hint`: the next tier at each call, counted in the progress, never punished. */
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
  const { look, command } = context;
  const call = `${command} hint ${lab.manifest.id} ${id}`;
  const last = again ? taken : takeHint(lab.dir, id, hints.length);
  // What was read before stays above in the terminal; --again has all of it.
  const first = again ? 1 : taken + 1;
  console.log(`${look.bold(`${id} ${exercise.title}`)}\n`);
  for (let number = first; number <= last; number++) {
    console.log(hintText(hints[number - 1]!, number, hints.length));
  }
  if (first > last) {
    console.log(`All ${last} hints for this exercise were shown.`);
  } else if (last === hints.length) {
    console.log(look.dim("That was the last hint for this exercise."));
  }
  if (!again && last > 1) console.log(look.dim(`all so far: ${call} --again`));
  if (last < hints.length) console.log(look.dim(`more: ${call}`));
}

export function hintText({ tier, text }: Hint, number: number, of: number): string {
  return `Hint ${number} of ${of}: ${tier.toLowerCase()}\n\n${text}\n`;
}
