/** What is wrong with a journal, and what to do about it. */

/**
 * exists: there are results in it already. locked: another judge writes. damaged: a line in the
 * middle is not as it was written. foreign: of another lab or grader, or no journal at all.
 * unwritable: no space, no permission. incomplete: something is missing for what was asked.
 */
export type JournalTrouble =
  | "exists"
  | "locked"
  | "damaged"
  | "foreign"
  | "unwritable"
  | "incomplete";

/** A journal that cannot be read or written; `trouble` says what is wrong. */
export class JournalError extends Error {
  readonly code = "HPTS_GRADE_JOURNAL";
  override readonly name = "JournalError";
  readonly trouble: JournalTrouble;

  constructor(trouble: JournalTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.trouble = trouble;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the disk is read-only",
  EISDIR: "it is a folder",
  ENOENT: "its folder is not there",
  ENOTDIR: "a part of the path is a file",
};

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
