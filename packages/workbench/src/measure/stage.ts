/**
 * A lab with other code in place of the student's: for measuring the starter that was handed out, or
 * the code of last time, the same way. A copy inside the lab's `.hpts`, so packages are found from it.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { keepPristineCopies, pristineDir } from "@hpts/labkit/lab";

export interface Stage {
  /** Laid out as the lab's own folder. */
  readonly dir: string;
  remove(): void;
}

const COPIED = ["speed", "programs", "tests"] as const;

/** @param code a folder with the files that stand in for `starter/` */
export function makeStage(labDir: string, code: string): Stage {
  const stages = join(labDir, ".hpts", "measure");
  mkdirSync(stages, { recursive: true });
  const dir = mkdtempSync(join(stages, `stage-${process.pid}-`));
  cpSync(code, join(dir, "starter"), { recursive: true });
  for (const folder of COPIED) {
    const source = join(labDir, folder);
    if (existsSync(source)) cpSync(source, join(dir, folder), { recursive: true });
  }
  const { type, imports } = JSON.parse(readFileSync(join(labDir, "package.json"), "utf8"));
  writeFileSync(join(dir, "package.json"), JSON.stringify({ type, imports }));
  cpSync(join(labDir, "lab.json"), join(dir, "lab.json"));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** The starter as it was handed out; undefined if neither the copies nor git have it. */
export function handedOutStage(labDir: string): Stage | undefined {
  return keepPristineCopies(labDir).length > 0 ? undefined : makeStage(labDir, pristineDir(labDir));
}

/** What processes that were ended by force have left. */
export function removeStages(labDir: string): void {
  const stages = join(labDir, ".hpts", "measure");
  if (!existsSync(stages)) return;
  for (const name of readdirSync(stages)) {
    const pid = /^stage-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(stages, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // somebody else's
  }
}
