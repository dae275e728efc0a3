/** Options of a magic, as IPython reads them: `-n 10`, `-n10`, `-qo`, then the rest as it stands. */
import { ReplError } from "./repl-error.ts";

export interface MagicOptions {
  readonly flags: ReadonlySet<string>;
  /** The last one of an option that is given more than once. */
  readonly values: ReadonlyMap<string, string>;
  /** All of them, in order, where an option may be repeated. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** What follows the options, unchanged. */
  readonly rest: string;
}

/**
 * @param spec letters of the options; a colon after one that takes a value: "n:r:qo"
 * @throws ReplError for an option that is not in `spec`, or lacks its value
 */
export function parseOptions(text: string, spec: string, name: string): MagicOptions {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const lists = new Map<string, string[]>();
  let rest = text.trimStart();
  for (;;) {
    const word = /^-(-$|-\s|[A-Za-z]\S*)/.exec(rest);
    if (word === null) break;
    rest = rest.slice(word[0].length).trimStart();
    if (word[1]!.startsWith("-")) break;
    rest = readLetters(word[1]!, rest);
  }
  return { flags, values, lists, rest };

  /** @returns what is left of the text after a value that stood apart */
  function readLetters(letters: string, after: string): string {
    for (let i = 0; i < letters.length; i++) {
      const letter = letters[i]!;
      const at = spec.indexOf(letter);
      if (letter === ":" || at < 0)
        throw new ReplError(`%${name} has no option -${letter}: %${name}?`);
      if (spec[at + 1] !== ":") {
        flags.add(letter);
        continue;
      }
      const attached = letters.slice(i + 1);
      const value = attached === "" ? /^\S+/.exec(after)?.[0] : attached;
      if (value === undefined) throw new ReplError(`%${name}: -${letter} needs a value`);
      values.set(letter, value);
      lists.set(letter, [...(lists.get(letter) ?? []), value]);
      return attached === "" ? after.slice(value.length).trimStart() : after;
    }
    return after;
  }
}

/** @throws ReplError if the value is no whole number of at least `least` */
export function wholeNumber(
  { values }: MagicOptions,
  letter: string,
  { least, name }: { least: number; name: string },
): number | undefined {
  const value = values.get(letter);
  if (value === undefined) return undefined;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least) return number;
  throw new ReplError(`%${name}: -${letter} must be a whole number from ${least} on, got ${value}`);
}

/** Words as a shell splits them: quotes keep blanks together. */
export function splitWords(text: string): string[] {
  return Array.from(
    text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g),
    ([, a, b, c]) => a ?? b ?? c ?? "",
  );
}
