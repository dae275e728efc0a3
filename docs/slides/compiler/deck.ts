/** Reads all parts of a deck, in the order of their files' names, and gives each slide its own id. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { readPart } from "./dialect.ts";
import { type Deck, type Part, type Slide, SlidesError, type Warning } from "./slide.ts";

/** Pictures of a slide: `![alt](target)`. */
export const IMAGE = /!\[([^\]]*)\]\(([^)\s]+)\)/g;

/** @param dir with the parts, `NN-name.md` @param root what paths in warnings are relative to */
export function readDeck(dir: string, root: string): Deck {
  const names = readdirSync(dir).filter((name) => /^\d+-.*\.md$/.test(name));
  if (names.length === 0) {
    throw new SlidesError(`expected parts such as 01-introduction.md in ${dir}, and found none`);
  }
  const files = names.sort().map((name) => join(dir, name));
  return deckOf(
    files.map((file) => ({
      file: relative(root, file).split(sep).join("/"),
      text: readFileSync(file, "utf8"),
    })),
    root,
  );
}

/** @param texts the parts, with the path that is shown for each, relative to `root` */
export function deckOf(
  texts: readonly { readonly file: string; readonly text: string }[],
  root: string,
): Deck {
  const used = new Map<string, number>();
  const warnings: Warning[] = [];
  const parts = texts.map(({ file, text }): Part => {
    const read = readPart(text, file);
    warnings.push(...read.warnings);
    const slides = read.slides.map((slide) => ({ ...slide, id: unique(slide.id, used) }));
    warnings.push(...slides.flatMap((slide) => imageWarnings(slide, root)));
    const first = slides[0]?.metadata;
    const id = first?.part ?? basename(file, ".md").replace(/^\d+-/, "");
    return { id, budget: first?.budget, slides };
  });
  return { title: parts[0]?.slides[0]?.title ?? "Slides", parts, warnings };
}

export function slidesOf(deck: Deck): Slide[] {
  return deck.parts.flatMap(({ slides }) => slides);
}

function unique(id: string, used: Map<string, number>): string {
  const times = (used.get(id) ?? 0) + 1;
  used.set(id, times);
  return times === 1 ? id : `${id}-${times}`;
}

function imageWarnings({ body, file, line }: Slide, root: string): Warning[] {
  return Array.from(body.matchAll(IMAGE)).flatMap(([, alt = "", target = ""]): Warning[] => {
    const warn = (message: string): Warning => ({ rule: "image", file, line, message });
    const isThere = existsSync(join(root, dirname(file), target));
    return [
      ...(isThere ? [] : [warn(`there is no picture ${target}`)]),
      ...(alt.trim() === "" ? [warn(`${target} has no words for those who do not see it`)] : []),
    ];
  });
}
