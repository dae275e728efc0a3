/** Real programs that read what we write. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "vitest";

/** Says loudly that a check by a real program does not take place, and how to get it. */
export function testWith(program: string, debianPackage: string): typeof test {
  const probe = spawnSync(program, ["--version"], { stdio: "ignore" });
  const isThere = (probe.error as NodeJS.ErrnoException | undefined)?.code !== "ENOENT";
  if (isThere) return test;
  console.warn(
    `\n!!! NOT CHECKED: ${program} is missing. Install it: apt-get install ${debianPackage}\n`,
  );
  return test.skip as typeof test;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(program: string, args: readonly string[], cwd: string, input?: string): Ran {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, input, encoding: "utf8" });
  return { status, stdout, stderr };
}

/** A folder that is gone when the test ends. */
export async function inFolder(use: (dir: string) => void | Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "hpts-convert-"));
  try {
    await use(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
