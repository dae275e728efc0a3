/** Brings starter files back to how they were handed out, and keeps what was there. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lab } from "./course.ts";
import { UsageError } from "./course.ts";
import { ManifestError } from "./lab-json.ts";
import { howToRecord, PRISTINE_FILE, pristineText, readPristineRecord } from "./pristine.ts";

export interface ResetPlan {
  /** Names inside `starter/` whose text differs from what was handed out. */
  readonly files: readonly string[];
  /** Exercises whose work lies in these files, all of which would be reset. */
  readonly exercises: readonly string[];
}

/**
 * What a reset of one exercise, or of the whole lab, would change.
 *
 * @throws ManifestError when the lab's record does not say how a file was handed out
 */
export function planReset(lab: Lab, exerciseId?: string): ResetPlan {
  const exercise = lab.manifest.exercises.find(({ id }) => id === exerciseId);
  const wanted = exercise === undefined ? undefined : nameInStarter(exercise.file);
  const record = readPristineRecord(lab.dir);
  const unknown = lab.manifest.exercises
    .map(({ file }) => nameInStarter(file))
    .find((file) => record[file] === undefined && (wanted ?? file) === file);
  if (unknown !== undefined) {
    throw new ManifestError(
      `${PRISTINE_FILE} of lab ${lab.manifest.id} does not say how starter/${unknown} was handed ` +
        `out, so nothing was reset. Authors: ${howToRecord(lab.dir)}`,
    );
  }
  const files = Object.keys(record)
    .filter((file) => wanted === undefined || file === wanted)
    .filter((file) => {
      const now = current(lab, file);
      return now === undefined || now !== pristineText(lab.dir, file);
    });
  const exercises = lab.manifest.exercises
    .filter(({ file }) => files.includes(nameInStarter(file)))
    .map(({ id }) => id);
  return { files, exercises };
}

/**
 * Carries the plan out. All texts are at hand before the first file is written.
 *
 * @returns the folder with what was replaced; none if there was nothing to keep
 * @throws UsageError when the handed-out text of a file cannot be found anywhere
 */
export function reset(lab: Lab, plan: ResetPlan, now: Date): string | undefined {
  const texts = plan.files.map((file) => [file, textOrThrow(lab, file)] as const);
  const backup = newBackupFolder(lab, now);
  let hasBackup = false;
  for (const [file, text] of texts) {
    const old = current(lab, file);
    if (old !== undefined) write(join(backup, file), old);
    hasBackup ||= old !== undefined;
    write(join(lab.dir, "starter", file), text);
  }
  return hasBackup ? backup : undefined;
}

/** A folder that does not exist yet, named after the moment. */
function newBackupFolder(lab: Lab, now: Date): string {
  const stamp = now.toISOString().replaceAll(":", "-").replace(/\..*/, "");
  const folder = join(lab.dir, ".hpts", "backup", stamp);
  let unique = folder;
  for (let i = 2; existsSync(unique); i++) unique = `${folder}-${i}`;
  return unique;
}

function nameInStarter(file: string): string {
  return file.replace(/^starter\//, "");
}

function current(lab: Lab, file: string): string | undefined {
  const path = join(lab.dir, "starter", file);
  // Compared with LF line ends, as the record is; Windows may have checked it out with others.
  return existsSync(path) ? readFileSync(path, "utf8").replaceAll("\r\n", "\n") : undefined;
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
