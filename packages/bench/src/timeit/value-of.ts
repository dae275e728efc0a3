/**
 * Finds the value of a statement, so that the timed loop can use it: what nobody uses, V8 need not
 * compute.
 *
 *   "f(x)"                the value is f(x)
 *   "let y = f(x); y + 1" the value is y + 1
 *   "const y = f(x)"      the value is y
 *   "for (...) ..."       none
 *
 * There is no parser here that tells, so ways to write it are tried until one parses. Cost: some
 * milliseconds.
 */

/** Whether some TypeScript parses. */
export type Parses = (code: string) => Promise<boolean>;

/** A statement with more places to cut it than this is taken to have no value. */
const MOST_CUTS = 40;

/**
 * The statement with its value handed to `keep`; lines and columns stay as they are but for the last
 * expression's first line, which starts `shift` columns later.
 *
 * @param statement TypeScript that parses
 * @param keep what stands before the value: `kept = `
 */
export async function keepingValue(
  statement: string,
  keep: string,
  parses: Parses,
): Promise<{ code: string; shiftedAt: number; shift: number }> {
  const code = statement.replace(/[\s;]+$/, "");
  for (const cut of cuts(code)) {
    const [before, last] = [code.slice(0, cut), code.slice(cut)];
    if (/^\s*$/.test(last) || !(await parses(before))) continue;
    if (await parses(`(${last}\n)`)) {
      const opening = `${keep}(`;
      return { code: `${before}${opening}${last}\n);`, shiftedAt: cut, shift: opening.length };
    }
    const [, name] =
      /^\s*(?:const|let|var)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/u.exec(last) ?? [];
    if (name !== undefined) return { code: `${code}\n;${keep}(${name});`, shiftedAt: 0, shift: 0 };
  }
  return { code: `${statement}\n`, shiftedAt: 0, shift: 0 };
}

/** Where a last statement may begin: the whole first, then the shortest. */
function cuts(code: string): number[] {
  const ends = Array.from(code.matchAll(/[;\n}]/g), ({ index }) => index + 1);
  return [0, ...ends.slice(-MOST_CUTS).reverse()];
}
