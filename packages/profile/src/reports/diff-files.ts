/** Which file of one side is which of the other, where a file was renamed or lies elsewhere. */
import { basename, resolve } from "node:path";
import type { Profile } from "../model/profile.ts";
import { shownPath } from "../stats/place.ts";

/**
 * Pairs files that only one side has: those of the same name (`starter/evolve.ts` and
 * `solution/evolve.ts`), and the programs that were run.
 * @returns files as shown of the side before -> those of the side after
 */
export function renamedFiles(
  before: readonly Profile[],
  after: readonly Profile[],
): ReadonlyMap<string, string> {
  const [old, now] = [filesOf(before), filesOf(after)];
  const gone = [...old].filter((file) => !now.has(file));
  const added = [...now].filter((file) => !old.has(file));
  const renamed = new Map<string, string>();
  for (const file of gone) {
    const isNamesake = (other: string): boolean => basename(other) === basename(file);
    const [namesake, ...others] = added.filter(isNamesake);
    const isUnique = others.length === 0 && gone.filter(isNamesake).length === 1;
    if (namesake !== undefined && isUnique) renamed.set(file, namesake);
  }
  const [program, other] = [programOf(before), programOf(after)];
  const isFree = !renamed.has(program) && ![...renamed.values()].includes(other);
  if (isFree && gone.includes(program) && added.includes(other)) renamed.set(program, other);
  return renamed;
}

function filesOf(side: readonly Profile[]): Set<string> {
  const files = side.flatMap(({ frames, meta }) =>
    frames.file.filter((file) => file !== "").map((file) => shownPath(file, meta.cwd)),
  );
  return new Set(files);
}

/** The first word of the command line, if it is the same in all runs. */
function programOf(side: readonly Profile[]): string {
  const programs = new Set(
    side.map(({ meta }) => shownPath(resolve(meta.cwd, meta.command[0] ?? ""), meta.cwd)),
  );
  return programs.size === 1 ? ([...programs][0] as string) : "";
}
