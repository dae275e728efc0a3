/** `hpts reset`: starter files as they were handed out; what was there is kept aside. */
import { relative } from "node:path";
import { createInterface } from "node:readline";
import { findExercise, planReset, reset, UsageError, wrap } from "@hpts/labkit/lab";
import { currentContext, labNamed } from "../context.ts";
import { Interrupted, WIDTH } from "../report.ts";

/** @returns what was done, as it was printed; none if nothing was changed */
export async function resetWork(
  labName: string,
  exerciseId: string | undefined,
  { yes = false }: { yes?: boolean },
): Promise<string | undefined> {
  const context = currentContext();
  const lab = labNamed(context, labName);
  const id = exerciseId === undefined ? undefined : findExercise(lab, exerciseId).id;
  const plan = planReset(lab, id);
  if (plan.files.length === 0) {
    console.log("Nothing to reset: the files are as they were handed out.");
    return undefined;
  }
  const files = plan.files.map((file) => `starter/${file}`).join(", ");
  const what = `${files} of lab ${lab.manifest.id} (${plan.exercises.join(", ")})`;
  if (!yes && !(await confirm(`Reset ${what}? Your work is kept aside. [y/N] `))) {
    console.log("Nothing was changed.");
    return undefined;
  }
  const backup = reset(lab, plan, new Date());
  const kept = backup === undefined ? [] : [`Your work is in ${relative(context.cwd, backup)}`];
  const said = [...wrap(`Reset ${what}.`, WIDTH), ...kept].join("\n");
  console.log(said);
  return said;
}

/**
 * Asks on the terminal; Ctrl+D is a no.
 *
 * @throws UsageError where nobody can be asked, Interrupted at Ctrl+C
 */
async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new UsageError(
      "this asks before it resets, and here is no terminal to ask on: add --yes",
    );
  }
  // A long question takes several lines, of which the prompt is the last one.
  const lines = wrap(question.trimEnd(), WIDTH - 1);
  const last = `${lines.pop()} `;
  for (const line of lines) process.stderr.write(`${line}\n`);
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise((resolve, reject) => {
      prompt.once("SIGINT", () => reject(new Interrupted()));
      prompt.once("close", () => resolve(false));
      prompt.question(last, (answer) => resolve(/^y(es)?$/i.test(answer.trim())));
    });
  } finally {
    prompt.close();
  }
}
