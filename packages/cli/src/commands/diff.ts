/** `hpts diff`: profiles before a change against profiles after it. */
import { UsageError } from "@hpts/labkit/lab";
import { diffProfiles, diffText } from "@hpts/profile";
import { countOf, profileAt, sayingMistakes } from "../profile-files.ts";

export interface DiffFlags {
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly by: "self" | "total";
  readonly top: string;
  readonly idle?: boolean;
  readonly json?: boolean;
}

export async function showDiff(files: readonly string[], flags: DiffFlags): Promise<void> {
  const { by, idle = false, json = false } = flags;
  const top = countOf("-n", flags.top);
  const sides = sidesOf(files, flags);
  await sayingMistakes(() => {
    const [before, after] = sides.map((side) => side.map(profileAt));
    const diff = diffProfiles(before ?? [], after ?? [], { by, withIdle: idle });
    if (json) console.log(JSON.stringify({ before: sides[0], after: sides[1], ...diff }, null, 1));
    else process.stdout.write(diffText(diff, { by, top }));
  });
}

function sidesOf(
  files: readonly string[],
  { before = [], after = [] }: DiffFlags,
): readonly [readonly string[], readonly string[]] {
  if (before.length > 0 && after.length > 0 && files.length === 0) return [before, after];
  if (before.length + after.length > 0) {
    throw new UsageError("--before and --after go together, and without other files");
  }
  // commander leaves "--" out, so the command line has to say where it was.
  const option = files.find((file) => file.startsWith("-"));
  if (option !== undefined) {
    throw new UsageError(`options go before the files: ${option} comes after --`);
  }
  const dashes = process.argv.lastIndexOf("--");
  const count = dashes === -1 ? 0 : process.argv.length - dashes - 1;
  if (count > 0 && count < files.length) return [files.slice(0, -count), files.slice(-count)];
  const [one, other, ...more] = files;
  if (one !== undefined && other !== undefined && more.length === 0) return [[one], [other]];
  throw new UsageError(
    `expected two profiles, or several on both sides of --, got ${files.length}: ` +
      "hpts diff a1.json a2.json -- b1.json b2.json",
  );
}
