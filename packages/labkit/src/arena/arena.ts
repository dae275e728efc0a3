/**
 * The arena: a student's tests against programs that are right and programs that are wrong.
 *
 * A good suite accepts every correct variant, whatever way it computes, and finds something wrong
 * with every mutant. A suite that rejects a correct variant is worth nothing, however many mutants
 * it finds: it says "wrong" to everybody.
 *
 * This is the student's own practice ground: their tests run in child processes with a time limit,
 * so a loop or a crash harms nobody, but nothing here defends against cheating.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { throwTodo } from "../todo.ts";
import { type Bundle, bundleOwn, bundleSpec, ownFile, type SpecFolder } from "./bundle.ts";
import type { Catalogue } from "./catalogue.ts";
import { type Children, startChildren } from "./children.ts";
import { foundFault, type Job, type SpecRun } from "./outcome.ts";
import { ArenaReport } from "./report.ts";

export type { Catalogue, Mutant, Subject, Variant } from "./catalogue.ts";
export type { SpecRun, TestOutcome } from "./outcome.ts";
export type { ArenaReport } from "./report.ts";

/** Each correct variant runs this often, so that tests that throw dice show it. */
const CORRECT_RUNS = 3;
/** How long a test file may take on a correct variant. */
const CORRECT_LIMIT_MS = 5_000;
/** On a mutant it may take this many times what it took on the slowest correct variant. */
const MUTANT_PATIENCE = 10;
const LEAST_MUTANT_LIMIT_MS = 1_000;

export interface ArenaOptions {
  readonly labDir: string;
  /** The lab's `tests/arena/catalogue.ts`, which exports `catalogue`. */
  readonly catalogueFile: string;
  readonly catalogue: Catalogue;
  /** Where the student's test files are. @default what the lab's runner says in LAB_TARGET_DIR */
  readonly specs?: SpecFolder;
}

export interface Arena {
  /**
   * Runs test files, by name, against all variants; taken together they are one suite.
   *
   * @throws Todo when a test is not written yet
   * @throws SpecBuildError when a file does not parse
   */
  judge(names: readonly string[]): Promise<ArenaReport>;
  /** Runs a file once against the first correct variant. */
  tryOut(name: string, options?: { deaf?: boolean }): Promise<SpecRun>;
  close(): void;
}

export function openArena(options: ArenaOptions): Arena {
  const outDir = join(options.labDir, ".hpts", "arena");
  const specs = options.specs ?? specsOfTarget();
  const { catalogue } = options;
  const subjectNames = Object.keys(catalogue.correct[0]?.create() ?? {});
  let children: Children | undefined;

  async function run(jobs: readonly Omit<Job, "id">[]): Promise<SpecRun[]> {
    if (children === undefined) {
      const child = await bundleOwn(ownFile("child"), outDir);
      const catalogueBundle = await bundleOwn(options.catalogueFile, outDir);
      children = startChildren(child.file, catalogueBundle.file);
    }
    return children.run(jobs);
  }

  function bundleOf(name: string): Promise<Bundle> {
    return bundleSpec(name, specs, catalogue.specifier, subjectNames, outDir);
  }

  async function runsOf(name: string): Promise<SpecRuns> {
    const spec = await bundleOf(name);
    const catalogueBundle = await bundleOwn(options.catalogueFile, outDir);
    const key = createHash("sha256").update(spec.hash).update(catalogueBundle.hash).digest("hex");
    return cached(join(outDir, `runs-${key.slice(0, 16)}.json`), () =>
      runAll(spec, catalogue, run),
    );
  }

  return {
    async judge(names) {
      const runs: SpecRuns[] = [];
      for (const name of names) runs.push(await runsOf(name));
      const [todo] = runs.flatMap(({ correct }) => correct.flatMap(({ todos }) => todos));
      if (todo !== undefined) throwTodo(todo);
      return new ArenaReport(catalogue, runs);
    },
    async tryOut(name, { deaf = false } = {}) {
      const spec = (await bundleOf(name)).file;
      const variant = catalogue.correct[0]!.id;
      const [result] = await run([{ spec, variant, limitMs: CORRECT_LIMIT_MS, deaf }]);
      const [todo] = result!.todos;
      if (todo !== undefined) throwTodo(todo);
      return result!;
    },
    close() {
      children?.close();
      children = undefined;
    },
  };
}

/** The runs of one test file: the correct variants (each several times) and the mutants. */
export interface SpecRuns {
  /** In the catalogue's order, repeated `CORRECT_RUNS` times. */
  readonly correct: readonly SpecRun[];
  /** In the catalogue's order; empty when a correct variant was rejected. */
  readonly mutants: readonly SpecRun[];
}

async function runAll(
  spec: Bundle,
  catalogue: Catalogue,
  run: (jobs: readonly Omit<Job, "id">[]) => Promise<SpecRun[]>,
): Promise<SpecRuns> {
  const job = (variant: string, limitMs: number): Omit<Job, "id"> => ({
    spec: spec.file,
    variant,
    limitMs,
    deaf: false,
  });
  const names = Array.from({ length: CORRECT_RUNS }, () => catalogue.correct.map(({ id }) => id));
  const correct = await run(names.flat().map((id) => job(id, CORRECT_LIMIT_MS)));
  // Nothing that mutants could show counts before this is mended; the student waits for less.
  if (correct.some((one) => one.todos.length > 0 || foundFault(one)))
    return { correct, mutants: [] };
  const slowest = Math.max(...correct.map(({ durationMs }) => durationMs));
  const limitMs = Math.max(LEAST_MUTANT_LIMIT_MS, Math.ceil(slowest * MUTANT_PATIENCE));
  const mutants = await run(catalogue.mutants.map(({ id }) => job(id, limitMs)));
  return { correct, mutants };
}

/** Results by content, on disk: only test files that changed are run again. */
async function cached(file: string, compute: () => Promise<SpecRuns>): Promise<SpecRuns> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as SpecRuns;
  const runs = await compute();
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(runs));
  renameSync(`${file}.${process.pid}`, file);
  return runs;
}

function specsOfTarget(): SpecFolder {
  const { LAB_TARGET_DIR: dir, LAB_BASE_DIR: base } = process.env;
  if (!dir || !base) throw new Error("an arena needs the folder of the tests, or a lab's runner");
  return { dir, base };
}
