/** Profiles as arguments of commands. */
import { UsageError } from "@hpts/labkit/lab";
import { type Profile, ProfileError, readProfile } from "@hpts/profile";
import { Crashed } from "./report.ts";

/** Where the user stands; npm runs scripts elsewhere. */
export function standingIn(): string {
  return process.env["INIT_CWD"] ?? process.cwd();
}

/** Of whatever format hpts reads. */
export function profileAt(path: string): Profile {
  return readProfile(path, { cwd: standingIn() });
}

/** Runs it; a profile or an option that is wrong is a user's mistake. */
export async function sayingMistakes<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw explained(error);
  }
}

/** What a profile's user can mend is no bug of ours. */
export function explained(error: unknown): unknown {
  if (!(error instanceof ProfileError)) return error;
  if (error.code === "HPTS_PROFILE_SYNTAX") return new Crashed(error.message, { cause: error });
  return new UsageError(error.message, { cause: error });
}

/** @param taken what is written to stdout already */
export function checkOutput(output: string, taken: string): void {
  if (output !== "-") return;
  throw new UsageError(`-o - : stdout is for ${taken}; give -o a file`);
}

/** @param glob of --include */
export function noMatch(glob: string): string {
  return `no file measured matches --include ${glob}`;
}

/** @param text of an option that takes a number of functions */
export function countOf(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError(`${option} must be a number of functions, got ${text}`);
}
