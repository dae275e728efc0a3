/** Writes what stage.ts makes to the disk, with the scripts of experiments beside it. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { experimentScripts } from "./experiment-scripts.ts";
import { STAGED } from "./places.ts";
import { type Staged, stage } from "./stage.ts";

/** @param root the repository's folder @returns what was written */
export async function writeStaged(root: string): Promise<Staged> {
  const staged = stage(root);
  for (const [path, text] of await experimentScripts()) staged.set(`public/${path}`, text);
  rmSync(STAGED, { recursive: true, force: true });
  for (const [path, content] of staged) {
    const file = join(STAGED, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return staged;
}
