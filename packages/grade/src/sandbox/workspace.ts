/**
 * The judge's own folder for pipes and the like, and what dead judges have left behind: folders,
 * and control groups with whatever still runs in them. Names say whose they are.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cgroup, CgroupTree } from "./cgroup.ts";

const NAME = /^hpts-grade-(\d+)-/;

let groups = 0;

/** Of a group that this process has not made yet, whoever in it asks. */
export function newCgroupName(): string {
  return `hpts-grade-${process.pid}-${++groups}`;
}

/** Others may look for a name in it that they know, and not list it. */
export function makeWorkspace(): string {
  const dir = mkdtempSync(join(tmpdir(), `hpts-grade-${process.pid}-`));
  chmodSync(dir, 0o711);
  return dir;
}

/** What was removed, by name. */
export async function reap(tree: CgroupTree | undefined): Promise<string[]> {
  const removed: string[] = [];
  for (const name of tree?.names().filter(isOfTheDead) ?? []) {
    if (await removeCgroup(tree!.open(name))) removed.push(name);
  }
  for (const name of readdirSync(tmpdir()).filter(isOfTheDead)) {
    removeFolder(join(tmpdir(), name));
    removed.push(name);
  }
  return removed;
}

/** With all that is in it, however deep: Node's own way recurses, and folders may be 2,000 deep. */
export function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    execFileSync("rm", ["-rf", "--", path]);
  }
}

const ATTEMPTS = 40;
const PAUSE_MS = 25;

/** A group can be removed when the last process in it has ended, some time after it was killed. */
export async function removeCgroup(group: Cgroup): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      group.kill();
      group.remove();
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return true;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  return false;
}

function isOfTheDead(name: string): boolean {
  const pid = Number(NAME.exec(name)?.[1] ?? Number.NaN);
  if (Number.isNaN(pid) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
