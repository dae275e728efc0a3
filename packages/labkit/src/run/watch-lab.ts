/**
 * From saving a file to the verdict: a lab that runs the exercises a change touches, as it happens.
 *
 * Which exercises a change touches is answered by content, not by guessing: those whose hash (over
 * everything they import, see content-hash.ts) is no longer the one of their last run.
 *
 * Only the newest text counts: what is saved while a run is on its way ends that run, so that code
 * that never comes back does not keep its mended version waiting.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type ExerciseResult,
  type LabResult,
  newTypeFaults,
  type TypeFault,
} from "../checklist/result.ts";
import { ContentHasher } from "../lab/content-hash.ts";
import type { Lab } from "../lab/course.ts";
import type { ExerciseManifest } from "../lab/lab-json.ts";
import { keepPristineCopies } from "../lab/pristine.ts";
import { type FolderWatcher, watchFolder } from "./folder-watcher.ts";
import { openLab } from "./session.ts";
import { runAndRecord } from "./test-lab.ts";
import { typeFaultsOf } from "./type-check.ts";

export interface WatchEvents {
  /** A run begins: of these exercises, because of these files (none: it was asked for). */
  onStart(exercises: readonly string[], files: readonly ChangedFile[]): void;
  /**
   * A run takes longer than one likes to wait without a word. @default a line on stderr
   */
  onSlow?(exercises: readonly string[]): void;
  /** `ms` is the time since the run began. A run that a newer save ended has no result. */
  onResult(result: LabResult, ms: number): void;
  /** After a result: the type errors in the student's files, if there are any. @default nothing */
  onTypes?(faults: readonly TypeFault[]): void;
  /** The run itself broke; the next change tries again. */
  onError(error: unknown): void;
}

export interface ChangedFile {
  /** Such as "starter/motion.ts". */
  readonly file: string;
  readonly isDeleted: boolean;
}

export interface LabWatch {
  /** Runs all exercises, in place of what runs; resolves when the result is out. */
  rerun(): Promise<void>;
  close(): Promise<void>;
}

/** A run of a few exercises takes a quarter of this. */
const SLOW_MS = 1_000;

/** Resolves after the first run of all exercises. */
export async function watchLab(lab: Lab, events: WatchEvents): Promise<LabWatch> {
  keepPristineCopies(lab.dir);
  const session = await openLab(lab.dir, { warm: true });
  const known = new Map<string, ExerciseResult>();
  const { exercises } = lab.manifest;
  const hasher = new ContentHasher(lab.dir);
  /** Of the files as they are, and of those that the last run of each exercise was about. */
  let saved = new Map<string, string>();
  let hashes = new Map<string, string>();
  let queue: Promise<void> = Promise.resolve();
  let running = new AbortController();

  const starter = join(lab.dir, "starter");
  const watcher: FolderWatcher = watchFolder(starter, (names) => {
    const files = names.map((name) => ({
      file: `starter/${name}`,
      isDeleted: !existsSync(join(starter, name)),
    }));
    session.changed(files.map(({ file }) => file));
    saved = hasher.hashAll(exercises);
    if (touched().length > 0) schedule(() => runTouched(files));
  });

  /** Ends what runs, and then does the work. */
  function schedule(work: () => Promise<void>): Promise<void> {
    running.abort();
    queue = queue.then(work).catch(events.onError);
    return queue;
  }

  function touched(): ExerciseManifest[] {
    return exercises.filter(({ id }) => saved.get(id) !== hashes.get(id));
  }

  async function runTouched(files: readonly ChangedFile[]): Promise<void> {
    const open = touched();
    if (open.length > 0) await run(open, files);
  }

  async function runAll(): Promise<void> {
    saved = hasher.hashAll(exercises);
    await run(exercises, []);
  }

  async function run(
    open: readonly ExerciseManifest[],
    files: readonly ChangedFile[],
  ): Promise<void> {
    const start = performance.now();
    const ids = open.map(({ id }) => id);
    running = new AbortController();
    const { signal } = running;
    hashes = new Map(saved);
    for (const id of ids) known.delete(id);
    events.onStart(ids, files);
    const slow = setTimeout(() => (events.onSlow ?? saySlow)(ids), SLOW_MS);
    try {
      const result = await runAndRecord(session, ids, known, saved, signal);
      for (const exercise of result.exercises) known.set(exercise.id, exercise);
      events.onResult(result, performance.now() - start);
      void lookAtTypes(result, signal).catch(events.onError);
    } catch (error) {
      // As if they had never run: the run that comes now is of these as well.
      for (const id of ids) hashes.delete(id);
      if (!signal.aborted) throw error;
    } finally {
      clearTimeout(slow);
    }
  }

  /** Beside everything else; a newer save makes it pointless. */
  async function lookAtTypes(result: LabResult, signal: AbortSignal): Promise<void> {
    if (events.onTypes === undefined) return;
    const faults = newTypeFaults(result, await typeFaultsOf(lab.dir, signal));
    if (!signal.aborted && faults.length > 0) events.onTypes(faults);
  }

  await schedule(runAll);
  return {
    rerun: () => schedule(runAll),
    async close() {
      watcher.close();
      running.abort();
      await queue;
      await session.close();
    },
  };
}

function saySlow(exercises: readonly string[]): void {
  process.stderr.write(`checking ${exercises.join(", ")} …\n`);
}
