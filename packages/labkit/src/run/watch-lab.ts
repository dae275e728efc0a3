/**
 * From saving a file to the verdict: a lab that runs the exercises a change touches, as it happens.
 *
 * Which exercises a change touches is answered by content, not by guessing: those whose hash (over
 * everything they import, see content-hash.ts) is no longer the one of their last run.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ExerciseResult, LabResult } from "../checklist/result.ts";
import { ContentHasher } from "../lab/content-hash.ts";
import type { Lab } from "../lab/course.ts";
import { keepPristineCopies } from "../lab/pristine.ts";
import { type FolderWatcher, watchFolder } from "./folder-watcher.ts";
import { openLab } from "./session.ts";
import { runAndRecord } from "./test-lab.ts";

export interface WatchEvents {
  /** A run begins: of these exercises, because of these files (none: it was asked for). */
  onStart(exercises: readonly string[], files: readonly ChangedFile[]): void;
  /** `ms` is the time since the run began. */
  onResult(result: LabResult, ms: number): void;
  /** The run itself broke; the next change tries again. */
  onError(error: unknown): void;
}

export interface ChangedFile {
  /** Such as "starter/motion.ts". */
  readonly file: string;
  readonly isDeleted: boolean;
}

export interface LabWatch {
  /** Runs all exercises; resolves when the result is out. */
  rerun(): Promise<void>;
  close(): Promise<void>;
}

/** Resolves after the first run of all exercises. */
export async function watchLab(lab: Lab, events: WatchEvents): Promise<LabWatch> {
  keepPristineCopies(lab.dir);
  const session = await openLab(lab.dir, { warm: true });
  const known = new Map<string, ExerciseResult>();
  let hashes = new Map<string, string>();
  let queue: Promise<void> = Promise.resolve();

  const starter = join(lab.dir, "starter");
  const watcher: FolderWatcher = watchFolder(starter, (names) => {
    const files = names.map((name) => ({
      file: `starter/${name}`,
      isDeleted: !existsSync(join(starter, name)),
    }));
    session.changed(files.map(({ file }) => file));
    schedule(files, touchedExercises);
  });

  function allExercises(): string[] {
    return lab.manifest.exercises.map(({ id }) => id);
  }

  function touchedExercises(): string[] {
    const now = hashesNow();
    return allExercises().filter((id) => now.get(id) !== hashes.get(id));
  }

  function hashesNow(): Map<string, string> {
    const hasher = new ContentHasher(lab.dir);
    return new Map(lab.manifest.exercises.map((one) => [one.id, hasher.hashOf(one)]));
  }

  function schedule(files: readonly ChangedFile[], choose: () => string[]): Promise<void> {
    queue = queue.then(() => run(files, choose)).catch(events.onError);
    return queue;
  }

  async function run(files: readonly ChangedFile[], choose: () => string[]): Promise<void> {
    const ids = choose();
    if (ids.length === 0) return;
    const start = performance.now();
    events.onStart(ids, files);
    hashes = hashesNow();
    for (const id of ids) known.delete(id);
    const result = await runAndRecord(session, ids, known);
    for (const exercise of result.exercises) known.set(exercise.id, exercise);
    events.onResult(result, performance.now() - start);
  }

  await schedule([], allExercises);
  return {
    rerun: () => schedule([], allExercises),
    async close() {
      watcher.close();
      await queue;
      await session.close();
    },
  };
}
