/** Brings starter files back to how they were handed out, and keeps what was there. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lab } from "./course.ts";
import { UsageError } from "./course.ts";
import { pristineText, readPristineRecord } from "./pristine.ts";

export interface ResetPlan {
  /** Names inside `starter/` whose text differs from what was handed out. */
  readonly files: readonly string[];
  /** Exercises whose work lies in these files, all of which would be reset. */
  readonly exercises: readonly string[];
}

/** What a reset of one exercise, or of the whole lab, would change. */
export function planReset(lab: Lab, exerciseId?: string): ResetPlan {
  const exercise = lab.manifest.exercises.find(({ id }) => id === exerciseId);
  const wanted = exercise === undefined ? undefined : nameInStarter(exercise.file);
  const files = Object.keys(readPristineRecord(lab.dir))
    .filter((file) => wanted === undefined || file === wanted)
    .filter((file) => current(lab, file) !== pristineText(lab.dir, file));
  const exercises = lab.manifest.exercises
    .filter(({ file }) => files.includes(nameInStarter(file)))
    .map(({ id }) => id);
  return { files, exercises };
}

/**
 * Carries the plan out. All texts are at hand before the first file is written.
 *
 * @returns the folder with the backup of what was replaced
 * @throws UsageError when the handed-out text of a file cannot be found anywhere
 */
export function reset(lab: Lab, plan: ResetPlan, now: Date): string {
  const texts = plan.files.map((file) => [file, textOrThrow(lab, file)] as const);
  const stamp = now.toISOString().replaceAll(":", "-").replace(/\..*/, "");
  const backup = join(lab.dir, ".hpts", "backup", stamp);
  for (const [file, text] of texts) {
    const target = join(lab.dir, "starter", file);
    const old = current(lab, file);
    if (old !== undefined) write(join(backup, file), old);
    write(target, text);
  }
  return backup;
}

function nameInStarter(file: string): string {
  return file.replace(/^starter\//, "");
}

function current(lab: Lab, file: string): string | undefined {
  const path = join(lab.dir, "starter", file);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function textOrThrow(lab: Lab, file: string): string {
  const text = pristineText(lab.dir, file);
  if (text !== undefined) return text;
  throw new UsageError(
    `the original of starter/${file} was not found, neither in .hpts/pristine nor by git. ` +
      "Take it from a fresh download of the course.",
  );
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
