/** `hpts next`: the exercise to go on with, in one lab or in the first that is not done. */
import { join } from "node:path";
import { overviewOf } from "@hpts/labkit/lab";
import { currentContext, labNamed, pathTo, usableLabs } from "../context.ts";
import { asJson, nextLines } from "./labs.ts";

export function showNext(name: string | undefined, { json = false }: { json?: boolean }): void {
  const context = currentContext();
  const labs = name === undefined ? usableLabs(context) : [labNamed(context, name)];
  const overviews = labs.map(overviewOf);
  const open = overviews.find(({ next }) => next !== undefined);
  const shown = open ?? overviews[0];
  if (shown === undefined) return; // none could be read, which has been said
  if (json) {
    console.log(JSON.stringify(asJson(shown), null, 1));
    return;
  }
  if (open === undefined) {
    console.log(
      name === undefined ? "All labs are done." : `Lab ${shown.lab.manifest.id} is done.`,
    );
    return;
  }
  const { id } = open.lab.manifest;
  const { command } = context;
  console.log(
    [
      ...nextLines(open, context),
      `  the task: ${join(pathTo(context, open.lab), "README.md")}`,
      `  check it: ${command} test ${id}`,
      `  or, on every save: ${command} watch ${id}`,
    ].join("\n"),
  );
}
