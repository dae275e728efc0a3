/** How long a program may run, as the page asks for it. */

const LEAST_S = 1;
const MOST_S = 120;

/** @returns seconds; the usual limit for anything that is none */
export function limitIn(options: Readonly<Record<string, unknown>>, usualS: number): number {
  const asked = options["limitS"];
  const isLimit = typeof asked === "number" && asked >= LEAST_S && asked <= MOST_S;
  return isLimit ? asked : usualS;
}
