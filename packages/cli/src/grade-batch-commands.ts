/** The arguments of those commands of `hpts grade` that work on many results. */
import { type Command, Option } from "commander";
import { EXIT_CODES_HELP } from "./exit-codes.ts";

const BATCH_MORE = `
Each folder in <dir> is a submission, named after its student. Results go into a
journal beside <dir>, line by line; whatever ends the batch, --resume goes on.
Points do not change the exit code: 0 all is graded; 1 a submission went away
meanwhile; 3 a fault of this machine, or its sandbox is too weak for marks.`;

/** @param grade the parent, "hpts grade" */
export function addGradeBatch(grade: Command): void {
  withExamples(grade.command("batch <dir>"), "grade a folder of submissions into a journal", [
    "hpts grade batch handed-in --lab modeling",
    "hpts grade batch handed-in --lab modeling --resume",
    "hpts grade batch handed-in --lab modeling --shard 2/3",
  ])
    .requiredOption("--lab <name>", "the lab that they were handed in for")
    .option("--jobs <n>", "how many at a time (default: one for each core)")
    .option("--resume", "go on with a journal: grade what has no result in it")
    .option("--shard <i/n>", "only the i-th of n parts; hpts grade merge puts them together")
    .option("--journal <file>", "where results go (default: <dir>.<lab>.jsonl)")
    .addOption(level("--demand <level>", "weakest sandbox whose result is a mark").default("2"))
    .addOption(level("--level <level>", "use this sandbox, not the strongest there is"))
    .option("--secret-file <file>", "seeds of hidden inputs come from it (default: made once)")
    .addOption(new Option("--json", "print each new result as a line of JSON"))
    .addHelpText("after", BATCH_MORE)
    .action(async (dir, options) =>
      (await import("./commands/grade/batch.ts")).gradeBatch(dir, options),
    );
}

const level = (flags: string, description: string): Option =>
  new Option(flags, description).choices(["0", "1", "2", "3"]);

function withExamples(command: Command, purpose: string, examples: readonly string[]): Command {
  const lines = examples.map((example) => `  ${example}`).join("\n");
  return command
    .description(purpose)
    .addHelpText("before", `Examples:\n${lines}\n`)
    .addHelpText("after", `\n${EXIT_CODES_HELP}`);
}
