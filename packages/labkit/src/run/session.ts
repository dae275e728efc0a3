/**
 * A lab that can be run again and again: vitest stays loaded, each run has a new process.
 *
 *     const lab = await openLab(dir);
 *     const [result] = await lab.run();           // all exercises of the starter
 *     lab.changed(["starter/simulator.ts"]);      // saved in the editor
 *     const [next] = await lab.run({ only: () => ["M4"], known });
 *     await lab.close();
 */
import { resolve } from "node:path";
import { Writable } from "node:stream";
import { createVitest, type TestModule, type TestSpecification, type Vitest } from "vitest/node";
import { collect, exerciseOf } from "../checklist/collect.ts";
import { ConsoleOutput } from "../checklist/console-output.ts";
import type { ExerciseResult, LabResult } from "../checklist/result.ts";
import { type LabManifest, readManifest } from "../lab/lab-json.ts";
import { createLabPool, type LabPool } from "./pool.ts";
import { isTarget, type Target, targetDir } from "./targets.ts";
import { labSettings } from "./vitest-config.ts";

export interface OpenOptions {
  /** What to run; `run` gives one result each, in this order. @default ["starter"] */
  readonly targets?: readonly Target[];
  /** Whether "to do" counts as not reached. @default false */
  readonly strict?: boolean;
  /** Keep a process ready for the next run: for a watcher. @default false */
  readonly warm?: boolean;
}

export interface RunOptions {
  /** Ids of the exercises to run, of a target. @default all */
  readonly only?: (target: Target) => readonly string[];
  /** Results to take over for exercises that are not run; without one they are left out. */
  readonly known?: ReadonlyMap<string, ExerciseResult>;
  /** Ends the run: its processes are killed at once, and `run` throws the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface LabSession {
  readonly labDir: string;
  readonly manifest: LabManifest;
  run(options?: RunOptions): Promise<LabResult[]>;
  /** Files, absolute or relative to the lab, that are no longer what they were. */
  changed(files: readonly string[]): void;
  close(): Promise<void>;
}

/** @throws ManifestError when lab.json is missing or wrong */
export async function openLab(labDir: string, options: OpenOptions = {}): Promise<LabSession> {
  const { targets = ["starter"], strict = false, warm = false } = options;
  const manifest = readManifest(labDir);
  const pools = new Map(targets.map((target) => [target, createLabPool({ keepSpare: warm })]));
  const output = new ConsoleOutput();
  const vitest = await createVitest(
    "test",
    {
      ...labSettings(labDir, targets, (target) => pools.get(target)!).test,
      root: labDir,
      config: false,
      watch: false,
      env: strict ? { LAB_STRICT: "1" } : {},
      reporters: [{ onUserConsoleLog: (log) => output.add(log) }],
    },
    {},
    // What vitest writes by itself (it hides the cursor, for one) is not for the student.
    { stdout: new Silence(), stderr: new Silence() },
  );
  output.vitest = vitest;
  const lab: OpenLab = { labDir, manifest, vitest, pools, output, strict };
  return {
    labDir,
    manifest,
    run: (runOptions = {}) => abortable(lab, runOptions),
    changed(files) {
      for (const file of files) vitest.invalidateFile(resolve(labDir, file));
    },
    async close() {
      // First vitest, which says goodbye to its processes and would wait for their answer.
      await vitest.close();
      for (const pool of pools.values()) pool.close();
    },
  };
}

class Silence extends Writable {
  override _write(_chunk: unknown, _encoding: string, callback: () => void): void {
    callback();
  }
}

interface OpenLab {
  readonly labDir: string;
  readonly manifest: LabManifest;
  readonly vitest: Vitest;
  readonly pools: ReadonlyMap<Target, LabPool>;
  readonly output: ConsoleOutput;
  readonly strict: boolean;
}

async function abortable(lab: OpenLab, options: RunOptions): Promise<LabResult[]> {
  const { signal } = options;
  signal?.throwIfAborted();
  const pools = [...lab.pools.values()];
  const abort = (): void => {
    for (const pool of pools) pool.abort();
  };
  signal?.addEventListener("abort", abort);
  try {
    return await runLab(lab, options);
  } finally {
    signal?.removeEventListener("abort", abort);
    for (const pool of pools) pool.allow();
  }
}

async function runLab(lab: OpenLab, options: RunOptions): Promise<LabResult[]> {
  const { exitCode } = process;
  const all = await lab.vitest.globTestSpecifications();
  let open = all.filter(
    ({ moduleId, project: { name } }) =>
      !(options.only && isTarget(name)) || options.only(name).includes(exerciseOf(moduleId)),
  );
  let results = new Map<Target, LabResult>();
  do {
    lab.output.clear();
    const { testModules, unhandledErrors } = await lab.vitest.runTestSpecifications(open, false);
    // vitest declares our process failed when a test fails; what that means is for the caller to say.
    process.exitCode = exitCode;
    options.signal?.throwIfAborted();
    const reached = open.flatMap((specification) => moduleOf(specification, testModules) ?? []);
    results = await resultsOf(lab, reached, unhandledErrors as VitestErrors, results, options);
    // A process that was stuck took the files with it that were still waiting: run those again.
    const waiting = open.filter((one) => !hasStarted(moduleOf(one, reached)));
    open = waiting.length < open.length ? waiting : [];
  } while (open.length > 0);
  return [...results.values()];
}

type VitestErrors = Parameters<typeof collect>[0]["unhandled"];

/** One result a target; exercises that this run did not reach keep what an earlier one said. */
async function resultsOf(
  lab: OpenLab,
  modules: readonly TestModule[],
  unhandled: VitestErrors,
  earlier: ReadonlyMap<Target, LabResult>,
  options: RunOptions,
): Promise<Map<Target, LabResult>> {
  const results = new Map<Target, LabResult>();
  for (const [target, pool] of lab.pools) {
    const before = earlier.get(target);
    const ran = new Set(
      modules
        .filter(({ project }) => project.name === target)
        .map(({ moduleId }) => exerciseOf(moduleId)),
    );
    const known = new Map(options.known);
    for (const exercise of before?.exercises ?? []) {
      if (!ran.has(exercise.id)) known.set(exercise.id, exercise);
    }
    const result = collect({
      manifest: lab.manifest,
      target,
      where: { labDir: lab.labDir, targetDir: targetDir(lab.labDir, target) },
      strict: lab.strict,
      modules,
      unhandled,
      processes: await pool.takeReport(),
      output: lab.output.byFile,
      known,
      ...(options.only && { asked: options.only(target) }),
    });
    results.set(target, { ...result, faults: [...(before?.faults ?? []), ...result.faults] });
  }
  return results;
}

function moduleOf(
  { moduleId, project }: TestSpecification,
  modules: readonly TestModule[],
): TestModule | undefined {
  return modules.find((one) => one.moduleId === moduleId && one.project.name === project.name);
}

function hasStarted(module: TestModule | undefined): boolean {
  return module !== undefined && module.state() !== "queued";
}
