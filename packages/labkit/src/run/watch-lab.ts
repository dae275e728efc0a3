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
import type { ExerciseManifest } from "../lab/lab-json.ts";
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
  const { exercises } = lab.manifest;
  const hasher = new ContentHasher(lab.dir);
  let hashes = new Map<string, string>();
  let queue: Promise<void> = Promise.resolve();

  const starter = join(lab.dir, "starter");
  const watcher: FolderWatcher = watchFolder(starter, (names) => {
    const files = names.map((name) => ({
      file: `starter/${name}`,
      isDeleted: !existsSync(join(starter, name)),
    }));
    session.changed(files.map(({ file }) => file));
    schedule(() => runTouched(files));
  });

  function schedule(work: () => Promise<void>): Promise<void> {
    queue = queue.then(work).catch(events.onError);
    return queue;
  }

  async function runTouched(files: readonly ChangedFile[]): Promise<void> {
    const now = hasher.hashAll(exercises);
    const touched = exercises.filter(({ id }) => now.get(id) !== hashes.get(id));
    if (touched.length > 0) await run(touched, now, files);
  }

  async function runAll(): Promise<void> {
    await run(exercises, hasher.hashAll(exercises), []);
  }

  async function run(
    touched: readonly ExerciseManifest[],
    now: Map<string, string>,
    files: readonly ChangedFile[],
  ): Promise<void> {
    const start = performance.now();
    const ids = touched.map(({ id }) => id);
    hashes = now;
    for (const id of ids) known.delete(id);
    events.onStart(ids, files);
    const result = await runAndRecord(session, ids, known, now);
    for (const exercise of result.exercises) known.set(exercise.id, exercise);
    events.onResult(result, performance.now() - start);
  }

  await schedule(runAll);
  return {
    rerun: () => schedule(runAll),
    async close() {
      watcher.close();
      await queue;
      await session.close();
    },
  };
}
