/** What is written into a terminal, against what is to be on its screen; and byte for byte. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell } from "../src/braille.ts";
import { changesText, wholeText } from "../src/cell-text.ts";
import { playInTerminal } from "../src/terminal.ts";
import { SCENES, type SceneName } from "./page/scenes.ts";
import { screenAfter } from "./support/screen.ts";

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constant({ char: " " }),
  fc.record({ char: fc.constantFrom("⣿", "⠁", "*"), color: fc.constantFrom("red", "blue") }),
);

/** Pictures of one size. */
const films = fc
  .record({ rows: fc.integer({ min: 1, max: 8 }), columns: fc.integer({ min: 1, max: 12 }) })
  .chain(({ rows, columns }) => {
    const row = fc.array(cell, { minLength: columns, maxLength: columns });
    return fc.array(fc.array(row, { minLength: rows, maxLength: rows }), {
      minLength: 2,
      maxLength: 4,
    });
  });

test("the screen shows the last frame, whatever was there before", () => {
  fc.assert(
    fc.property(films, (frames) => {
      let text = wholeText(frames[0]!, true);
      for (const [i, frame] of frames.slice(1).entries()) {
        text += changesText(frames[i]!, frame, true);
      }

      const lines = frames.at(-1)!.map((row) => row.map(({ char }) => char).join(""));
      expect(screenAfter(`${text}below`)).toEqual([...lines, "below"]);
    }),
  );
});

test("a frame that is the same writes nothing", () => {
  fc.assert(
    fc.property(films, ([frame]) => {
      expect(changesText(frame!, frame!, true)).toBe("");
    }),
  );
});

test("a full screen of 80 x 24 that changes all over stays below 4500 bytes, in one colour", () => {
  const filled = (char: string): Cell[][] =>
    Array.from({ length: 22 }, () => Array.from({ length: 60 }, () => ({ char, color: "red" })));

  const text = changesText(filled("⣿"), filled("⣾"), true);

  expect(Buffer.byteLength(text)).toBeLessThan(4500);
});

test.each(Object.keys(SCENES) as SceneName[])(
  "of %s is written what stands in its golden file (HPTS_GOLDEN=write makes it anew)",
  async (name) => {
    const written: string[] = [];
    const output = {
      isTTY: true,
      columns: 40,
      rows: 16,
      write: (text: string) => written.push(text),
    };

    await playInTerminal(SCENES[name](), { output, env: {} });

    const file = join(import.meta.dirname, "fixtures", "terminal", `${name}.json`);
    const text = `${JSON.stringify(written, null, 1)}\n`;
    if (process.env["HPTS_GOLDEN"] === "write") writeFileSync(file, text);
    expect(text).toBe(existsSync(file) ? readFileSync(file, "utf8") : "");
  },
);
