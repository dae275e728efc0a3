/**
 * Python's `getopt.getopt`: options up to the first word that is none, or up to `--`.
 *
 * Source: CPython 3.11, Lib/getopt.py, whose messages these are. Long options may be cut short as
 * long as they are unique.
 */

/** Thrown for options that make no sense. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

export interface ParsedOptions {
  /** In the order given: "-n" and "5", "--verbose" and "". */
  readonly options: readonly (readonly [name: string, value: string])[];
  readonly rest: readonly string[];
}

/**
 * @param short letters; one with a value is followed by a colon: "n:v"
 * @param long names; one with a value ends with "=": "number="
 * @throws OptionError
 */
export function getopt(
  args: readonly string[],
  short: string,
  long: readonly string[],
): ParsedOptions {
  const options: [string, string][] = [];
  const rest = [...args];
  while (rest[0]?.startsWith("-") && rest[0] !== "-") {
    const word = rest.shift()!;
    if (word === "--") break;
    if (word.startsWith("--")) options.push(longOption(word.slice(2), rest, long));
    else options.push(...shortOptions(word.slice(1), rest, short));
  }
  return { options, rest };
}

function longOption(word: string, rest: string[], long: readonly string[]): [string, string] {
  const at = word.indexOf("=");
  const given = at < 0 ? word : word.slice(0, at);
  const known = longMatch(given, long);
  const name = known.replace(/=$/, "");
  if (!known.endsWith("=")) {
    if (at >= 0) throw new OptionError(`option --${name} must not have an argument`);
    return [`--${name}`, ""];
  }
  const value = at < 0 ? rest.shift() : word.slice(at + 1);
  if (value === undefined) throw new OptionError(`option --${name} requires argument`);
  return [`--${name}`, value];
}

function longMatch(given: string, long: readonly string[]): string {
  const possible = long.filter((name) => name.startsWith(given));
  const exact = possible.find((name) => name.replace(/=$/, "") === given);
  if (exact !== undefined) return exact;
  if (possible.length === 0) throw new OptionError(`option --${given} not recognized`);
  if (possible.length > 1) throw new OptionError(`option --${given} not a unique prefix`);
  return possible[0]!;
}

function shortOptions(letters: string, rest: string[], short: string): [string, string][] {
  const found: [string, string][] = [];
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i]!;
    const at = letter === ":" ? -1 : short.indexOf(letter);
    if (at < 0) throw new OptionError(`option -${letter} not recognized`);
    if (short[at + 1] !== ":") {
      found.push([`-${letter}`, ""]);
      continue;
    }
    const value = i + 1 < letters.length ? letters.slice(i + 1) : rest.shift();
    if (value === undefined) throw new OptionError(`option -${letter} requires argument`);
    found.push([`-${letter}`, value]);
    break;
  }
  return found;
}
