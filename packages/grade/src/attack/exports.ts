/** Looks at what leaves of a result, in every format, as who reads it does. */
import { type ExportSettings, FORMATS } from "../export/formats.ts";
import type { GradeResult } from "../result.ts";
import { parseCsv } from "./parse-csv.ts";
import { xmlFault } from "./xml-fault.ts";

const SETTINGS: ExportSettings = {
  assignment: "Lab",
  visibility: "visible",
  classroom50: { classroom: "class", assignment: "lab" },
};
/** What hosts take: GitHub's step summary is the smallest, with 1 MiB. */
const MOST_BYTES = 1024 * 1024;

/** Control characters but line ends, other directions of writing, halves of characters. */
const HARMFUL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Surrogate}]/u;
const FORMULA = /^\s*[=+\-@＝＋－＠]/;

/** What is wrong with a text of one format; undefined if nothing is. */
type Look = (text: string) => string | undefined;

const LOOKS: Readonly<Record<string, Look>> = {
  csv: tableFault,
  canvas: tableFault,
  moodle: tableFault,
  json: jsonFault,
  gradescope: jsonFault,
  classroom50: jsonFault,
  exercism: jsonFault,
  junit: xmlFault,
  annotations: commandFault,
  summary: markdownFault,
  markdown: markdownFault,
};

/** A sentence for each format that would do harm. */
export function harmsInExports(result: GradeResult, token: string): string[] {
  return Object.keys(FORMATS).flatMap((name) => {
    const look = LOOKS[name];
    if (look === undefined) return [`nobody looks at the format ${name}`];
    const fault = faultOf(() => textOf(name, result), look, token);
    return fault === undefined ? [] : [`exported as ${name}: ${fault}`];
  });
}

function textOf(name: string, result: GradeResult): string | undefined {
  const format = FORMATS[name]!;
  const one = { gradedAt: "2026-03-21T12:00:00.000Z", result };
  if (format.kind === "each") return format.write(one, SETTINGS);
  return [...format.write([one], SETTINGS)].join("");
}

function faultOf(write: () => string | undefined, look: Look, token: string): string | undefined {
  try {
    const text = write();
    if (text === undefined) return undefined;
    if (HARMFUL.test(text)) return "characters that give commands";
    if (text.includes(token)) return "the token";
    if (Buffer.byteLength(text) > MOST_BYTES) return `${Buffer.byteLength(text)} bytes`;
    return look(text);
  } catch (error) {
    return (error as Error).message;
  }
}

function tableFault(text: string): string | undefined {
  const rows = parseCsv(text.replace(/^\ufeff/, ""));
  if (new Set(rows.map(({ length }) => length)).size !== 1) return "rows of different lengths";
  const formula = rows.flat().find((cell) => FORMULA.test(cell));
  return formula === undefined ? undefined : `the formula ${formula.slice(0, 40)}`;
}

function jsonFault(text: string): undefined {
  JSON.parse(text);
}

/** Each line is a command of ours, or stands behind a bar. */
function commandFault(text: string): string | undefined {
  const lines = text.split("\n").slice(0, -1);
  const isOurs = (line: string): boolean =>
    /^::(error|warning) title=[^:,\r]*::[^\r]*$/.test(line) ||
    (/^\| [^\r]*$/.test(line) && !line.includes("##["));
  const other = lines.find((line) => !isOurs(line));
  return other === undefined ? undefined : `the line ${other.slice(0, 40)}`;
}

/** No markup but ours, and outside of <pre> no link either. */
function markdownFault(text: string): string | undefined {
  const others = text.replaceAll(/^<\/?pre>$/gm, "").replaceAll(/<\/?sub>/g, "");
  if (/[<>]/.test(others)) return "markup";
  const outside = text.replaceAll(/^<pre>$[^<]*^<\/pre>$/gm, "");
  return /[[\]`@]|:\/\/|www\./i.test(outside) ? "a link" : undefined;
}
