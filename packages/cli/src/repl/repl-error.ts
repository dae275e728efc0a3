/** A mistake in how the session was used: one line, without a stack. */
export class ReplError extends Error {
  readonly code = "HPTS_REPL_USAGE";
  override readonly name = "ReplError";
  /** In the input, 1-based. */
  readonly place: { readonly line: number; readonly column: number } | undefined;

  constructor(message: string, place?: { readonly line: number; readonly column: number }) {
    super(message);
    this.place = place;
  }
}
