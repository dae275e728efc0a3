/** The student's code as it was when a case was last measured: to be compared with what it is now. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const folderOf = (labDir: string, name: string): string =>
  join(labDir, ".hpts", "measure", "last", name);

/** @returns the folder with the files of `starter/` as they were; undefined if they are the same */
export function lastCode(labDir: string, name: string): string | undefined {
  return hasOtherCode(labDir, name) ? folderOf(labDir, name) : undefined;
}

export function hasOtherCode(labDir: string, name: string): boolean {
  const dir = folderOf(labDir, name);
  return existsSync(dir) && textOf(dir) !== textOf(join(labDir, "starter"));
}

export function keepCode(labDir: string, name: string): void {
  const dir = folderOf(labDir, name);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  cpSync(join(labDir, "starter"), dir, { recursive: true });
}

/** All of a folder's code. */
export function textOf(dir: string): string {
  const names = readdirSync(dir).filter((name) => name.endsWith(".ts"));
  return names
    .sort()
    .map((name) => `${name}\n${readFileSync(join(dir, name), "utf8")}`)
    .join("\n");
}
