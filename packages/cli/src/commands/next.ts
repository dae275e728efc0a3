/** `hpts next`: the exercise to go on with, in one lab or in the first that is not done. */
import { join } from "node:path";
import { overviewOf, readLabs, UsageError } from "@hpts/labkit/lab";
import { currentContext, labNamed, pathTo } from "../context.ts";
import { asJson, nextLines } from "./labs.ts";

export function showNext(name: string | undefined, { json = false }: { json?: boolean }): void {
  const context = currentContext();
  const labs = name === undefined ? readLabs(context.root).labs : [labNamed(context, name)];
  const overviews = labs.map(overviewOf);
  const overview = overviews.find(({ next }) => next !== undefined) ?? overviews[0];
  if (overview === undefined) throw new UsageError("the course has no labs");
  if (json) {
    console.log(JSON.stringify(asJson(overview), null, 1));
    return;
  }
  const readme = join(pathTo(context, overview.lab), "README.md");
  const id = overview.lab.manifest.id;
  console.log(
    [
      ...nextLines(overview, context),
      `  the task: ${readme}`,
      `  check it: ${context.command} test ${id}     or, on every save: ${context.command} watch ${id}`,
    ].join("\n"),
  );
}
