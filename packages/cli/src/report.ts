/** What the user reads when something went wrong, and the exit code that goes with it. */
import { ManifestError, UsageError } from "@hpts/labkit/lab";
import { CommanderError } from "commander";
import { EXIT } from "./exit-codes.ts";

/** The user pressed Ctrl+C at a question. */
export class Interrupted extends Error {}

/** Says what is to be said, and gives the exit code. */
export function report(error: unknown): number {
  if (error instanceof Interrupted) {
    console.error("");
    return EXIT.interrupted;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError || error instanceof ManifestError) {
    console.error(`hpts: ${error.message}`);
    return error instanceof UsageError ? EXIT.usage : EXIT.notReached;
  }
  console.error(error);
  console.error("\nhpts: this is a bug in hpts; please report it with the lines above");
  return EXIT.internal;
}
