/**
 * The vitest reporter of a lab: prints the checklist, and leaves the result as JSON in
 * `.hpts/result-<target>.json` for `npm test` to count and for the dashboard to show.
 */
import { dirname, relative } from "node:path";
import type { UserConsoleLog } from "vitest";
import type { Reporter, SerializedError, TestModule, TestSpecification, Vitest } from "vitest/node";
import { ContentHasher } from "../lab/content-hash.ts";
import { findUp } from "../lab/find-up.ts";
import { readHints } from "../lab/hints.ts";
import { type LabManifest, readManifest } from "../lab/lab-json.ts";
import { recordProgress, writeResult } from "../lab/progress.ts";
import type { LabPool } from "../run/pool.ts";
import { AUTHORS, isTarget, type Target, targetDir } from "../run/targets.ts";
import { collect } from "./collect.ts";
import { ConsoleOutput } from "./console-output.ts";
import { lookOf } from "./look.ts";
import { renderChecklist } from "./render.ts";
import { isGreen, type LabResult } from "./result.ts";

export class ChecklistReporter implements Reporter {
  readonly #labDir: string;
  readonly #poolOf: (target: Target) => LabPool;
  readonly #output = new ConsoleOutput();
  readonly #manifest: LabManifest;
  #targets: Target[] = [];
  #hashes: ReadonlyMap<string, string> = new Map();

  constructor(labDir: string, poolOf: (target: Target) => LabPool) {
    this.#labDir = labDir;
    this.#poolOf = poolOf;
    this.#manifest = readManifest(labDir);
  }

  onInit(vitest: Vitest): void {
    this.#output.vitest = vitest;
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.#hashes = new ContentHasher(this.#labDir).hashAll(this.#manifest.exercises);
    const names = new Set(specifications.map(({ project }) => project.name));
    this.#targets = [...names].filter((name) => name !== AUTHORS).filter(isTarget);
  }

  onUserConsoleLog(log: UserConsoleLog): void {
    this.#output.add(log);
  }

  async onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly SerializedError[],
  ): Promise<void> {
    for (const target of this.#targets) {
      const result = collect({
        manifest: this.#manifest,
        target,
        where: { labDir: this.#labDir, targetDir: targetDir(this.#labDir, target) },
        strict: Boolean(process.env["LAB_STRICT"]),
        modules,
        unhandled,
        processes: await this.#poolOf(target).takeReport(),
        output: this.#output.byFile,
      });
      this.#publish(result);
    }
  }

  #publish(result: LabResult): void {
    recordProgress(this.#labDir, result, this.#hashes);
    writeResult(this.#labDir, result);
    const text = renderChecklist(result, {
      look: lookOf(process.stdout, process.env),
      title: this.#manifest.title,
      exerciseCount: this.#manifest.exercises.length,
      pathPrefix: this.#pathPrefix(),
      command: "pnpm hpts",
      firstHint: (id) => readHints(this.#labDir, id)[0]?.text,
    });
    process.stdout.write(`\n${text}`);
    if (!isGreen(result)) process.exitCode = 1;
  }

  /** As seen from the course's folder: turbo starts vitest in the lab's, where no student stands. */
  #pathPrefix(): string {
    const workspace = findUp(this.#labDir, "pnpm-workspace.yaml");
    return relative(workspace === undefined ? process.cwd() : dirname(workspace), this.#labDir);
  }
}
