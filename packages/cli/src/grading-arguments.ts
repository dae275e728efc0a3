/** Options of those commands of `hpts grade` that grade. */
import { type Command, Option } from "commander";

/** Which sandbox, and what hidden inputs come from: as commands/grade/grading-options.ts reads them. */
export function withSandboxOptions(command: Command): Command {
  return command
    .addOption(level("--demand <level>", "weakest sandbox whose result is a mark").default("2"))
    .addOption(level("--level <level>", "use this sandbox, not the strongest there is"))
    .option("--secret-file <file>", "seeds of hidden inputs come from it (default: made once)");
}

const level = (flags: string, description: string): Option =>
  new Option(flags, description).choices(["0", "1", "2", "3"]);
