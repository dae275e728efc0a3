/**
 * Reads the text of a part into slides. The dialect is the one of the original course's Markdown:
 *
 *     <!-- minutes: 3, lab: modeling -->        metadata, anywhere outside of code
 *     ## One heading                            the slide's title
 *     text, lists, tables, ![alt](picture.svg)
 *     <<< labs/modeling/solution/steps.ts#stepsFor
 *     Notes:                                    all that follows is for the speaker
 *     ---                                       the next slide
 *
 * It is tolerant: what other readers would trip over is understood as it was meant, with a warning
 * that says what to mend. Nothing between fences is looked at.
 */
import { fencedLines, fencesOf } from "./fences.ts";
import { type Include, type Metadata, type Slide, SlidesError, type Warning } from "./slide.ts";

export interface PartText {
  readonly slides: readonly Slide[];
  readonly warnings: readonly Warning[];
}

const SEPARATOR = /^---[ \t]*$/;
const HEADING = /^ {0,3}(#{1,2})[ \t]+(.+?)[ \t]*#*[ \t]*$/;
const NOTES = /^[ \t]*Notes?:[ \t]*(.*)$/;
/** `<!-- given: ... -->` is for the type check of code, and stays in the body: see lint/type-check.ts. */
const COMMENT = /^[ \t]*<!--[ \t]*((?!given:)[a-z]+:[^>]*)-->[ \t]*$/;
const INCLUDE = /^<<<[ \t]+([^\s#]+)(?:#(\S+))?([ \t]+without comments)?[ \t]*$/;
/** Two or three bytes of UTF-8 that were read as Windows-1252 and written again. */
const MOJIBAKE = /â€.|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]/;

/** @param file shown in warnings and errors @throws SlidesError for metadata that means nothing */
export function readPart(text: string, file: string): PartText {
  const warnings: Warning[] = [];
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const warn = (rule: Warning["rule"], at: number, message: string): void => {
    warnings.push({ rule, file, line: at + 1, message });
  };
  const fenced = fencedLines(lines);
  warnOfCode(lines, warn);
  for (const [at, line] of lines.entries()) {
    const [found] = MOJIBAKE.exec(line) ?? [];
    if (found !== undefined) {
      warn("encoding", at, `"${found}" looks like UTF-8 that was read as another encoding`);
    }
  }
  const starts = slideStarts(lines, fenced, warn);
  const slides = starts.map((start, i) =>
    readSlide(lines, fenced, start, starts[i + 1]?.separator ?? lines.length, file),
  );
  // What a separator at the beginning or at the end of a file leaves.
  return { slides: slides.filter(({ body, notes }) => body !== "" || notes !== ""), warnings };
}

type Warn = (rule: Warning["rule"], at: number, message: string) => void;

function warnOfCode(lines: readonly string[], warn: Warn): void {
  for (const { start, end, info, isClosed, hasTrailingBlanks } of fencesOf(lines)) {
    if (info === "") warn("language", start, "a fence without a language: write ```text");
    else if (/\s/.test(info)) warn("language", start, `"${info}" is no language: write one word`);
    if (!isClosed)
      warn("fence", start, "a fence that is never closed: the slide ends inside of it");
    if (hasTrailingBlanks) warn("fence", end, "blanks behind the closing fence");
  }
}

interface Start {
  /** The line that ends the slide before: its own first line if there is none. */
  readonly separator: number;
  readonly first: number;
}

/** Where slides begin: behind separators, and at a second heading of the second level. */
function slideStarts(lines: readonly string[], fenced: readonly boolean[], warn: Warn): Start[] {
  const starts: Start[] = [{ separator: 0, first: 0 }];
  let hasHeading = false;
  for (const [at, line] of lines.entries()) {
    if (fenced[at]) continue;
    if (SEPARATOR.test(line)) {
      if (line !== "---") warn("separator", at, "blanks behind the separator ---");
      const above = at > 0 ? lines[at - 1]! : "";
      if (above.trim() !== "" && !fenced[at - 1]) {
        warn("setext", at, "no empty line above ---: elsewhere it makes the text above a heading");
      }
      starts.push({ separator: at, first: at + 1 });
      hasHeading = false;
    } else if (HEADING.exec(line)?.[1] === "##") {
      if (hasHeading) {
        warn("two-headings", at, "a second heading in one slide: taken for a slide of its own");
        starts.push({ separator: at, first: at });
      }
      hasHeading = true;
    }
  }
  return starts;
}

function readSlide(
  lines: readonly string[],
  fenced: readonly boolean[],
  { first }: Start,
  end: number,
  file: string,
): Slide {
  let metadata: Metadata = {};
  let title = "";
  const includes: Include[] = [];
  const body: string[] = [];
  let notes: string[] | undefined;
  for (let at = first; at < end; at++) {
    const line = lines[at]!;
    const isCode = fenced[at]!;
    const [, comment] = (!isCode && COMMENT.exec(line)) || [];
    const [, onNotesLine] = (!isCode && NOTES.exec(line)) || [];
    if (comment !== undefined) {
      metadata = { ...metadata, ...readMetadata(comment, `${file}:${at + 1}`) };
    } else if (notes !== undefined) {
      notes.push(line);
    } else if (onNotesLine !== undefined) {
      notes = [onNotesLine];
    } else {
      const [, , heading] = (!isCode && HEADING.exec(line)) || [];
      if (title === "" && heading !== undefined) title = heading;
      const include = isCode ? undefined : readInclude(line, at + 1);
      if (include !== undefined) includes.push(include);
      body.push(line);
    }
  }
  return {
    id: idOf(title),
    title: plain(title),
    metadata,
    body: body.join("\n").trim(),
    notes: (notes ?? []).join("\n").trim(),
    includes,
    file,
    line: first + 1,
  };
}

const NUMBERS = new Set(["minutes", "original", "budget"]);
const WORDS = new Set(["lab", "layout", "part"]);

function readMetadata(text: string, place: string): Metadata {
  const pairs = text
    .split(",")
    .filter((pair) => pair.trim() !== "")
    .map((pair): [string, string | number] => {
      const [key = "", value = ""] = pair.split(":").map((side) => side.trim());
      if (WORDS.has(key) && value !== "") return [key, value];
      if (!NUMBERS.has(key)) {
        const known = [...NUMBERS, ...WORDS].join(", ");
        throw new SlidesError(`${place}: expected one of ${known}, got "${pair.trim()}"`);
      }
      if (!(Number(value) >= 0)) {
        throw new SlidesError(`${place}: ${key} must be a number, 0 or more, got "${value}"`);
      }
      return [key, Number(value)];
    });
  return Object.fromEntries(pairs) as Metadata;
}

/** The file and region that a line `<<< path#region` names; none for any other line. */
export function readInclude(text: string, line: number): Include | undefined {
  const [found, path, region, bare] = INCLUDE.exec(text) ?? [];
  if (found === undefined || path === undefined) return undefined;
  return { path, isBare: bare !== undefined, line, ...(region !== undefined && { region }) };
}

function plain(heading: string): string {
  return heading.replaceAll(/[`*_]|\]\([^)]*\)|\[/g, "");
}

/** "Particle class" -> "particle-class". */
export function idOf(title: string): string {
  const words = plain(title)
    .toLowerCase()
    .normalize("NFKD")
    .match(/[\p{L}\p{N}]+/gu);
  return words === null ? "slide" : words.join("-");
}
