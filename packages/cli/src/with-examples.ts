/** What the help of every command has. */
import type { Command } from "commander";
import { EXIT_CODES_HELP } from "./exit-codes.ts";

/** Help shows examples first: they are what most people look for; the exit codes come last. */
export function withExamples(
  command: Command,
  purpose: string,
  examples: readonly string[],
): Command {
  const lines = examples.map((example) => `  ${example}`).join("\n");
  return command
    .description(purpose)
    .addHelpText("before", `Examples:\n${lines}\n`)
    .addHelpText("after", `\n${EXIT_CODES_HELP}`);
}
