/**
 * The lab with the starter that was handed out, whatever is in `starter/` by now: a copy inside the
 * lab's `.hpts`, so that packages are found from it.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Lab, pristineDir } from "@hpts/labkit/lab";

const COPIED = ["speed", "tests", "package.json", "lab.json"];

export interface LabCopy {
  readonly dir: string;
  remove(): void;
}

export function handedOutCopy({ dir: labDir }: Lab): LabCopy {
  const parent = join(labDir, ".hpts", "verify");
  mkdirSync(parent, { recursive: true });
  const dir = mkdtempSync(join(parent, "copy-"));
  for (const name of COPIED) {
    const source = join(labDir, name);
    if (existsSync(source)) cpSync(source, join(dir, name), { recursive: true });
  }
  cpSync(pristineDir(labDir), join(dir, "starter"), { recursive: true });
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
