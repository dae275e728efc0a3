/** Options that the commands share which grade, and how they end. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type GraderOptions, JournalError, keptSecret, type Level } from "@hpts/grade";
import { UsageError } from "@hpts/labkit/lab";
import type { Context } from "../../context.ts";
import { EXIT } from "../../exit-codes.ts";
import { printError } from "../../report.ts";

export interface GradingOptions {
  readonly lab: string;
  readonly demand: string;
  readonly level?: string;
  readonly secretFile?: string;
}

/** @throws UsageError if the file with the secret cannot be read */
export function graderOptionsOf(context: Context, options: GradingOptions): GraderOptions {
  return {
    secret: secretOf(context, options.secretFile),
    demand: Number(options.demand) as Level,
    ...(options.level !== undefined && { level: Number(options.level) as Level }),
  };
}

function secretOf({ root, cwd }: Context, file: string | undefined): string {
  if (file === undefined) return keptSecret(join(root, ".hpts", "grade-secret"));
  try {
    return readFileSync(resolve(cwd, file), "utf8");
  } catch (error) {
    throw new UsageError(`--secret-file ${file} cannot be read: ${(error as Error).message}`);
  }
}

/**
 * Runs what works on a journal; trouble with it is one line and an exit code, no bug.
 * @returns undefined if there was trouble
 */
export async function withJournal<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    printError(error.message);
    process.exitCode = CODES[error.trouble];
    return undefined;
  }
}

const CODES: Readonly<Record<JournalError["trouble"], number>> = {
  exists: EXIT.usage,
  foreign: EXIT.usage,
  locked: EXIT.environment,
  unwritable: EXIT.environment,
  damaged: EXIT.notReached,
  incomplete: EXIT.notReached,
};
