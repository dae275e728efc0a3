/**
 * What a deck of this course must keep to. The compiler shows nearly anything; this is stricter, and its
 * words are for whoever writes slides. Runs in the tests of this package, so `npm test` runs it.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkLinks } from "@hpts/labkit/lint";
import { fencedLines, fencesOf } from "../compiler/fences.ts";
import { withIncludes } from "../compiler/include.ts";
import { type Deck, type Part, type Slide, SlidesError } from "../compiler/slide.ts";

export interface Fault {
  readonly rule: string;
  /** "docs/slides/deck/02-modeling.md:41". */
  readonly place: string;
  readonly message: string;
}

/** Of a slide: text, rows and code together. What is longer is not read, or too small to be. */
export const MOST_LINES = 12;
export const MOST_BULLETS = 5;

/** @param root the repository's; code and pictures are looked for in it */
export function lintDeck(deck: Deck, root: string): Fault[] {
  return [
    ...deck.warnings.map(({ rule, file, line, message }) => ({
      rule,
      place: `${file}:${line}`,
      message,
    })),
    ...deck.parts.flatMap((part) => [
      ...budgetFaults(part),
      ...part.slides.flatMap((slide) => slideFaults(slide, root)),
    ]),
    ...linkFaults(deck, root),
  ];
}

function slideFaults(slide: Slide, root: string): Fault[] {
  const place = `${slide.file}:${slide.line}`;
  let body: string;
  try {
    body = withIncludes(slide, root);
  } catch (error) {
    if (!(error instanceof SlidesError)) throw error;
    return [{ rule: "code", place, message: error.message }];
  }
  const problems = [
    ...headingProblems(body),
    ...lengthProblems(body, slide.metadata.layout === "split"),
    ...notesProblems(slide),
    ...labProblems(slide, root),
  ];
  return problems.map(([rule, message]) => ({
    rule,
    place,
    message: `${slide.title}: ${message}`,
  }));
}

type Problem = readonly [rule: string, message: string];

function headingProblems(body: string): Problem[] {
  const lines = body.split("\n");
  const fenced = fencedLines(lines);
  const headings = lines.filter((line, at) => !fenced[at] && /^#{1,6} /.test(line));
  if (headings.length === 1 && /^##? /.test(headings[0]!)) return [];
  return [["heading", `expected one heading "## ...", found ${headings.join(", ") || "none"}`]];
}

/** In a split slide text and code stand side by side, so each has the height for itself. */
function lengthProblems(body: string, isSplit: boolean): Problem[] {
  const { text, code, bullets } = sizeOf(body);
  const lines = isSplit ? Math.max(text, code) : text + code;
  const problems: Problem[] = [];
  if (lines > MOST_LINES)
    problems.push(["lines", `${lines} lines; at most ${MOST_LINES} are read`]);
  if (bullets > MOST_BULLETS) {
    problems.push(["bullets", `${bullets} bullets; at most ${MOST_BULLETS} are remembered`]);
  }
  return problems;
}

/** Lines that are seen, and how many of them are bullets; headings and pictures do not count. */
function sizeOf(body: string): { text: number; code: number; bullets: number } {
  const all = body.replaceAll(/<!--[\s\S]*?-->/g, "").split("\n");
  const fenced = fencedLines(all);
  const marks = new Set(fencesOf(all).flatMap(({ start, end }) => [start, end]));
  const code = all.filter((_, at) => fenced[at] && !marks.has(at));
  const text = all.filter((line, at) => !fenced[at] && !/^(\s*|#.*|!\[.*|\|[\s|:-]+)$/.test(line));
  const bullets = all.filter((line, at) => !fenced[at] && /^\s*([-*+]|\d+[.)]) /.test(line));
  return { text: text.length, code: code.length, bullets: bullets.length };
}

function notesProblems({ notes, metadata }: Slide): Problem[] {
  const problems: Problem[] = [];
  if (notes === "")
    problems.push(["notes", "there are no notes: what is to be said, asked, minded?"]);
  if (metadata.minutes === undefined) {
    problems.push(["minutes", "how long does it take? <!-- minutes: 2 -->"]);
  }
  return problems;
}

function labProblems({ metadata: { lab }, body }: Slide, root: string): Problem[] {
  if (lab === undefined) return [];
  if (!existsSync(join(root, "labs", lab, "lab.json"))) return [["lab", `there is no lab ${lab}`]];
  const command = `pnpm test --filter lab-${lab}`;
  return body.includes(command) ? [] : [["lab", `the slide of a lab shows "${command}"`]];
}

/** A part's minutes are what its first slide promises: budgets are made before slides. */
function budgetFaults({ id, budget, slides }: Part): Fault[] {
  const place = slides[0]?.file ?? id;
  if (budget === undefined) {
    return [{ rule: "minutes", place, message: `${id} has no budget: <!-- budget: 20 -->` }];
  }
  const sum = slides.reduce((total, { metadata }) => total + (metadata.minutes ?? 0), 0);
  if (sum === budget) return [];
  return [{ rule: "minutes", place, message: `${id}: slides take ${sum} minutes of ${budget}` }];
}

function linkFaults(deck: Deck, root: string): Fault[] {
  const files = new Set(deck.parts.flatMap(({ slides }) => slides.map(({ file }) => file)));
  return checkLinks(
    root,
    [...files].map((file) => join(root, file)),
  ).map(({ file, line, message }) => ({ rule: "links", place: `${file}:${line}`, message }));
}
