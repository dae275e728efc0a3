/**
 * Rule "todo": each exercise that starts unwritten has a Todo that begins with its id, so that the
 * dashboard can point at it. Rule "budget": starters are short enough to be read at once.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Fault, LintedLab } from "./fault.ts";

/** Lines of a starter file. */
const LONGEST_STARTER = 60;

export function checkStarters({ dir, manifest }: LintedLab): Fault[] {
  const faults: Fault[] = [];
  for (const { id, file, starter } of manifest.exercises) {
    if (starter !== "todo" || !existsSync(join(dir, file))) continue;
    if (!readFileSync(join(dir, file), "utf8").includes(`todo("${id}: `)) {
      faults.push({ rule: "todo", file, message: `has no todo("${id}: ...") for exercise ${id}` });
    }
  }
  for (const name of existsSync(join(dir, "starter")) ? readdirSync(join(dir, "starter")) : []) {
    const lines = readFileSync(join(dir, "starter", name), "utf8")
      .trimEnd()
      .split("\n").length;
    if (lines > LONGEST_STARTER) {
      const message = `has ${lines} lines; a starter has at most ${LONGEST_STARTER}`;
      faults.push({ rule: "budget", file: `starter/${name}`, message });
    }
  }
  return faults;
}
