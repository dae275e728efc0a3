/** `hpts grade merge`: journals of shards into one. */
import { relative, resolve } from "node:path";
import { mergeJournals } from "@hpts/grade";
import { callersFolder } from "../../context.ts";
import { withJournal } from "./grading-options.ts";

export interface MergeCommandOptions {
  readonly output: string;
  readonly times: boolean;
}

export async function mergeShards(
  files: readonly string[],
  { output, times }: MergeCommandOptions,
): Promise<void> {
  const cwd = callersFolder();
  const out = resolve(cwd, output);
  const named = files.map((file) => relative(cwd, resolve(cwd, file)));
  await withJournal(async () => {
    const { students, faults } = mergeJournals(named, out, { withTimes: times });
    console.error(`hpts: ${students} results of ${files.length} journals are in ${output}`);
    if (faults > 0) {
      console.error(
        `hpts: ${faults} of them are faults of the grader, no marks: hpts grade regrade ` +
          `--where status=infrastructure`,
      );
    }
  });
}
