/** What of a Markdown page is prose. Everything else becomes blanks, so that places stay. Pure. */

const FENCES = /^[ \t]*(```+|~~~+)[\s\S]*?^[ \t]*\1/gm;
const INLINE = /(?<!`)(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g;
const COMMENTS = /<!--[\s\S]*?-->/g;

/** A comment with a reason: the numbers up to the next empty line are no measurements. */
const EXEMPTION = /<!-- not measured:([^>]*?)-->[\s\S]*?(?=\n[ \t]*\n|$(?![\s\S]))/g;

/** What a student is asked, with the figures that are given for it. */
const QUESTION = /(?<=^|\n[ \t]*\n)(?:[^\n]*\S[^\n]*\n?)+/g;
const SIBLING = /^## Worked sibling\n[\s\S]*?(?=^## |$(?![\s\S]))/gm;

/** A lab's page without its exercises: paragraphs that ask, and hints' thoughts on other data. */
export function withoutExercises(page: string): string {
  return page
    .replaceAll(SIBLING, blank)
    .replaceAll(QUESTION, (paragraph) =>
      /\?(?=\s|$)/.test(paragraph) ? blank(paragraph) : paragraph,
    );
}

export function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, " ");
}

/** Without code in fences and backquotes, and without comments. */
export function proseOf(text: string): string {
  return text.replaceAll(FENCES, blank).replaceAll(INLINE, blank).replaceAll(COMMENTS, blank);
}

export interface Exemption {
  readonly reason: string;
  readonly index: number;
}

/** The text without what is exempt, and the exemptions. */
export function withoutExempt(text: string): { text: string; exemptions: Exemption[] } {
  const code = text.replaceAll(FENCES, blank);
  const exemptions: Exemption[] = [];
  let rest = text;
  for (const match of code.matchAll(EXEMPTION)) {
    const end = match.index + match[0].length;
    exemptions.push({ reason: match[1]!.trim(), index: match.index });
    rest = rest.slice(0, match.index) + blank(rest.slice(match.index, end)) + rest.slice(end);
  }
  return { text: rest, exemptions };
}

/** Counted from 1. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
