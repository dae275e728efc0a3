/** What a server of this machine says when it is asked for a file of the slides. */
import type { ServerResponse } from "node:http";
import { extname } from "node:path";
import { readDeck } from "../compiler/deck.ts";
import { escapeHtml } from "../compiler/escape.ts";
import { buildSite, DECK, ROOT, type Site } from "../compiler/site.ts";
import { SlidesError } from "../compiler/slide.ts";
import { printWarnings } from "./warnings.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
};

/** The site, or why there is none. */
export function siteOrProblem(deckDir: string = DECK, root: string = ROOT): Site | string {
  try {
    const site = buildSite(readDeck(deckDir, root), root);
    printWarnings(site.deck.warnings);
    return site;
  } catch (error) {
    if (!(error instanceof SlidesError)) throw error;
    console.error(error.message);
    return error.message;
  }
}

/**
 * @param path of the file in the site, without "/" before it
 * @param addition goes to the end of each page
 */
export function answer(
  response: ServerResponse,
  path: string,
  site: Site | string,
  addition: string,
): void {
  if (typeof site === "string") {
    const page = `<!doctype html><title>Slides</title><pre>${escapeHtml(site)}</pre>${addition}`;
    response.writeHead(500, { "content-type": TYPES[".html"] }).end(page);
    return;
  }
  const content = site.files.get(path);
  if (content === undefined) {
    response.writeHead(404, { "content-type": "text/plain" }).end(`there is no ${path}\n`);
    return;
  }
  const isPage = path.endsWith(".html");
  response
    .writeHead(200, { "content-type": TYPES[extname(path)], "cache-control": "no-store" })
    .end(isPage ? content.replace("</body>", `${addition}\n</body>`) : content);
}
