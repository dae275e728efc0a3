/** What is written by hand: spelling, length, code that compiles. */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import dictionary from "dictionary-en-gb";
import nspell from "nspell";
import { describe, expect, test } from "vitest";
import { GENERATED } from "../../handbook/generate/pages.ts";
import { proseOf } from "../../handbook/site/markdown.ts";
import { pageFiles } from "../../handbook/site/pages.ts";
import { HANDBOOK, ROOT } from "../../handbook/site/places.ts";
import { fencesOf } from "../../slides/compiler/fences.ts";
import { type CodeBlock, typeFaults } from "../../slides/lint/type-check.ts";

const MADE = new Set([...GENERATED.keys(), "claims.md"].map((name) => `reference/${name}`));
const PAGES = pageFiles(ROOT)
  .map((file) => relative(HANDBOOK, join(ROOT, file)).replaceAll("\\", "/"))
  .filter((file) => !file.startsWith("..") && !MADE.has(file));
const read = (page: string): string => readFileSync(join(HANDBOOK, page), "utf8");

/** Names and terms that no dictionary has. */
const WORDS = readFileSync(join(HANDBOOK, "words.txt"), "utf8").split("\n").filter(Boolean);
const speller = nspell({ aff: Buffer.from(dictionary.aff), dic: Buffer.from(dictionary.dic) });
for (const word of WORDS) speller.add(word);

/** Words of the prose; links' targets, tags and comments are none. */
function wordsOf(text: string): string[] {
  const prose = proseOf(text)
    .replaceAll(/<!--[\s\S]*?-->|\]\([^)]*\)|<[^>]+>|@hpts\/\S+/g, " ")
    .replaceAll("’", "'");
  return prose.match(/(?<![\p{L}\p{N}_./@-])\p{L}[\p{L}']+(?![\p{L}\p{N}_])/gu) ?? [];
}

describe("spelling", () => {
  test.each(PAGES)("of %s", (page) => {
    const unknown = wordsOf(read(page))
      .map((word) => word.replace(/'s?$/, ""))
      .filter((word) => !speller.correct(word) && !speller.correct(word.toLowerCase()));

    expect([...new Set(unknown)], "mend it, or add it to docs/handbook/words.txt").toEqual([]);
  });

  test("every word of the list is needed", () => {
    const used = new Set(
      PAGES.flatMap((page) => wordsOf(read(page)).map((word) => word.replace(/'s?$/, ""))),
    );

    expect(WORDS.filter((word) => !used.has(word) && !used.has(capital(word)))).toEqual([]);
  });
});

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}

/** Words of prose, for each part of the handbook. */
const LONGEST: Readonly<Record<string, number>> = {
  "how-to": 450,
  explanation: 600,
  instructors: 600,
  tutorials: 200,
};

describe("length", () => {
  test.each(PAGES.filter((page) => (page.split("/")[0] ?? "") in LONGEST))("of %s", (page) => {
    const words = proseOf(read(page)).match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu) ?? [];

    expect(words.length).toBeLessThanOrEqual(LONGEST[page.split("/")[0]!]!);
  });

  test.each(PAGES)("%s has one title, and it comes first", (page) => {
    const titles = proseOf(read(page)).match(/^# .+$/gm) ?? [];

    expect(titles).toHaveLength(1);
    expect(read(page).startsWith("# ")).toBe(true);
  });
});

describe("code", () => {
  test("all blocks of TypeScript compile", { timeout: 120_000 }, () => {
    const blocks = PAGES.flatMap((page) => blocksOf(page));
    const dir = join(HANDBOOK, ".hpts", "blocks");

    expect(blocks.length).toBeGreaterThan(4);
    expect(typeFaults(blocks, dir, join(ROOT, "tsconfig.base.json"))).toEqual([]);
  });

  test.each(PAGES)("every block of %s has a language", (page) => {
    const bare = fencesOf(read(page).split("\n")).filter(({ info }) => info === "");

    expect(bare.map(({ start }) => `line ${start + 1}: write \`\`\`text`)).toEqual([]);
  });
});

function blocksOf(page: string): CodeBlock[] {
  const lines = read(page).split("\n");
  return fencesOf(lines)
    .filter(({ info }) => info === "ts")
    .map(({ start, end }, i) => ({
      slide: {
        id: page.replaceAll(/[/.]/g, "-"),
        title: page,
        file: page,
        line: start + 1,
        metadata: {},
        body: "",
        notes: "",
        includes: [],
      },
      given: "",
      code: lines.slice(start + 1, end).join("\n"),
      number: i + 1,
    }));
}
