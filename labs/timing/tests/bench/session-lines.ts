/** Reads what a student types at the prompt: statements, and magics with their options. */

export interface Line {
  /** "time" for %time; none for a statement. */
  readonly magic?: string;
  /** The rest belongs to lines below: %%timeit. */
  readonly isCell: boolean;
  /** Such as { n: "1", r: "3" }. */
  readonly options: Readonly<Record<string, string>>;
  readonly statement: string;
}

/** `%timeit -n 1 f()`, also as `result = %timeit -o f()`. */
const MAGIC = /^\s*(?:(?:(?:const|let|var)\s+)?[\w$]+\s*=\s*)?(%{1,2})([a-z]\w*)\s*(.*)$/s;

/** Options that take a number, as `-n 1` or `-n1`, and those that do not. */
const OPTION = /^-([a-z])\s*(\d+)?\s+/;

export function readLine(text: string): Line {
  const [, signs, magic, rest = text] = MAGIC.exec(text) ?? [];
  const options: Record<string, string> = {};
  let statement = rest;
  for (let found = magic && OPTION.exec(statement); found; found = OPTION.exec(statement)) {
    options[found[1]!] = found[2] ?? "";
    statement = statement.slice(found[0].length);
  }
  return { ...(magic !== undefined && { magic }), isCell: signs === "%%", options, statement };
}
