import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deckOf } from "../../slides/compiler/deck.ts";
import { readPart } from "../../slides/compiler/dialect.ts";
import { SlidesError } from "../../slides/compiler/slide.ts";

const FIXTURES = join(import.meta.dirname, "fixtures");

function slidesIn(text: string) {
  return readPart(text, "part.md").slides;
}

describe("a deck with the irregularities of the original course's", () => {
  const text = readFileSync(join(FIXTURES, "irregular.txt"), "utf8");
  const deck = deckOf([{ file: "irregular.md", text }], FIXTURES);
  const [{ slides }] = deck.parts as [(typeof deck.parts)[0]];

  test("is read as it was meant: one slide a heading", () => {
    expect(slides.map(({ title }) => title)).toEqual([
      "A Course of Knots",
      "Why knots",
      "Two tools",
      "Said by a sailor",
      "Code with a separator in it",
      "Without a language",
      "In the shell",
      "Plan",
      "Code of the plan",
      "What is next?",
      "Lab",
    ]);
  });

  test("has a warning for each irregularity, with its line", () => {
    const said = deck.warnings.map(({ rule, line, message }) => `${line} ${rule}: ${message}`);
    expect(said).toMatchInlineSnapshot(`
      [
        "39 fence: blanks behind the closing fence",
        "44 language: a fence without a language: write \`\`\`text",
        "51 language: "shell script" is no language: write one word",
        "15 encoding: "â€™" looks like UTF-8 that was read as another encoding",
        "29 setext: no empty line above ---: elsewhere it makes the text above a heading",
        "48 separator: blanks behind the separator ---",
        "59 two-headings: a second heading in one slide: taken for a slide of its own",
        "68 two-headings: a second heading in one slide: taken for a slide of its own",
        "4 image: there is no picture artwork/rope.png",
        "4 image: artwork/rope.png has no words for those who do not see it",
        "23 image: there is no picture artwork/sailor.png",
        "23 image: artwork/sailor.png has no words for those who do not see it",
      ]
    `);
  });

  test("keeps notes apart from what is shown, also where they say Note: again", () => {
    const knots = slides[1]!;

    expect(knots.notes).toBe("Theyâ€™re useful. Note: this is still a note.");
    expect(knots.body).not.toContain("useful");
  });

  test("looks at nothing inside of code", () => {
    expect(slides[4]!.body).toContain("---\n## not a heading\nNote: not a note");
  });
});

describe("separators", () => {
  test("may have blanks behind them, and no blank line around them", () => {
    expect(slidesIn("## A\n--- \t\n## B\n---\n## C").map(({ title }) => title)).toEqual([
      "A",
      "B",
      "C",
    ]);
  });

  test("make no slide of nothing, at the ends or in a row", () => {
    expect(slidesIn("---\n## A\n---\n\n---\n").map(({ title }) => title)).toEqual(["A"]);
  });

  test("of other lengths are rules, not separators", () => {
    expect(slidesIn("## A\n\n----\n\n- - -\n")).toHaveLength(1);
  });

  test("count outside of fences only, for any number of slides with code", () => {
    const block = fc.constantFrom("```text\n---\n```", "~~~~ts\n```\n---\n~~~~", "text", "* a\n");
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), (blocks) => {
        const text = blocks.map((body, i) => `## S${i}\n\n${body}\n`).join("\n---\n\n");

        expect(slidesIn(text).map(({ body }) => body)).toEqual(
          blocks.map((body, i) => `## S${i}\n\n${body}`.trim()),
        );
      }),
    );
  });
});

describe("metadata", () => {
  test("is read from comments, and not shown", () => {
    const [slide] = slidesIn("<!-- minutes: 2.5, lab: modeling -->\n## A\n\ntext");

    expect(slide!.metadata).toEqual({ minutes: 2.5, lab: "modeling" });
    expect(slide!.body).toBe("## A\n\ntext");
  });

  test("that means nothing is an error with its place", () => {
    expect(() => slidesIn("## A\n\n<!-- minuts: 2 -->")).toThrow(
      new SlidesError(
        'part.md:3: expected one of minutes, original, budget, lab, layout, part, got "minuts: 2"',
      ),
    );
    expect(() => slidesIn("<!-- minutes: soon -->\n## A")).toThrow(
      'part.md:1: minutes must be a number, 0 or more, got "soon"',
    );
  });

  test("other comments are left alone", () => {
    expect(slidesIn("## A\n<!-- given: declare const a: 1; -->")[0]!.body).toContain("given");
  });
});

describe("notes", () => {
  test.each(["Note:", "Notes:", "  Notes: "])("begin with %j", (mark) => {
    const [slide] = slidesIn(`## A\n\nshown\n\n${mark}\nsaid`);

    expect(slide).toMatchObject({ body: "## A\n\nshown", notes: "said" });
  });

  test("may begin on the line of their mark", () => {
    expect(slidesIn("## A\n\nNote: said\nmore")[0]!.notes).toBe("said\nmore");
  });
});

test("ids are made of titles, and are unique in a deck", () => {
  const texts = ["## Lab\n---\n## The `time` command", "## Lab"].map((text, i) => ({
    file: `0${i}-part.md`,
    text,
  }));

  const deck = deckOf(texts, FIXTURES);

  expect(deck.parts.flatMap(({ slides }) => slides.map(({ id }) => id))).toEqual([
    "lab",
    "the-time-command",
    "lab-2",
  ]);
});
