/** Reads what a student types at the prompt: statements, and magics with their options. */

export interface Line {
  /** "time" for %time; none for a statement. */
  readonly magic?: string;
  /** Such as { n: "1", r: "3" }. */
  readonly options: Readonly<Record<string, string>>;
  /** Without blanks, `_` in numbers and a final semicolon: it does not matter how it is written. */
  readonly statement: string;
}

/** Options that take a number, as `-n 1` or `-n1`. */
const OPTION = /^-([a-z]) ?(\d+)?\s+/;

export function readLine(text: string): Line {
  const [, magic, rest = text] = /^\s*%{1,2}(\w+)\s+(.*)$/.exec(text) ?? [];
  const options: Record<string, string> = {};
  let left = rest;
  for (let found = magic && OPTION.exec(left); found; found = OPTION.exec(left)) {
    options[found[1]!] = found[2] ?? "";
    left = left.slice(found[0].length);
  }
  const statement = left
    .replaceAll(/\s+/g, "")
    .replaceAll(/(\d)_(?=\d)/g, "$1")
    .replaceAll("'", '"')
    .replace(/;$/, "");
  return { ...(magic !== undefined && { magic }), options, statement };
}
