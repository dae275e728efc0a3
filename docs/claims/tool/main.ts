/** `pnpm claims`. */
import { command, ProcessError, UsageError } from "./command.ts";

// `pnpm claims --list | head` closes our stdout early; that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
  throw error;
});

try {
  process.exitCode = await command(process.argv.slice(2), (line) => console.log(line));
} catch (error) {
  const isUsage = error instanceof UsageError;
  if (!isUsage && !(error instanceof ProcessError)) throw error;
  console.error(`claims: ${error.message}`);
  process.exitCode = isUsage ? 2 : 3;
}
