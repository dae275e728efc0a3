/** All files of the built slides, in memory: the server hands them out, the build writes them. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readDeck } from "./deck.ts";
import { fontsCss } from "./fonts.ts";
import { handoutHtml } from "./handout.ts";
import { presentationHtml } from "./presentation.ts";
import type { Deck } from "./slide.ts";
import { slidesHtml } from "./slide-html.ts";
import { slidesData } from "./slides-json.ts";

export const ROOT: string = join(import.meta.dirname, "..", "..", "..");
export const SLIDES: string = join(ROOT, "docs", "slides");
export const DECK: string = join(SLIDES, "deck");

export interface Site {
  readonly deck: Deck;
  /** Path with `/` -> content. No file names another outside of these, nor one by its root. */
  readonly files: ReadonlyMap<string, string>;
}

/** @throws SlidesError for a deck that cannot be shown */
export function buildSite(deck: Deck = readDeck(DECK, ROOT), root: string = ROOT): Site {
  const html = slidesHtml(root);
  const files = new Map<string, string>([
    ["index.html", presentationHtml(deck, html)],
    ["handout.html", handoutHtml(deck, html)],
    ["slides.json", `${JSON.stringify({ slides: slidesData(deck, root) }, null, 2)}\n`],
  ]);
  for (const name of ["theme.css", "drawings.css", "screen.css", "handout.css", "start.js"]) {
    files.set(`assets/${name}`, readFileSync(join(SLIDES, "theme", name), "utf8"));
  }
  files.set("assets/fonts.css", fontsCss());
  const reveal = dirname(createRequire(import.meta.url).resolve("reveal.js"));
  for (const [name, path] of [
    ["reveal.js", "reveal.js"],
    ["reveal.css", "reveal.css"],
    ["notes.js", "plugin/notes.js"],
  ] as const) {
    files.set(`assets/${name}`, readFileSync(join(reveal, path), "utf8"));
  }
  return { deck, files };
}
