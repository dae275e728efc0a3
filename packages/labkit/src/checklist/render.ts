/** The checklist that a student reads: one line an exercise, more where it helps, what comes next. */
import { join } from "node:path";
import { fitLine, withoutCodes } from "./cut-text.ts";
import { bothEnds, type Look, wrap } from "./look.ts";
import { placeText } from "./place-text.ts";
import { renderTypeFaults } from "./render-types.ts";
import { RepeatedErrors } from "./repeated-errors.ts";
import {
  type CheckResult,
  decidingCheck,
  type ExerciseResult,
  isGreen,
  type LabResult,
  nextExercise,
  type Output,
  tally,
} from "./result.ts";
import { terminalText } from "./terminal-text.ts";

export interface RenderOptions {
  readonly look: Look;
  readonly title: string;
  /** How many exercises the lab has; the result may be of some of them. */
  readonly exerciseCount: number;
  /** The lab's folder as seen from where the reader stands, so that places can be clicked. */
  readonly pathPrefix: string;
  /** How the reader calls the course's command: "pnpm hpts". */
  readonly command: string;
  /** The first hint of an exercise. */
  readonly firstHint: (exerciseId: string) => string | undefined;
}

const INDENT = " ".repeat(7);
const OUTPUT_INDENT = `${INDENT}  | `;
/** An exercise shows this many failed checks in full; the rest are counted. */
const FAILURES_SHOWN = 3;
const OUTPUT_LINES_SHOWN = 8;

export function renderChecklist(result: LabResult, options: RenderOptions): string {
  const errors = new RepeatedErrors();
  const lines = [
    heading(result, options),
    "",
    ...result.exercises.flatMap((exercise) => renderExercise(exercise, errors, options)),
    ...renderAuthors(result, options),
    ...result.faults.map(
      (fault) => ` ${options.look.red(`${options.look.signs.failing} ${fault}`)}`,
    ),
    ...renderTypeFaults(result.types ?? [], options),
    ...renderOutput(result.output, "written past the console", options),
    "",
    summaryLine(result, options.look),
    ...renderNext(result, options),
  ];
  return `${lines.join("\n")}\n`;
}

function heading(result: LabResult, { look, title }: RenderOptions): string {
  const { done } = tally(result.exercises);
  const of = `${done} of ${result.exercises.length} done`;
  const name = `lab-${result.lab}`;
  const target = result.target === "starter" ? "" : `  (${result.target})`;
  const left = `${name}  ${title}${target}`;
  const line = bothEnds(left, of, look.width);
  return look.bold(name) + line.slice(name.length);
}

function renderExercise(
  exercise: ExerciseResult,
  errors: RepeatedErrors,
  options: RenderOptions,
): string[] {
  const { look } = options;
  const sign = look.signs[exercise.state];
  const line = bothEnds(
    ` ${sign} ${exercise.id.padEnd(3)} ${exercise.title}`,
    stateText(exercise),
    look.width,
  );
  const shown = exercise.checks.filter(({ state }) => state === "failed");
  const more = shown.length - FAILURES_SHOWN;
  return [
    colourOf(exercise, look)(line),
    ...exercise.notes.flatMap((note) => renderNote(note, look.width - INDENT.length)),
    ...renderFailures(exercise.id, shown.slice(0, FAILURES_SHOWN), errors, options),
    ...(more > 0 ? [look.dim(`${INDENT}and ${more} more`)] : []),
    ...(exercise.state === "done" ? [] : renderOutput(exercise.output, "printed", options)),
  ];
}

/** A note may begin with blanks and a hyphen; its further lines stand under its text. */
function renderNote(note: string, width: number): string[] {
  const [lead] = /^ *(?:- )?/.exec(note)!;
  return wrap(note.slice(lead.length), width - lead.length).map(
    (line, i) => INDENT + (i === 0 ? lead : " ".repeat(lead.length)) + line,
  );
}

/** What an earlier exercise or check has said already is not said again in full. */
function renderFailures(
  id: string,
  checks: readonly CheckResult[],
  errors: RepeatedErrors,
  options: RenderOptions,
): string[] {
  const lines = checks.flatMap((check) => {
    const earlier = errors.shownIn(id, check);
    if (earlier === undefined) return renderFailure(check, options);
    if (earlier !== id) return [`${INDENT}same error as ${earlier}`];
    return [INDENT + check.name, options.look.red(`${INDENT}  the same error`)];
  });
  return [...new Set(lines.filter(isReference)), ...lines.filter((line) => !isReference(line))];
}

const isReference = (line: string): boolean => line.startsWith(`${INDENT}same error as `);

function stateText(exercise: ExerciseResult): string {
  const { state, checks, unchanged } = exercise;
  if (state === "done") return unchanged ? "done (nothing changed since)" : "done";
  if (state === "failing") {
    const failed = checks.filter((check) => check.state === "failed").length;
    return checks.length === 1 ? "failing" : `${failed} of ${checks.length} checks fail`;
  }
  const other = waitsFor(exercise);
  return other === undefined ? "to do" : `to do, after ${other}`;
}

/**
 * The exercise whose unwritten work it met, which may not be in the result. By convention a Todo's
 * message starts with the id of its exercise: "M2: ...".
 */
function waitsFor(exercise: ExerciseResult): string | undefined {
  if (exercise.state !== "todo") return undefined;
  const [, id] = /^([A-Z]\d+): /.exec(decidingCheck(exercise)?.message ?? "") ?? [];
  return id === exercise.id ? undefined : id;
}

function colourOf({ state }: ExerciseResult, look: Look): (text: string) => string {
  return { done: look.green, failing: look.red, todo: look.yellow }[state];
}

function renderFailure(check: CheckResult, { look, pathPrefix }: RenderOptions): string[] {
  const inner = `${INDENT}  `;
  const place = check.at ?? check.checkedAt;
  return [
    INDENT + check.name,
    ...wrap(check.message ?? "", look.width - inner.length).map((line) => look.red(inner + line)),
    ...(place ? [look.dim(`${inner}at ${placeText(place, pathPrefix)}`)] : []),
  ];
}

function renderAuthors({ authors }: LabResult, options: RenderOptions): string[] {
  const { passed, failed } = authors;
  if (passed + failed.length === 0) return [];
  const line = `checks of the lab itself: ${passed} passed, ${failed.length} failed`;
  return ["", ` ${line}`, ...failed.flatMap((check) => renderFailure(check, options))];
}

function renderOutput(
  output: Output | undefined,
  label: string,
  { look }: RenderOptions,
): string[] {
  if (output === undefined || output.text.trim() === "") return [];
  const room = look.width - OUTPUT_INDENT.length;
  const all = output.text.trimEnd().split("\n");
  const lines = all
    .slice(0, OUTPUT_LINES_SHOWN)
    .map((line) => fitLine(line, room, look.hasColours));
  const length = (some: readonly string[]): number => withoutCodes(some.join("")).length;
  const hidden = output.hiddenChars + length(all) - length(lines);
  return [
    `${INDENT}${label}:`,
    ...lines.map((line) => look.dim(OUTPUT_INDENT + line)),
    ...(hidden > 0 ? [look.dim(`${OUTPUT_INDENT}and ${hidden} more characters`)] : []),
  ];
}

function summaryLine(result: LabResult, look: Look): string {
  const { done, failing, todo } = tally(result.exercises);
  const text = `${done} done, ${failing} failing, ${todo} to do`;
  if (todo > 0 && result.strict) return look.red(`${text} (strict: to do counts as not reached)`);
  return failing > 0 ? look.red(text) : look.bold(text);
}

function renderNext(result: LabResult, options: RenderOptions): string[] {
  const next = nextExercise(result);
  if (result.target !== "starter") return [];
  if (next === undefined) {
    const isWhole = result.exercises.length === options.exerciseCount;
    return isWhole && isGreen(result) ? ["This lab is done."] : [];
  }
  const { look, pathPrefix, command } = options;
  const check = decidingCheck(next);
  const place = check?.at ? placeText(check.at, pathPrefix) : join(pathPrefix, next.file);
  const todo = check?.state === "todo" ? wrap(check.message ?? "", look.width - 2) : [];
  const isMissing = check?.message === `the file ${next.file} is missing`;
  const missing = isMissing ? [`bring it back: ${command} reset ${result.lab} ${next.id}`] : [];
  const other = waitsFor(next);
  const id = other ?? next.id;
  const name = other === undefined ? `${id} ${next.title}` : `${id}, which ${next.id} needs`;
  const hint = options.firstHint(id);
  const hintLines = hint === undefined ? [] : flowed(`Hint: ${hint}`, look.width - 2);
  return [
    `${look.bold("Next:")} ${name}`,
    `  ${look.cyan(place)}`,
    ...[...missing, ...todo, ...hintLines].map((line) => `  ${line}`),
    look.dim(`  more hints: ${command} hint ${result.lab} ${id}`),
  ];
}

const flowed = (markdown: string, width: number): string[] =>
  terminalText(markdown, width).split("\n");
