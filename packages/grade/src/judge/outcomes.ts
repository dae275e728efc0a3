/** What is said of a check that did not pass, where the code under test is to blame. */
import type { CheckStatus, Flag } from "./messages.ts";

/** Loading a few modules takes milliseconds; the rest is for a busy machine. */
export const LOAD_LIMIT_MS = 4_000;

/** Why a check, or all that are left, did not pass. */
export interface Stop {
  readonly status: CheckStatus;
  readonly message: string;
}

export const LOAD_STOP: Stop = {
  status: "timeout",
  message: `the files could not be loaded within ${LOAD_LIMIT_MS / 1000} s: is there a loop outside of all functions?`,
};

export const MAX_RESTARTS_STOP: Stop = {
  status: "error",
  message: "not run: the code has ended too often before",
};

export function afterTimeout(check: string | undefined): Stop | undefined {
  if (check === undefined) return undefined;
  return { status: "timeout", message: `not run, because "${check}" took too long` };
}

export function stopOf(flag: Flag, code: number | null): Stop {
  switch (flag) {
    case "timeout":
      return { status: "timeout", message: "took too long: is there a loop that never ends?" };
    case "memory":
      return { status: "error", message: "used more memory than there is: 800 MB" };
    case "output":
      return { status: "error", message: "printed too much" };
    case "protocol":
      return { status: "error", message: "answered with what is no answer" };
    default:
      return {
        status: "error",
        message: `ended its process${code === null ? "" : ` with the exit code ${code}`}`,
      };
  }
}

/** What the student's code has thrown, or a test that met a value it did not expect. */
export function describe(failure: unknown): string {
  if (failure instanceof Error) return `${failure.name}: ${failure.message}`;
  return `threw ${typeof failure}, which is not an Error`;
}
