/** A file of the program that does not parse: the parent process says so, Node need not as well. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";

/** Where the loader writes what could not be loaded. */
export const PROBLEM_FILE = "problem.json";

/**
 * As an uncaught error it ends the program as ever, with exit code 1, but without a trace. Other
 * threads hand theirs on to the main one.
 */
export function silenceLoadFailures(dir: string): void {
  if (!isMainThread) return;
  process.on("uncaughtExceptionMonitor", (error: unknown) => {
    const isOurs =
      error instanceof Error &&
      error.stack === stackOf(error.message) &&
      existsSync(join(dir, PROBLEM_FILE));
    if (!isOurs || process.listenerCount("uncaughtException") > 0) return;
    process.once("uncaughtException", () => process.exit(1));
  });
}

/** @param message with file, line and column */
export function loadFailure(message: string): SyntaxError {
  const error = new SyntaxError(message);
  error.stack = stackOf(message);
  return error;
}

function stackOf(message: string): string {
  return `SyntaxError: ${message}`;
}
