/**
 * What a run of a lab's tests says, as plain data (`hpts/lab-result/v1`): written to disk for
 * `npm test` to count, printed by `--json`, and turned into the checklist by `render.ts`.
 *
 * All paths are relative to the lab's folder, with `/`; lines and columns count from 1.
 */

export const RESULT_SCHEMA = "hpts/lab-result/v1";

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What one check of an exercise came to. */
export interface CheckResult {
  readonly name: string;
  readonly state: "passed" | "failed" | "todo";
  /** Why it failed, or what is still to be written. */
  readonly message?: string;
  /** Where in the student's code, if the failure or the Todo came from there. */
  readonly at?: Place;
  /** Where the check was made. */
  readonly checkedAt?: Place;
}

/** What the type checker says of a place in the student's code. */
export interface TypeFault extends Place {
  readonly message: string;
}

export interface Output {
  readonly text: string;
  readonly hiddenChars: number;
}

export type ExerciseState = "done" | "failing" | "todo";

export interface ExerciseResult {
  readonly id: string;
  readonly title: string;
  /** The file that the student edits. */
  readonly file: string;
  readonly state: ExerciseState;
  readonly checks: readonly CheckResult[];
  /** Lines that checks left for the reader. */
  readonly notes: readonly string[];
  /** What the code printed while it was checked, cut; `hiddenChars` more were dropped. */
  readonly output?: Output;
  /** True if nothing that this exercise depends on has changed since it was last done. */
  readonly unchanged?: true;
}

export interface LabResult {
  readonly schema: typeof RESULT_SCHEMA;
  /** The lab's id, such as "testing". */
  readonly lab: string;
  readonly target: string;
  /** In strict mode an exercise that is to do counts as not reached. */
  readonly strict: boolean;
  readonly exercises: readonly ExerciseResult[];
  /** Checks of the lab itself, for its authors: passed and failed. */
  readonly authors: { readonly passed: number; readonly failed: readonly CheckResult[] };
  /** What went wrong and belongs to no exercise. */
  readonly faults: readonly string[];
  /** Type errors in the student's files; left out where nobody has looked. */
  readonly types?: readonly TypeFault[];
  /** What was written to stdout or stderr past the console, so that nobody knows by which check. */
  readonly output?: Output;
}

/** A result of exercises alone, with nothing that went wrong besides. */
export function resultOf(
  lab: string,
  target: string,
  exercises: readonly ExerciseResult[],
  strict: boolean,
): LabResult {
  const authors = { passed: 0, failed: [] };
  return { schema: RESULT_SCHEMA, lab, target, strict, exercises, authors, faults: [] };
}

export interface Tally {
  readonly done: number;
  readonly failing: number;
  readonly todo: number;
}

export function tally(exercises: readonly ExerciseResult[]): Tally {
  const count = (state: ExerciseState): number =>
    exercises.filter((exercise) => exercise.state === state).length;
  return { done: count("done"), failing: count("failing"), todo: count("todo") };
}

/** Whether the run counts as passed: nothing wrong, types included; in strict mode, nothing to do. */
export function isGreen(result: LabResult): boolean {
  const { failing, todo } = tally(result.exercises);
  const sound = result.faults.length === 0 && result.authors.failed.length === 0;
  const isTyped = (result.types ?? []).length === 0;
  return sound && isTyped && failing === 0 && !(result.strict && todo > 0);
}

/** What to look at next: the first exercise that fails, else the first to do. */
export function nextExercise(result: LabResult): ExerciseResult | undefined {
  const first = (state: ExerciseState): ExerciseResult | undefined =>
    result.exercises.find((exercise) => exercise.state === state);
  return first("failing") ?? first("todo");
}

/**
 * Type errors that say something new: where the code does not even parse, the checklist has said so.
 *
 * @param unasked files of exercises that nobody asked for
 */
export function newTypeFaults(
  result: LabResult,
  faults: readonly TypeFault[],
  unasked: ReadonlySet<string> = new Set(),
): TypeFault[] {
  const checks = result.exercises.flatMap((exercise) => exercise.checks);
  if (checks.some(({ message }) => message?.startsWith(SYNTAX_ERROR))) return [];
  return faults.filter(({ file }) => !unasked.has(file));
}

/** How the message of code that does not parse begins. */
export const SYNTAX_ERROR = "syntax error: ";

/** The check that decides an exercise's state: the first failed one, else the first to do. */
export function decidingCheck(exercise: ExerciseResult): CheckResult | undefined {
  const first = (state: CheckResult["state"]): CheckResult | undefined =>
    exercise.checks.find((check) => check.state === state);
  return first("failed") ?? first("todo");
}
