/** Labels on the timeline of `hpts memory run`. */

/**
 * Puts a label at this moment of the timeline; does nothing in a program that is not recorded.
 *
 * @example mark("file read");
 */
export function mark(label: string): void {
  const write = (globalThis as Record<symbol, unknown>)[Symbol.for("hpts.memory.mark")];
  if (typeof write === "function") write(String(label).replaceAll(/\s+/g, " "));
}
