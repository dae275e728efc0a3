/** A slide's Markdown as HTML: what both the presentation and the hand-out show of it. */
import { dirname, join } from "node:path";
import { Marked, Renderer, type Token, type Tokens } from "marked";
import { escapeHtml } from "./escape.ts";
import { highlighted } from "./highlight.ts";
import { withIncludes } from "./include.ts";
import { pictureHtml } from "./pictures.ts";
import type { Slide } from "./slide.ts";

export interface SlideHtml {
  /** The face: heading, content, and which commands measure the figures on it. */
  readonly face: string;
  readonly notes: string;
}

/** The HTML of a deck's slides, each made once. */
export type SlidesHtml = (slide: Slide) => SlideHtml;

/** @param root the repository's */
export function slidesHtml(root: string): SlidesHtml {
  const made = new Map<Slide, SlideHtml>();
  return (slide) => {
    const html = made.get(slide) ?? slideHtml(slide, root);
    made.set(slide, html);
    return html;
  };
}

/** Lines of code from which on the letters get smaller. */
const LONG_CODE = 9;
/** The same of rows. */
const LONG_TABLE = 7;

/** A figure is written `[5.0x](claim:evolve-hypot)`. */
export const CLAIM = "claim:";

function slideHtml(slide: Slide, root: string): SlideHtml {
  const claims: string[] = [];
  const marked = markedFor(join(root, dirname(slide.file)), claims);
  const tokens = marked.lexer(withIncludes(slide, root));
  const at = tokens.findIndex(({ type }) => type === "heading");
  const heading = at < 0 ? [] : tokens.splice(at, 1);
  const html = (some: Token[]): string => marked.parser(some);
  const isSplit = slide.metadata.layout === "split";
  const content = isSplit
    ? `<div class="body split"><div>${html(tokens.filter((one) => !isAside(one)))}</div>
<div>${html(tokens.filter(isAside))}</div></div>`
    : `<div class="body">${html(tokens)}</div>`;
  const face = `${html(heading)}${content}${measuredBy(claims)}`;
  return { face, notes: slide.notes === "" ? "" : marked.parse(slide.notes, { async: false }) };
}

/** What stands right in a split slide: pictures, code, tables. */
function isAside(token: Token): boolean {
  if (token.type === "code" || token.type === "table") return true;
  return token.type === "paragraph" && isPictureAlone(token as Tokens.Paragraph);
}

function isPictureAlone({ tokens }: Tokens.Paragraph): boolean {
  return tokens.length === 1 && tokens[0]!.type === "image";
}

function markedFor(dir: string, claims: string[]): Marked {
  return new Marked({
    renderer: {
      code({ text, lang = "" }) {
        const [language = "", ...words] = lang.split(/\s+/);
        const from = words.find((word) => word.startsWith("from="))?.slice("from=".length);
        const caption = from === undefined ? "" : `<figcaption>${escapeHtml(from)}</figcaption>`;
        const size = text.split("\n").length > LONG_CODE ? "code long" : "code";
        return `<figure class="${size}">${highlighted(text, language)}${caption}</figure>\n`;
      },
      image({ href, text }) {
        return pictureHtml(href, text, dir);
      },
      link({ href, title, tokens }) {
        const words = this.parser.parseInline(tokens);
        if (!href.startsWith(CLAIM)) return `<a href="${escapeHtml(href)}">${words}</a>`;
        const id = href.slice(CLAIM.length);
        if (!claims.includes(id)) claims.push(id);
        const measured = `pnpm claims ${id}${title ? ` (${title})` : ""}`;
        return `<span class="claim" title="${escapeHtml(measured)}">${words}</span>`;
      },
      paragraph(token) {
        const html = this.parser.parseInline(token.tokens);
        return isPictureAlone(token) ? `<figure>${html}</figure>\n` : `<p>${html}</p>\n`;
      },
      table(token) {
        const html = new Renderer().table.call(this, token);
        return token.rows.length > LONG_TABLE
          ? html.replace("<table>", '<table class="long">')
          : html;
      },
      html({ text }) {
        return text.startsWith("<!--") ? "" : text;
      },
    },
  });
}

function measuredBy(claims: readonly string[]): string {
  if (claims.length === 0) return "";
  return `<p class="measured"><span class="claim"></span> <code>pnpm claims ${claims.map(escapeHtml).join(" ")}</code></p>`;
}
