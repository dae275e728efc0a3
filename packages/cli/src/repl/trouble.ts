/**
 * An error as the session shows it: what happened and where, in the student's own lines.
 *
 * Frames of Node, of the REPL and of installed packages are left out. Inputs are mapped back to
 * TypeScript here; files already were, by Node, through the source maps that the loader leaves.
 */
import { readFileSync } from "node:fs";
import type { SourceMap } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect, types } from "node:util";
import { Interruption } from "./interrupt.ts";
import { ReplError } from "./repl-error.ts";

/** An input that has been run. */
export interface InputRecord {
  readonly number: number;
  readonly text: string;
  /** Line of the script that it begins on, 1-based; 1 in a terminal. */
  readonly firstLine: number;
  /** Of what was run last for this input. */
  map?: SourceMap;
  /** TypeScript that was run last for it: of a magic, its statement. */
  code?: string;
  /** Run in its place, by %load. */
  loaded?: { readonly file: string; readonly text: string };
}

export interface TroubleFrame {
  readonly name: string;
  /** "In[3]", "<stdin>", or a path as seen from where the session is. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line itself, if it is at hand. */
  readonly source: string | undefined;
}

export interface Trouble {
  /** "RangeError: dt must be ..." */
  readonly headline: string;
  /** Innermost first. */
  readonly frames: readonly TroubleFrame[];
}

export interface TroubleContext {
  readonly cwd: string;
  /** Files below are the course's own code, none of the student's. */
  readonly ourFolders: readonly string[];
  readonly inputs: readonly InputRecord[];
  readonly isPiped: boolean;
}

const FRAME = /^\s+at (?:async )?(?:(.*?) \()?((?:file:\/\/)?[^()]+?):(\d+):(\d+)\)?$/;
const INPUT = /^In\[(\d+)\]$/;
const MOST_FRAMES = 8;

/** @param input the input that failed */
export function troubleOf(thrown: unknown, input: InputRecord, context: TroubleContext): Trouble {
  if (thrown instanceof ReplError) {
    const { line, column } = thrown.place ?? { line: 1, column: 1 };
    const frame = inputFrame("", input, { line, column }, context);
    return { headline: thrown.message, frames: [frame] };
  }
  const frames = framesOf(thrown, context);
  const isInside = frames.some(({ file }) => file === "<stdin>" || INPUT.test(file));
  const place = inputFrame("", input, { line: 1, column: 1 }, context);
  return { headline: headlineOf(thrown), frames: isInside ? frames : [...frames, place] };
}

function headlineOf(thrown: unknown): string {
  if (thrown instanceof Interruption) return `${thrown.name}: ${thrown.message}`;
  if (!isError(thrown)) return `thrown: ${inspect(thrown, { depth: 1, breakLength: 1e9 })}`;
  const { name, message } = thrown;
  const text = String(message).replace(/ imported from \S+$/, "");
  return text === "" ? String(name) : `${name}: ${text}`;
}

/** Those of another thread are no native ones. */
function isError(thrown: unknown): thrown is Error {
  return types.isNativeError(thrown) || thrown instanceof Error;
}

function framesOf(thrown: unknown, context: TroubleContext): TroubleFrame[] {
  const stack = isError(thrown) ? thrown.stack : undefined;
  if (typeof stack !== "string") return [];
  const frames = stack.split("\n").flatMap((line) => frameOf(line, context));
  return frames.slice(0, MOST_FRAMES);
}

function frameOf(text: string, context: TroubleContext): TroubleFrame[] {
  const [, name = "", where, line = "1", column = "1"] = FRAME.exec(text) ?? [];
  if (where === undefined) return [];
  const [, inputNumber] = INPUT.exec(where) ?? [];
  if (inputNumber !== undefined) {
    const input = context.inputs.find(({ number }) => number === Number(inputNumber));
    const at = { line: Number(line), column: Number(column) };
    return input === undefined ? [] : [inputFrame(name, input, at, context)];
  }
  const file = where.startsWith("file:") ? fileURLToPath(where) : where;
  const isStudents = file.startsWith("/") || /^[A-Z]:\\/.test(file);
  const isOurs =
    /[\\/]node_modules[\\/]/.test(file) || context.ourFolders.some((dir) => file.startsWith(dir));
  if (!isStudents || isOurs) return [];
  const at = { line: Number(line), column: Number(column) };
  return [{ name, file: shortPath(context.cwd, file), ...at, source: lineOf(file, at.line) }];
}

/** @param at in the JavaScript if the input has a map and no ReplError gave it */
function inputFrame(
  name: string,
  input: InputRecord,
  at: { line: number; column: number },
  { isPiped, cwd }: TroubleContext,
): TroubleFrame {
  const entry = input.map?.findEntry(at.line - 1, at.column - 1);
  const isMapped = entry !== undefined && "originalLine" in entry;
  const line = isMapped ? entry.originalLine + 1 : at.line;
  const column = isMapped ? entry.originalColumn + 1 : at.column;
  const { loaded } = input;
  const source = (loaded ?? input).text.split("\n")[line - 1];
  const file = loaded ? shortPath(cwd, loaded.file) : isPiped ? "<stdin>" : `In[${input.number}]`;
  const isNamed = name !== "" && !/^(eval|<anonymous>|Object\.<anonymous>)$/.test(name);
  const shown = isPiped && !loaded ? line + input.firstLine - 1 : line;
  return { name: isNamed ? name : "", file, line: shown, column, source };
}

/** As seen from `cwd`, but not by way of folders above it. */
export function shortPath(cwd: string, file: string): string {
  const path = relative(cwd, file);
  return path.startsWith("..") ? file : path;
}

function lineOf(file: string, line: number): string | undefined {
  try {
    return readFileSync(file, "utf8").split("\n")[line - 1];
  } catch {
    return undefined;
  }
}

/** For a script: one line, the place first, as editors and terminals can open it. */
export function troubleLine({ headline, frames }: Trouble): string {
  const [first] = frames;
  const [text = "", ...more] = headline.split("\n");
  const cut = more.length > 0 ? `${text} ...` : text;
  if (first === undefined) return cut;
  const call = frames.find(({ file }) => file === "<stdin>");
  const from = call === undefined || call === first ? "" : ` (called from ${placeOf(call)})`;
  return `${placeOf(first)}: ${cut}${from}`;
}

/** For a person: what happened, the line, and the way there. */
export function troubleText({ headline, frames }: Trouble): string {
  const lines = [headline];
  for (const frame of frames) {
    const name = frame.name === "" ? "" : ` in ${frame.name}`;
    lines.push(`  ${placeOf(frame)}${name}`);
    const source = frame.source?.trim() ?? "";
    if (source !== "")
      lines.push(`      ${source.length > 72 ? `${source.slice(0, 69)}...` : source}`);
  }
  return lines.join("\n");
}

function placeOf({ file, line, column }: TroubleFrame): string {
  return `${file}:${line}:${column}`;
}
