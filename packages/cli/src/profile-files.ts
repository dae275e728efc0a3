/** Profiles as arguments of commands. */
import { UsageError } from "@hpts/labkit/lab";
import { type Profile, ProfileError, readProfile } from "@hpts/profile";

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
    if (error instanceof ProfileError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** @param text of an option that takes a number of functions */
export function countOf(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError(`${option} must be a number of functions, got ${text}`);
}
