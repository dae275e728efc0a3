/**
 * What of a Markdown text is prose, and what its links and headings are. For the site, and for the
 * checks of the texts. Pure.
 */

const FENCES = /^[ \t]*(```+|~~~+)[\s\S]*?^[ \t]*\1[ \t]*$/gm;
const INLINE = /(?<!`)(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g;
const LINK = /(!?)\[((?:[^\][]|\[[^\]]*\])*)\]\(([^)\s]+)((?:\s+"[^"]*")?)\)/g;

export interface Link {
  readonly isImage: boolean;
  readonly words: string;
  readonly target: string;
  /** With its blank and quotes; "" without. */
  readonly title: string;
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");

/** The same text with blanks in place of code, so that places stay. */
export function proseOf(text: string): string {
  return text.replaceAll(FENCES, blank).replaceAll(INLINE, blank);
}

export function linksOf(text: string): Link[] {
  return Array.from(proseOf(text).matchAll(LINK), (found) => linkOf(text, found));
}

/** @param replace gives the new text of a link; code is left alone */
export function withLinks(text: string, replace: (link: Link) => string): string {
  let result = "";
  let end = 0;
  for (const found of proseOf(text).matchAll(LINK)) {
    result += text.slice(end, found.index) + replace(linkOf(text, found));
    end = found.index + found[0].length;
  }
  return result + text.slice(end);
}

/** Code in a link's words was blanked, so they are taken from the text itself. */
function linkOf(text: string, found: RegExpExecArray): Link {
  const [, mark = "", words = "", target = "", title = ""] = found;
  const start = found.index + mark.length + 1;
  const isImage = mark === "!";
  return { isImage, words: text.slice(start, start + words.length), target, title };
}

/** The anchors of a page, as GitHub makes them; a second heading of the same words gets `-1`. */
export function anchorsOf(text: string): string[] {
  const code = text.replaceAll(FENCES, blank);
  const headings = Array.from(code.matchAll(/^#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$/gm));
  const ids = Array.from(code.matchAll(/<a (?:id|name)="([^"]+)"/g), ([, id]) => id!);
  const used = new Map<string, number>();
  const slugs = headings.map(([, words]) => {
    const slug = slugOf(shownWords(words!));
    const times = used.get(slug) ?? 0;
    used.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
  return [...slugs, ...ids];
}

/** A heading's words without the marks of Markdown. */
function shownWords(heading: string): string {
  return heading
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*]|(?<!\w)_|_(?!\w)/g, "");
}

/** As GitHub: small letters, punctuation away, each blank a hyphen. */
export function slugOf(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
    .replaceAll(" ", "-");
}
