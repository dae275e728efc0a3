#!/usr/bin/env node
/**
 * The command `hpts`. Results go to stdout, everything else to stderr; a user's mistake gives one
 * line and an exit code (see exit-codes.ts), never a stack trace.
 */
import { EXIT } from "./exit-codes.ts";
import { createProgram } from "./program.ts";
import { report } from "./report.ts";

// `hpts labs | head -1` closes our stdout early; that is no error. A program that was run has set its code.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.ok);
  throw error;
});

try {
  const args = process.argv.slice(2);
  await createProgram().parseAsync(args.length === 0 ? ["labs"] : args, { from: "user" });
} catch (error) {
  process.exitCode = report(error);
}
