/**
 * A course of its own to work in: the labs are copies with their starters as handed out, whatever has
 * been done to the real ones; packages and what is installed are the real ones.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { findLab, keepPristineCopies, type Lab, pristineDir } from "@hpts/labkit/lab";

const ROOT = resolve(import.meta.dirname, "../../../../..");

export interface CourseCopy {
  readonly root: string;
  lab(id: string): Lab;
  /** Writes a file of a lab, such as "starter/evolve.ts". */
  write(id: string, file: string, text: string): void;
  /** Puts the solution in the starter's place. */
  solve(id: string): void;
  remove(): void;
}

export function courseCopy(...labs: readonly string[]): CourseCopy {
  const root = mkdtempSync(join(tmpdir(), "hpts-course-"));
  mkdirSync(join(root, "labs"));
  for (const name of ["packages", "node_modules", "tsconfig.base.json"])
    symlinkSync(join(ROOT, name), join(root, name));
  cpSync(join(ROOT, "pnpm-workspace.yaml"), join(root, "pnpm-workspace.yaml"));
  for (const lab of labs) {
    cpSync(join(ROOT, "labs", lab), join(root, "labs", lab), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => basename(file) !== ".hpts",
    });
    handOut(join(ROOT, "labs", lab), join(root, "labs", lab));
  }
  const dirOf = (id: string): string => join(root, "labs", id);
  return {
    root,
    lab: (id) => findLab(root, id, root),
    write: (id, file, text) => writeFileSync(join(dirOf(id), file), text),
    solve: (id) =>
      cpSync(join(dirOf(id), "solution"), join(dirOf(id), "starter"), { recursive: true }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function handOut(from: string, to: string): void {
  const lost = keepPristineCopies(from);
  if (lost.length > 0) throw new Error(`${from} has lost ${lost.join(", ")} as handed out`);
  const starter = join(to, "starter");
  rmSync(starter, { recursive: true, force: true });
  cpSync(pristineDir(from), starter, { recursive: true });
  keepPristineCopies(to); // there is no git to ask
}
