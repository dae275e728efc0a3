/** The course's own deck: it must keep every rule. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readDeck, slidesOf } from "../../slides/compiler/deck.ts";
import { buildSite, DECK, ROOT } from "../../slides/compiler/site.ts";
import { lintDeck } from "../../slides/lint/lint.ts";
import { codeBlocks, typeFaults } from "../../slides/lint/type-check.ts";

const deck = readDeck(DECK, ROOT);

function lines(faults: readonly { rule: string; place: string; message: string }[]): string[] {
  return faults.map(({ rule, place, message }) => `${place} ${rule}: ${message}`);
}

describe("the course's deck", () => {
  test("has no fault", () => {
    expect(lines(lintDeck(deck, ROOT))).toEqual([]);
  });

  test("shows TypeScript that compiles", () => {
    const dir = join(ROOT, "docs", ".hpts", "slide-code");
    const base = join(ROOT, "tsconfig.base.json");

    const blocks = codeBlocks(slidesOf(deck));

    expect(blocks).not.toEqual([]);
    expect(lines(typeFaults(blocks, dir, base))).toEqual([]);
  });

  test("retells each of the original course's 35 slides once, in its order", () => {
    const retold = slidesOf(deck).flatMap(({ metadata }) => metadata.original ?? []);

    expect(retold).toEqual(Array.from({ length: 35 }, (_, i) => i + 1));
  });

  test("ends each part that has a lab with the lab's slide", () => {
    const ends = deck.parts.map(({ id, slides }) => [id, slides.at(-1)!.metadata.lab]);

    expect(ends).toEqual([
      ["introduction", undefined],
      ["modeling", "modeling"],
      ["testing", "testing"],
      ["timing", "timing"],
      ["profiling", "profiling"],
      ["debrief", undefined],
    ]);
  });

  test("is small, and names nothing outside of itself", () => {
    const { files } = buildSite(deck);
    const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    const pages = [...files].filter(([path]) => path.endsWith(".html"));
    const outside = pages.flatMap(
      ([, text]) => text.match(/(?:src|href)="(?:\/|https?:)[^"]*"/g) ?? [],
    );

    expect(bytes).toBeLessThan(3 * 1024 * 1024);
    expect(outside.filter((link) => !link.startsWith('href="https://'))).toEqual([]);
  });
});
