/**
 * Turns an error, as vitest reports it, into what a student reads: one message without the tools'
 * own words, and the place in the student's code.
 */
import { existsSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { isInside } from "../lab/overlay.ts";
import { type Place, SYNTAX_ERROR } from "./result.ts";

/** The part of vitest's serialized errors that is used here. */
export interface RawError {
  readonly message?: string | undefined;
  readonly name?: string | undefined;
  readonly stack?: string | undefined;
  readonly code?: unknown;
}

export interface Explained {
  readonly message: string;
  readonly at?: Place;
  readonly checkedAt?: Place;
}

/** Where a target's code lies; messages and places are relative to `labDir`. */
export interface CodeLocation {
  readonly labDir: string;
  readonly targetDir: string;
}

const LONGEST_MESSAGE = 600;

export function explain(error: RawError, where: CodeLocation): Explained {
  const message = stripVTControlCharacters(error.message ?? String(error));
  return (
    explainSyntaxError(message, where) ??
    explainMissingModule(message, where) ??
    explainMissingFile(message) ?? {
      message: readable(message, error, where),
      ...placesOf(error.stack ?? "", where),
    }
  );
}

/** The first frame inside the student's code, and the first inside the tests. */
export function placesOf(stack: string, where: CodeLocation): { at?: Place; checkedAt?: Place } {
  const places = framesOf(stack);
  const at = places.find(({ file }) => isInside(file, where.targetDir));
  const checkedAt = places.find(({ file }) => isInside(file, join(where.labDir, "tests")));
  return {
    ...(at && { at: relativePlace(at, where.labDir) }),
    ...(checkedAt && { checkedAt: relativePlace(checkedAt, where.labDir) }),
  };
}

/** vite's parser says "[PARSE_ERROR] Expected ..." and draws the file; the first part is enough. */
function explainSyntaxError(message: string, where: CodeLocation): Explained | null {
  const [, what] = /\[PARSE_ERROR\] (.*)/.exec(message) ?? [];
  if (what === undefined) return null;
  const [, file, line, column] = /\[ (.+?):(\d+):(\d+) \]/.exec(message) ?? [];
  const text = `${SYNTAX_ERROR}${what.trim()}`;
  if (file === undefined) return { message: text };
  // vite names the file relative to the folder that our process runs in.
  const place = { file: resolve(file), line: Number(line), column: Number(column) };
  return { message: text, at: relativePlace(place, where.labDir) };
}

/** A file of the student's that is not there has no place to go to. */
function explainMissingFile(message: string): Explained | null {
  return /^the file \S+ is missing$/.test(message) ? { message } : null;
}

function explainMissingModule(message: string, where: CodeLocation): Explained | null {
  const found =
    /Cannot find (?:module|package) '([^']+)' imported from '?([^'\n]+?\.[cm]?[jt]sx?)\b/.exec(
      message,
    );
  const [, wanted, importer] = found ?? [];
  if (wanted === undefined || importer === undefined) return null;
  const labModule = /^#lab\/(.+)$/.exec(wanted)?.[1];
  if (labModule !== undefined) {
    const file = relative(where.labDir, join(where.targetDir, `${labModule}.ts`));
    return { message: `the file ${slashes(file)} is missing` };
  }
  // Seen from vite's root, which is the lab, or from that of the file system.
  for (const file of [join(where.labDir, wanted), wanted]) {
    if (!isAbsolute(wanted) || !isInside(file, where.targetDir) || existsSync(file)) continue;
    return { message: `the file ${slashes(relative(where.labDir, file))} is missing` };
  }
  const from = slashes(relative(where.labDir, importer));
  return { message: `${from} imports "${wanted}", which does not exist` };
}

/** Errors whose class says nothing to a student. */
const PLAIN_ERROR = /^(Assertion)?Error$|^Todo$|^TimeLimitError$|^SpecBuildError$/;

/** Of a number that is only larger or smaller than it should be, the last digits say nothing. */
const LONG_COMPARED = /(?<=expected )(-?\d+\.\d{7,})(?= to be (?:greater|less) than)/g;

function readable(message: string, error: RawError, where: CodeLocation): string {
  const isPlain = error.name === undefined || PLAIN_ERROR.test(error.name);
  const text = message
    .replaceAll(" // Object.is equality", "")
    // Chai tells 0 from -0; nobody who does not has to know.
    .replaceAll(/(?<= )\+0(?!\S)/g, "0")
    .replaceAll(/__vite_ssr_import_\d+__\./g, "")
    .replaceAll(LONG_COMPARED, (_all, number: string) =>
      String(Number(Number(number).toPrecision(5))),
    )
    .replaceAll(where.labDir + sep, "")
    .trim();
  const cut = text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)} …` : text;
  if (isPlain || cut.startsWith("threw ")) return cut;
  return `${error.name}: ${cut}`;
}

function framesOf(stack: string): Place[] {
  const frames: Place[] = [];
  for (const line of stack.split("\n")) {
    const [, file, row, column] =
      /^\s+at (?:.*?\()?(?:async )?(.+?):(\d+):(\d+)\)?$/.exec(line) ?? [];
    // "node:fs" and "evalmachine.<anonymous>" would be taken for files in the folder we run in.
    if (file === undefined || !(file.startsWith("file://") || isAbsolute(file))) continue;
    frames.push({ file: pathOf(file), line: Number(row), column: Number(column) });
  }
  return frames;
}

function pathOf(file: string): string {
  const plain = file.replace(/\?.*$/, "");
  return plain.startsWith("file://") ? fileURLToPath(plain) : plain;
}

function relativePlace(place: Place, labDir: string): Place {
  return { ...place, file: slashes(relative(labDir, place.file)) };
}

function slashes(path: string): string {
  return path.split(sep).join("/");
}
