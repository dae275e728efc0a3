/**
 * Magics whose work another package will do: until it has put its own in their place (`Magics.add`),
 * they say so.
 */
import type { Magic } from "../magic.ts";

const WAITING: readonly (readonly [name: string, purpose: string])[] = [
  ["prun", "where the time goes, function by function"],
  ["lprun", "where the time goes, line by line"],
];

export const PREPARED_MAGICS: readonly Magic[] = WAITING.map(([name, purpose]) => ({
  name,
  usage: `%${name} statement`,
  purpose: `${purpose} (comes with the profile package)`,
  run: ({ host }) => {
    host.print(`%${name} comes with the profile package, which is not there yet`);
    return undefined;
  },
}));
