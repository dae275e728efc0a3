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

const DECLARATION = /^\s*(?:const|let|var)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/u;
/** A line that may go on with the line before. */
const GOES_ON = /^\s*(?:[-+*/%&|^<>=?:.,([`]|in\b|instanceof\b)/;

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
  const code = await withoutTail(statement, parses);
  const parts: [before: string, last: string][] = [];
  for (const cut of cuts(code)) {
    const [before, last] = [code.slice(0, cut), code.slice(cut)];
    if (last.trim() !== "" && (await parses(before))) parts.push([before, last]);
  }
  for (const [before, last] of parts) {
    if (!(await parses(`(${last}\n)`))) continue;
    const opening = `${keep}(`;
    const shiftedAt = before.length;
    return { code: `${before}${opening}${last}\n);`, shiftedAt, shift: opening.length };
  }
  const shortestFirst = [...parts.slice(1), ...parts.slice(0, 1)];
  const declared = shortestFirst.map(([, last]) => DECLARATION.exec(last)?.[1]);
  const name = declared.find((one) => one !== undefined);
  const kept = name === undefined ? "" : `;${keep}(${name});`;
  return { code: `${statement}\n${kept}`, shiftedAt: 0, shift: 0 };
}

/** Where a last statement may begin: the whole first, then the shortest last. */
function cuts(code: string): number[] {
  const ends = Array.from(code.matchAll(/[;\n}]/g), ({ index }) => index + 1);
  const possible = ends.filter((end) => code[end - 1] === ";" || !GOES_ON.test(code.slice(end)));
  return [0, ...possible.slice(-MOST_CUTS).reverse()];
}

/** Without semicolons and comments at its end; what only looks like a comment may be a text. */
async function withoutTail(statement: string, parses: Parses): Promise<string> {
  const shorter = statement.replace(/(?:[\s;]|\/\/[^\n]*(?:\n|$)|\/\*[^*]*\*\/)+$/, "");
  return (await parses(shorter)) ? shorter : statement.replace(/[\s;]+$/, "");
}
