/**
 * Pictures become part of the page: a drawing then follows the page's colours, and a deck is complete
 * without any file beside it. An SVG brings colours of its own for where it is seen alone; in a page
 * those are left out, and the theme has the same classes.
 */
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { escapeHtml } from "./escape.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
};

/** @param dir of the file that names the picture */
export function pictureHtml(target: string, alt: string, dir: string): string {
  const file = join(dir, target);
  const words = escapeHtml(alt);
  if (!existsSync(file)) {
    return `<div class="missing" role="img" aria-label="${words}">no picture ${escapeHtml(target)}</div>`;
  }
  const type = TYPES[extname(target).toLowerCase()];
  if (type !== undefined) {
    const data = readFileSync(file).toString("base64");
    return `<img src="data:${type};base64,${data}" alt="${words}">`;
  }
  const [svg = ""] = /<svg[\s\S]*<\/svg>/.exec(readFileSync(file, "utf8")) ?? [];
  return svg
    .replace(/<style>[\s\S]*?<\/style>\s*/, "")
    .replace(/<title>[\s\S]*?<\/title>\s*/, "")
    .replace(/<svg([^>]*)>/, (_, attributes: string) => {
      const kept = attributes.replaceAll(/ (?:role|aria-label|width|height)="[^"]*"/g, "");
      return `<svg${kept} role="img" aria-label="${words}">`;
    });
}
