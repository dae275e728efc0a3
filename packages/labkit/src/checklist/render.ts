/** The checklist that a student reads: one line an exercise, more where it helps, what comes next. */
import { join } from "node:path";
import { fitLine, withoutCodes } from "./cut-text.ts";
import { bothEnds, type Look, wrap } from "./look.ts";
import {
  type CheckResult,
  decidingCheck,
  type ExerciseResult,
  type LabResult,
  nextExercise,
  type Output,
  type Place,
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
  const lines = [
    heading(result, options),
    "",
    ...result.exercises.flatMap((exercise) => renderExercise(exercise, result, options)),
    ...renderAuthors(result, options),
    ...result.faults.map(
      (fault) => ` ${options.look.red(`${options.look.signs.failing} ${fault}`)}`,
    ),
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
  result: LabResult,
  options: RenderOptions,
): string[] {
  const { look } = options;
  const sign = look.signs[exercise.state];
  const line = bothEnds(
    ` ${sign} ${exercise.id.padEnd(3)} ${exercise.title}`,
    stateText(exercise, result),
    look.width,
  );
  const shown = exercise.checks.filter(({ state }) => state === "failed");
  const more = shown.length - FAILURES_SHOWN;
  return [
    colourOf(exercise, look)(line),
    ...exercise.notes.flatMap((note) => renderNote(note, look.width - INDENT.length)),
    ...shown.slice(0, FAILURES_SHOWN).flatMap((check) => renderFailure(check, options)),
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

function stateText(exercise: ExerciseResult, result: LabResult): string {
  const { state, checks, unchanged } = exercise;
  if (state === "done") return unchanged ? "done, unchanged" : "done";
  if (state === "failing") {
    const failed = checks.filter((check) => check.state === "failed").length;
    return checks.length === 1 ? "failing" : `${failed} of ${checks.length} checks fail`;
  }
  const other = waitsFor(exercise, result);
  return other === undefined ? "to do" : `to do, after ${other}`;
}

/** By convention a Todo's message starts with the id of its exercise: "M2: ...". */
function waitsFor(exercise: ExerciseResult, result: LabResult): string | undefined {
  const [, id] = /^([A-Z]\d+): /.exec(decidingCheck(exercise)?.message ?? "") ?? [];
  const isOther = id !== exercise.id && result.exercises.some((one) => one.id === id);
  return isOther ? id : undefined;
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
    return isWhole && result.faults.length === 0 ? ["This lab is done."] : [];
  }
  const { look, pathPrefix, command } = options;
  const check = decidingCheck(next);
  const place = check?.at ? placeText(check.at, pathPrefix) : join(pathPrefix, next.file);
  const todo = check?.state === "todo" ? wrap(check.message ?? "", look.width - 2) : [];
  const isMissing = check?.message === `the file ${next.file} is missing`;
  const missing = isMissing ? [`bring it back: ${command} reset ${result.lab} ${next.id}`] : [];
  const hint = options.firstHint(next.id);
  const hintLines = hint === undefined ? [] : flowed(`Hint: ${hint}`, look.width - 2);
  return [
    `${look.bold("Next:")} ${next.id} ${next.title}`,
    `  ${look.cyan(place)}`,
    ...[...missing, ...todo, ...hintLines].map((line) => `  ${line}`),
    look.dim(`  more hints: ${command} hint ${result.lab} ${next.id}`),
  ];
}

const flowed = (markdown: string, width: number): string[] =>
  terminalText(markdown, width).split("\n");

/** "labs/modeling/starter/motion.ts:31:3", which terminals and editors open on a click. */
export function placeText(place: Place, pathPrefix: string): string {
  return `${join(pathPrefix, place.file)}:${place.line}:${place.column}`;
}
