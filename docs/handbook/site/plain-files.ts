/** What a page of a disk has in place of modules: see plain/main.ts. */
import { join } from "node:path";
import { build } from "esbuild";
import { anchorsOf, proseOf } from "./markdown.ts";
import { HANDBOOK } from "./places.ts";
import { searchedText } from "./searched-text.ts";
import type { Staged } from "./stage.ts";

/** A part of a page, as it is searched: place, title, words. */
export type Section = readonly [url: string, title: string, words: string];

/** Path in the site -> content. */
export async function plainFiles(pages: Staged): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [join(HANDBOOK, "plain", "main.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    logLevel: "silent",
  });
  const sections = [...pages].flatMap(([path, text]) =>
    path.endsWith(".md") && typeof text === "string"
      ? sectionsOf(path, searchedText(path, text))
      : [],
  );
  return new Map([
    ["plain.js", outputFiles[0]!.text],
    ["plain-search.js", `globalThis.hptsSections=${JSON.stringify(sections)}\n`],
  ]);
}

/** Of Markdown; the language of a block is none of its words either. */
const MARKS = /^```\w*$|\]\([^)]*\)|[`*|#>[\]]+|(?<=\s)-+(?=\s)|:?-{3,}:?/gm;

function sectionsOf(path: string, text: string): Section[] {
  const url = path.replace(/\.md$/, ".html");
  const anchors = anchorsOf(text);
  const code = proseOf(text);
  const starts = Array.from(text.matchAll(/^#{1,6}[ \t]+.+$/gm)).filter(
    ({ index }) => code[index] === "#",
  );
  return starts.map(({ index, 0: heading }, i) => {
    const body = text.slice(index + heading.length, starts[i + 1]?.index ?? text.length);
    const words = body.replaceAll(MARKS, " ").replaceAll(/\s+/g, " ");
    return [i === 0 ? url : `${url}#${anchors[i]}`, plainWords(heading), words.trim()];
  });
}

function plainWords(heading: string): string {
  return heading.replace(/^#+\s+/, "").replaceAll(/\]\([^)]*\)|[`*[\]]/g, "");
}
