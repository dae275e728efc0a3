/** What is wrong with the statement to time, or its setup, and where. */

export interface CodePlace {
  readonly part: "statement" | "setup";
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

/** The code does not parse, or threw: `code` says which. */
export class StatementError extends Error {
  override readonly name = "StatementError";
  readonly code: "HPTS_BENCH_NO_PARSE" | "HPTS_BENCH_THREW";
  readonly place: CodePlace | undefined;

  constructor(
    code: StatementError["code"],
    message: string,
    { place, cause }: { place: CodePlace | undefined; cause?: unknown },
  ) {
    super(message + (place === undefined ? "" : ` (${placeText(place)})`), { cause });
    this.code = code;
    this.place = place;
  }
}

function placeText({ part, line, column }: CodePlace): string {
  return line === 1 ? `${part}, column ${column}` : `${part}, line ${line}, column ${column}`;
}
