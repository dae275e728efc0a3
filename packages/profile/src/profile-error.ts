/** What callers of this package handle: an error with a code that does not change. */

export type ProfileErrorCode =
  /** A profile file that cannot be read: empty, cut off, of another kind or version. */
  | "HPTS_PROFILE_FILE"
  /** An option, a sort key or a restriction that makes no sense. */
  | "HPTS_PROFILE_OPTION"
  /** The program to be profiled cannot be found. */
  | "HPTS_PROFILE_PROGRAM"
  /** The program to be profiled does not parse. */
  | "HPTS_PROFILE_SYNTAX"
  /** A program of this machine that is needed is missing, or failed. */
  | "HPTS_PROFILE_TOOL";

export class ProfileError extends Error {
  override readonly name = "ProfileError";
  readonly code: ProfileErrorCode;

  constructor(code: ProfileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
