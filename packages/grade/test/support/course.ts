/** The course's own labs, and submissions made from them. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findLab, type Lab } from "@hpts/labkit/lab";

export const ROOT: string = join(import.meta.dirname, "../../../..");

export function courseLab(id: string): Lab {
  return findLab(ROOT, id, ROOT);
}

export interface Handed {
  readonly dir: string;
  remove(): void;
}

/** The lab's solution with some of its files replaced. @param files name -> text */
export function handIn(lab: Lab, files: Readonly<Record<string, string>> = {}): Handed {
  const dir = mkdtempSync(join(tmpdir(), "hpts-submission-"));
  cpSync(join(lab.dir, "solution"), dir, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A typical wrong solution of the lab, over its solution. */
export function handInWrong(lab: Lab, name: string): Handed {
  const handed = handIn(lab);
  const from = join(lab.dir, "wrong", name);
  for (const file of readdirSync(from).filter((one) => one.endsWith(".ts"))) {
    cpSync(join(from, file), join(handed.dir, file));
  }
  return handed;
}
