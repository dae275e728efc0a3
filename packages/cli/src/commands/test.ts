/**
 * `hpts test`: the checklist of a lab, or of all labs. `pnpm test --filter lab-testing` ends here.
 */
import {
  findExercise,
  isGreen,
  type Lab,
  type LabResult,
  readHints,
  renderChecklist,
  type Target,
} from "@hpts/labkit/lab";
import { type Context, currentContext, labNamed, pathTo, usableLabs } from "../context.ts";
import { EXIT } from "../exit-codes.ts";

export interface TestFlags {
  readonly target: Target;
  readonly force?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
}

export async function testLabs(
  name: string | undefined,
  exercises: readonly string[],
  flags: TestFlags,
): Promise<void> {
  const context = currentContext();
  const labs = name === undefined ? usableLabs(context) : [labNamed(context, name)];
  const asked = labs.map((lab) => ({
    lab,
    only: exercises.map((id) => findExercise(lab, id).id),
  }));
  // Loads vitest, which takes its time: only when the arguments are known to be right.
  const { testLab } = await import("@hpts/labkit/run");
  const results: LabResult[] = [];
  for (const { lab, only } of asked) {
    const result = await testLab(lab, {
      target: flags.target,
      strict: flags.strict ?? Boolean(process.env["LAB_STRICT"]),
      force: flags.force ?? false,
      ...(only.length > 0 && { only }),
    });
    results.push(result);
    if (!flags.json) console.log(checklist(result, lab, context));
  }
  if (flags.json) console.log(JSON.stringify(results, null, 1));
  if (!results.every(isGreen)) process.exitCode = EXIT.notReached;
}

export function checklist(result: LabResult, lab: Lab, context: Context): string {
  return renderChecklist(result, {
    look: context.look,
    title: lab.manifest.title,
    exerciseCount: lab.manifest.exercises.length,
    pathPrefix: pathTo(context, lab),
    command: context.command,
    firstHint: (id) => readHints(lab.dir, id)[0]?.text,
  });
}
