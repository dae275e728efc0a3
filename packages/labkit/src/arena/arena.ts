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
import { join } from "node:path";
import { throwTodo } from "../todo.ts";
import { type Bundle, bundleOwn, bundleSpec, ownFile, type SpecFolder } from "./bundle.ts";
import type { Catalogue } from "./catalogue.ts";
import { type Children, startChildren } from "./children.ts";
import type { SpecRun } from "./outcome.ts";
import { pruneUnused } from "./prune.ts";
import { ArenaReport } from "./report.ts";
import { CORRECT_LIMIT_MS, keptRuns, runSpec, type SpecRuns } from "./spec-runs.ts";

export { SpecBuildError, type SpecFolder } from "./bundle.ts";
export type { Catalogue, Mutant, Subject, Variant } from "./catalogue.ts";
export type { SpecRun, TestOutcome } from "./outcome.ts";
export type { ArenaReport } from "./report.ts";

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
  /** Runs a file once against the first correct variant. @throws as `judge` */
  tryOut(name: string, options?: { deaf?: boolean }): Promise<SpecRun>;
  /** Ends the child processes; the next call starts new ones. */
  close(): void;
}

export function openArena(options: ArenaOptions): Arena {
  const outDir = join(options.labDir, ".hpts", "arena");
  const specs = options.specs ?? specsOfTarget();
  const { catalogue } = options;
  const subjectNames = Object.keys(catalogue.correct[0]?.create() ?? {});
  let own: Promise<{ child: Bundle; variants: Bundle }> | undefined;
  let children: Children | undefined;

  async function bundleOwnFiles(): Promise<{ child: Bundle; variants: Bundle }> {
    const child = await bundleOwn(ownFile("child"), outDir);
    return { child, variants: await bundleOwn(options.catalogueFile, outDir) };
  }

  function ownFiles(): Promise<{ child: Bundle; variants: Bundle }> {
    if (own === undefined) {
      pruneUnused(outDir);
      own = bundleOwnFiles();
    }
    return own;
  }

  async function startedChildren(): Promise<Children> {
    const { child, variants } = await ownFiles();
    children ??= startChildren(child.file, variants.file);
    return children;
  }

  function bundleOf(name: string): Promise<Bundle> {
    return bundleSpec(name, specs, catalogue.specifier, subjectNames, outDir);
  }

  async function runsOf(name: string): Promise<SpecRuns> {
    const spec = await bundleOf(name);
    const { child, variants } = await ownFiles();
    const key = createHash("sha256")
      .update(spec.hash + variants.hash + child.hash)
      .digest("hex");
    return keptRuns(join(outDir, `runs-${key.slice(0, 16)}.json`), async () =>
      runSpec(spec, catalogue, await startedChildren()),
    );
  }

  return {
    async judge(names) {
      const runs: SpecRuns[] = [];
      for (const name of names) runs.push(await runsOf(name));
      const [todo] = runs.flatMap(({ correct }) => correct.flatMap((run) => run?.todos ?? []));
      if (todo !== undefined) throwTodo(todo);
      return new ArenaReport(catalogue, runs);
    },
    async tryOut(name, { deaf = false } = {}) {
      const spec = (await bundleOf(name)).file;
      const variant = catalogue.correct[0]!.id;
      const job = { spec, variant, limitMs: CORRECT_LIMIT_MS, deaf };
      const [run] = await (await startedChildren()).run([job]);
      const [todo] = run!.todos;
      if (todo !== undefined) throwTodo(todo);
      return run!;
    },
    close() {
      children?.close();
      children = undefined;
    },
  };
}

function specsOfTarget(): SpecFolder {
  const { LAB_TARGET_DIR: dir, LAB_BASE_DIR: base } = process.env;
  if (!dir || !base) throw new Error("an arena needs the folder of the tests, or a lab's runner");
  return { dir, base };
}
