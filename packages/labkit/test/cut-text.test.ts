/** What of a student's output, and of Markdown, gets to the terminal. */
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { cutText, fitLine } from "../src/checklist/cut-text.ts";
import { terminalText } from "../src/checklist/terminal-text.ts";

const RED = "\u001b[38;5;196m";
const OFF = "\u001b[0m";

describe("a text that is cut", () => {
  test("ends with no half of an escape code, wherever it is cut", () => {
    const text = `a${RED}bc${OFF}d\u001b]8;;https://a.b\u0007e`;

    for (let length = 0; length <= text.length; length++) {
      expect(stripVTControlCharacters(cutText(text, length)), `${length}`).toMatch(/^[abcde]*$/);
    }
    expect(cutText(text, text.length)).toBe(text);
  });

  test("ends with no half of a sign", () => {
    expect(cutText("ab😀", 3)).toBe("ab");
    expect(cutText("ab😀", 4)).toBe("ab😀");
  });
});

describe("a line of output", () => {
  test("has no codes where colours are off, so that they do not count as columns", () => {
    expect(fitLine(`${RED}red${OFF} text`, 6, false)).toBe("red te");
  });

  test("keeps its colours where they are shown, and ends them", () => {
    expect(fitLine(`${RED}red`, 6, true)).toBe(`${RED}red${OFF}`);
    expect(fitLine("plain", 6, true)).toBe("plain");
  });

  test("never moves the cursor or clears the screen", () => {
    expect(fitLine(`\u001b[2J\u001b[H${RED}red\r\u0007`, 60, true)).toBe("red");
  });
});

describe("Markdown on the terminal", () => {
  test("flows to the width there is", () => {
    expect(terminalText("one two\nthree\n\nfour\nfive", 10)).toBe("one two\nthree\n\nfour five");
    expect(terminalText("a word ".repeat(30))).toMatch(/^.{70,80}\n.{70,80}\n/);
  });

  test("keeps code, tables and list items apart", () => {
    const code = "```ts\nconst a = 1;\nconst b = _c_;\n```";

    expect(terminalText(`so:\n${code}\nand\nso`, 40)).toBe(`so:\n${code}\nand so`);
    expect(terminalText("- one\n  two\n- three\n- four five", 9)).toBe(
      "- one two\n- three\n- four\n  five",
    );
    expect(terminalText("| a | b |\n|---|---|")).toBe("| a | b |\n|---|---|");
  });

  test.each([
    ["from _before_ the step", "from before the step"],
    ["**all** of *it*, __now__", "all of it, now"],
    ["a snake_case_name and 2 * x * y and a*b*c", "a snake_case_name and 2 * x * y and a*b*c"],
    ["the call `f(_a_, *b*)`", "the call `f(_a_, *b*)`"],
  ])("is without the signs of emphasis: %s", (markdown, text) => {
    expect(terminalText(markdown)).toBe(text);
  });
});
