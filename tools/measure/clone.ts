/** A clone of what is committed, installed, in a temporary folder: measuring changes files. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../src/sources.ts";

export interface Clone {
  readonly dir: string;
  remove(): void;
}

/** @param solved labs whose solution is copied over the starter */
export function installedClone(solved: readonly string[]): Clone {
  const place = mkdtempSync(join(tmpdir(), "hpts-measure-"));
  const dir = join(place, "course");
  execFileSync("git", ["clone", "--quiet", ROOT, dir]);
  execFileSync(process.execPath, ["tools/task.mjs", "start"], { cwd: dir, stdio: "ignore" });
  for (const lab of solved) {
    const from = join(dir, "labs", lab);
    cpSync(join(from, "solution"), join(from, "starter"), { recursive: true });
  }
  return { dir, remove: () => rmSync(place, { recursive: true, force: true }) };
}
