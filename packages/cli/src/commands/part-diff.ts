/** The difference to the reference in those declarations alone that some exercises are about. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { diffToSolution, keepPristineCopies, type Lab, type Look } from "@hpts/labkit/lab";
import { canBeShown, ownersIn, partOf } from "../exercise-part.ts";

/**
 * Empty if they are equal; none if the exercises' declarations cannot be told from those of the
 * file's other exercises.
 */
export function partDiff(
  lab: Lab,
  file: string,
  ids: readonly string[],
  look: Look,
): string | undefined {
  const handedOut = handedOutText(lab, file);
  const inFile = lab.manifest.exercises.filter((exercise) => exercise.file === file);
  const owners = ownersIn(
    handedOut,
    inFile.map(({ id }) => id),
  );
  if (!canBeShown(owners, ids)) return undefined;
  // Two files with these parts alone, for labkit to compare.
  const dir = mkdtempSync(join(tmpdir(), "hpts-part-"));
  try {
    for (const name of [file, file.replace(/^starter\//, "solution/")]) {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), partOf(readIfAny(join(lab.dir, name)), owners, ids));
    }
    const diff = diffToSolution({ ...lab, dir }, file, look);
    // Line numbers would be those of the part.
    return diff.replaceAll(/^(\S*?)@@ .* @@/gm, `$1@@ ${ids.join(", ")} @@`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Empty if it is lost. */
function handedOutText({ dir }: Lab, file: string): string {
  const name = basename(file);
  // The one place for them that can be counted on; see labkit's pristine.ts.
  const isKept = !keepPristineCopies(dir).includes(name);
  return isKept ? readIfAny(join(dir, ".hpts", "pristine", name)) : "";
}

function readIfAny(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8").replaceAll("\r\n", "\n") : "";
}
