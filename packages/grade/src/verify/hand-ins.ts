/** What a verification hands in: solution, starter as handed out, and each typical wrong solution. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keepPristineCopies, type Lab, pristineDir, UsageError } from "@hpts/labkit/lab";

export interface HandIn {
  readonly kind: "solution" | "starter" | "wrong";
  /** "solution", "starter", "wrong/eggs" */
  readonly what: string;
  /** Folders whose files lie one over the other. */
  readonly folders: readonly string[];
  /** Of a wrong solution. */
  readonly expected?: Expected;
}

/** `wrong/<name>/expect.json`; `hpts check` holds it to its form. */
export interface Expected {
  readonly exercise: string;
  /** Part of a message. */
  readonly says: string;
  /** Exercises that must be done all the same. */
  readonly passes?: readonly string[];
}

/** @throws UsageError for a lab as students have it, or whose starter is lost */
export function handInsOf({ dir, manifest }: Lab, withWrong: boolean): HandIn[] {
  const solution = join(dir, "solution");
  if (!existsSync(solution)) {
    throw new UsageError(
      `lab ${manifest.id} has no solution: labs are verified in the instructor's course`,
    );
  }
  const lost = keepPristineCopies(dir);
  if (lost.length > 0) {
    throw new UsageError(
      `lab ${manifest.id}: the starter as it was handed out is neither in starter/ nor in git: ${lost[0]}`,
    );
  }
  return [
    { kind: "solution", what: "solution", folders: [solution] },
    { kind: "starter", what: "starter", folders: [pristineDir(dir)] },
    ...(withWrong ? wrongOnes(dir, solution) : []),
  ];
}

function wrongOnes(dir: string, solution: string): HandIn[] {
  const parent = join(dir, "wrong");
  const names = existsSync(parent) ? readdirSync(parent).sort() : [];
  return names.flatMap((name): HandIn[] => {
    const folder = join(parent, name);
    const file = join(folder, "expect.json");
    if (!existsSync(file)) return []; // the content lint names it
    const expected = JSON.parse(readFileSync(file, "utf8")) as Expected;
    return [{ kind: "wrong", what: `wrong/${name}`, folders: [solution, folder], expected }];
  });
}
