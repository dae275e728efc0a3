/** What linters and other tools want to know of a deck, without reading Markdown. */

import { fromOf, withIncludes } from "./include.ts";
import type { Deck } from "./slide.ts";
import { CLAIM } from "./slide-html.ts";

export interface SlideData {
  readonly id: string;
  readonly title: string;
  readonly part: string;
  readonly minutes: number | null;
  readonly lab: string | null;
  /** Which of the original course's slides it retells; none for those that it lacks. */
  readonly original: number | null;
  /** Of the slide's face, code left out. */
  readonly words: number;
  readonly notesWords: number;
  /** "labs/modeling/solution/steps.ts#stepsFor". */
  readonly code: readonly string[];
  /** Ids of figures: `pnpm claims <id>` measures them. */
  readonly claims: readonly string[];
}

/** @param root the repository's */
export function slidesData(deck: Deck, root: string): SlideData[] {
  return deck.parts.flatMap(({ id: part, slides }) =>
    slides.map((slide) => ({
      id: slide.id,
      title: slide.title,
      part,
      minutes: slide.metadata.minutes ?? null,
      lab: slide.metadata.lab ?? null,
      original: slide.metadata.original ?? null,
      words: wordsIn(withIncludes(slide, root)),
      notesWords: wordsIn(slide.notes),
      code: slide.includes.map(fromOf),
      claims: claimsIn(`${slide.body}\n${slide.notes}`),
    })),
  );
}

/** Ids in the order in which they are first named. */
export function claimsIn(markdown: string): string[] {
  const found = markdown.matchAll(new RegExp(`\\]\\(${CLAIM}([^)\\s]+)(?:\\s+"[^"]*")?\\)`, "g"));
  return [...new Set(Array.from(found, ([, id]) => id!))];
}

function wordsIn(markdown: string): number {
  const text = markdown.replaceAll(/^(```+)[\s\S]*?^\1$/gm, "").replaceAll(/<!--[\s\S]*?-->/g, "");
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0;
}
