/**
 * From vitest's report of a run to the lab's own result, exercise by exercise.
 *
 * The exercise is the test file's name. What must never pass for "done": a file that could not be
 * loaded, a file without a test, a check that was skipped without being to do, a process that was
 * killed because it was stuck.
 */
import { existsSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import type { SerializedError, TestCase, TestModule } from "vitest/node";
import type {} from "../exercise/exercise.ts";
import type { ExerciseManifest, LabManifest } from "../lab/lab-json.ts";
import type { ProcessReport } from "../run/process-output.ts";
import { type CodeLocation, explain, placesOf } from "./explain.ts";
import {
  type CheckResult,
  type ExerciseResult,
  type LabResult,
  type Output,
  resultOf,
} from "./result.ts";

export interface RawRun {
  readonly manifest: LabManifest;
  readonly target: string;
  readonly where: CodeLocation;
  readonly strict: boolean;
  readonly modules: readonly TestModule[];
  readonly unhandled: readonly SerializedError[];
  readonly processes: ProcessReport;
  /** What the code printed through the console, by test file. */
  readonly output: ReadonlyMap<string, Output>;
  /** Ids of the exercises that were to be run. @default all */
  readonly asked?: readonly string[];
  /** Results of exercises that were not run; what is neither asked nor known is left out. */
  readonly known?: ReadonlyMap<string, ExerciseResult>;
}

export function collect(run: RawRun): LabResult {
  const faults = faultsOf(run);
  const exercises = run.manifest.exercises
    .filter(({ id }) => run.known?.has(id) || (run.asked?.includes(id) ?? true))
    .map((exercise) => run.known?.get(exercise.id) ?? exerciseResult(exercise, run));
  return {
    ...resultOf(run.manifest.id, run.target, exercises, run.strict),
    authors: authorsResult(run),
    faults,
    ...(run.processes.output !== "" && {
      output: { text: run.processes.output, hiddenChars: run.processes.dropped },
    }),
  };
}

/** The exercise that a test file belongs to: `tests/M4.test.ts` -> "M4". */
export function exerciseOf(file: string): string {
  return basename(file).replace(/\.test\.ts$/, "");
}

function exerciseResult(exercise: ExerciseManifest, run: RawRun): ExerciseResult {
  const module = run.modules.find(
    ({ moduleId, project }) => project.name === run.target && exerciseOf(moduleId) === exercise.id,
  );
  const checks =
    module === undefined ? [didNotRun(exercise, run)] : checksOf(module, run, exercise.file);
  const output = module && run.output.get(module.moduleId);
  return {
    id: exercise.id,
    title: exercise.title,
    file: exercise.file.replace(/^starter\//, `${folderName(run.where)}/`),
    state: stateOf(checks),
    checks,
    notes: module === undefined ? [] : notesOf(module),
    ...(output && { output }),
  };
}

function folderName({ labDir, targetDir }: CodeLocation): string {
  return relative(labDir, targetDir).split(sep).join("/");
}

function stateOf(checks: readonly CheckResult[]): ExerciseResult["state"] {
  if (checks.some(({ state }) => state === "failed")) return "failing";
  return checks.some(({ state }) => state === "todo") ? "todo" : "done";
}

function didNotRun({ id }: ExerciseManifest, run: RawRun): CheckResult {
  const message = existsSync(join(run.where.labDir, "tests", `${id}.test.ts`))
    ? NOT_RUN
    : `tests/${id}.test.ts is missing`;
  return failed("the checks", message);
}

const NOT_RUN = "not run: the process had to be stopped before";

const failed = (name: string, message: string, rest: Partial<CheckResult> = {}): CheckResult => ({
  name,
  state: "failed",
  message,
  ...rest,
});

function checksOf(module: TestModule, run: RawRun, file: string): CheckResult[] {
  if (run.processes.outOfMemory && hasNotEnded(module)) return [usedUpMemory(file)];
  const checks = [...module.children.allTests()].map((test) => checkOf(test, run));
  for (const error of module.errors()) {
    checks.push({ name: "loading the files", state: "failed", ...explain(error, run.where) });
  }
  for (const error of run.unhandled) {
    if (error["VITEST_TEST_PATH"] === module.moduleId) checks.push(afterwards(error, run));
  }
  if (checks.length === 0) checks.push(withoutChecks(module, run));
  return checks;
}

function hasNotEnded(module: TestModule): boolean {
  return module.state() === "pending";
}

/** The process died with the results of the checks before, so nobody knows in which check it was. */
function usedUpMemory(file: string): CheckResult {
  const message = `the code of ${file} used up all memory: is there a loop that never ends and keeps adding to an array or a string?`;
  return failed("the checks", message);
}

function checkOf(test: TestCase, run: RawRun): CheckResult {
  const result = test.result();
  const name = test.name;
  if (result.state === "passed") return { name, state: "passed" };
  if (result.state === "pending") return neverEnded(name, test.module, run);
  const [error] = result.errors ?? [];
  const todo = test.meta().hpts?.todo;
  if (todo !== undefined) {
    const places = placesOf(todo.stack, run.where);
    const message = todo.message;
    return { name, state: "todo", message, ...places };
  }
  if (error !== undefined) return { name, state: "failed", ...explain(error, run.where) };
  return failed(name, "was skipped; a skipped check counts as failing");
}

/** A check without a result: its process was killed, stuck in this check or in an earlier one. */
function neverEnded(name: string, { moduleId }: TestModule, run: RawRun): CheckResult {
  const stuck = run.processes.stuck.find(({ label }) => label.startsWith(moduleId));
  if (stuck === undefined) return failed(name, NOT_RUN);
  const wasLoading = stuck.label === moduleId;
  if (!wasLoading && stuck.label !== `${moduleId} ${name}`) return failed(name, NOT_RUN);
  return failed(
    name,
    "did not come back and had to be stopped: is there a loop that never ends?",
    placesOf(stuck.stack, run.where),
  );
}

function withoutChecks(module: TestModule, run: RawRun): CheckResult {
  if (module.state() === "pending" || module.state() === "queued") {
    return neverEnded("loading the files", module, run);
  }
  return failed("the checks", `${module.relativeModuleId} holds no check`);
}

/** An error that came when its check was already over. */
function afterwards(error: SerializedError, run: RawRun): CheckResult {
  const { message, ...places } = explain(error, run.where);
  const advice = "(nobody waited for this promise: is an await missing?)";
  return failed("afterwards", `${message} ${advice}`, places);
}

function notesOf(module: TestModule): string[] {
  return [...module.children.allTests()].flatMap((test) => test.meta().hpts?.notes ?? []);
}

/** Errors outside any test file. Where a process was killed, its test file already says so. */
function faultsOf({ unhandled, processes, where }: RawRun): string[] {
  if (processes.stuck.length > 0 || processes.outOfMemory) return [];
  return unhandled
    .filter((error) => error["VITEST_TEST_PATH"] === undefined)
    .filter((error) => error.message !== undefined)
    .map((error) => explain(error, where).message);
}

function authorsResult(run: RawRun): LabResult["authors"] {
  const modules = run.modules.filter(({ project }) => project.name === "authors");
  const checks = modules.flatMap((module) => checksOf(module, run, "solution"));
  return {
    passed: checks.filter(({ state }) => state === "passed").length,
    failed: checks.filter(({ state }) => state !== "passed"),
  };
}
