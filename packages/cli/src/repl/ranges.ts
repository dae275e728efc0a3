/** Ranges of inputs, as %hist and %save take them: "3", "2-5", "7-"; IPython's own sign. */
import { ReplError } from "./repl-error.ts";

/** @returns those that the ranges name, in their order; all of them if there is no range */
export function inputsInRanges<T extends { readonly number: number }>(
  inputs: readonly T[],
  ranges: readonly string[],
  name: string,
): T[] {
  if (ranges.length === 0) return [...inputs];
  return ranges.flatMap((range) => {
    const [, from, dash, to] = /^(\d{1,9})(-(\d{1,9})?)?$/.exec(range) ?? [];
    if (from === undefined) {
      throw new ReplError(`%${name}: ${range} is no range; write 3, 2-5 or 7-`);
    }
    const first = Number(from);
    const last = dash === undefined ? first : Number(to ?? Number.MAX_SAFE_INTEGER);
    return inputs.filter(({ number }) => number >= first && number <= last);
  });
}
