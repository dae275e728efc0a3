/**
 * The course's texts as HTML for the page. They are our own, but shown with innerHTML, so nothing in
 * them reaches the page but what Markdown makes: HTML in them is shown as text, and a link leads to
 * the web, to a file of the lab (a button that opens the editor), or nowhere.
 */
import { Marked, type Tokens } from "marked";

export interface TextPlace {
  /** Id of the lab whose text it is. */
  readonly lab: string;
  /** Names, relative to the lab, of the images that may be shown. */
  readonly images: ReadonlySet<string>;
  /** Whether a file of the lab can be opened. */
  readonly hasEditor: boolean;
}

export function htmlOf(markdown: string, { lab, images, hasEditor }: TextPlace): string {
  const marked = new Marked({
    renderer: {
      html: ({ text }) => escapeHtml(text),
      link({ href, tokens }: Tokens.Link): string {
        const text = this.parser.parseInline(tokens);
        if (/^https?:\/\//.test(href)) {
          return `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer">${text}</a>`;
        }
        const file = /^(?:\.\/)?(starter\/[\w.-]+\.ts)$/.exec(href)?.[1];
        if (file === undefined || !hasEditor) return text;
        return `<button type="button" class="place" data-file="${file}">${text}</button>`;
      },
      image({ href, text }: Tokens.Image): string {
        const name = href.replace(/^\.\//, "");
        if (!images.has(name)) return escapeHtml(text);
        const query = new URLSearchParams({ lab, name });
        return `<img src="/image?${escapeHtml(query.toString())}" alt="${escapeHtml(text)}">`;
      },
    },
  });
  return marked.parse(markdown, { async: false });
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
