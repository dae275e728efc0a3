/** What the user reads when something went wrong, and the exit code that goes with it. */
import { ManifestError, UsageError, wrap } from "@hpts/labkit/lab";
import { CommanderError } from "commander";
import { EXIT } from "./exit-codes.ts";

/** The user pressed Ctrl+C at a question. */
export class Interrupted extends Error {}

/** The call is right, but what it asks for is not there yet: exit code 1. */
export class NotYet extends Error {}

/** The code that was to be measured cannot be run: exit code 5. */
export class Crashed extends Error {}

const PREFIX = "hpts: ";
export const WIDTH = 80;

/** Says what is to be said, and gives the exit code. */
export function report(error: unknown): number {
  if (error instanceof Interrupted) {
    console.error("");
    return EXIT.interrupted;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError || error instanceof ManifestError || error instanceof NotYet) {
    printError(error.message);
    return error instanceof UsageError ? EXIT.usage : EXIT.notReached;
  }
  if (error instanceof Crashed) {
    printError(error.message);
    return EXIT.crash;
  }
  console.error(error);
  console.error("\nhpts: this is a bug in hpts; please report it with the lines above");
  return EXIT.internal;
}

/** Further lines stand under the text of the first. */
export function printError(message: string): void {
  console.error(errorText(message));
}

export function errorText(message: string): string {
  const lines = wrap(message, WIDTH - PREFIX.length);
  return PREFIX + lines.join(`\n${" ".repeat(PREFIX.length)}`);
}
