import { expect, test } from "vitest";
import { wrapped } from "../../src/stats/wrapped.ts";

test("no line is wider than 80 columns, but for words that are", () => {
  const words = `${"word ".repeat(40)}${"x".repeat(90)} end`;

  const lines = wrapped(words, "   ");

  expect(lines.join(" ").replaceAll(/ +/g, " ").trim()).toBe(words);
  expect(lines.map(({ length }) => length)).toEqual([77, 77, 52, 93, 6]);
  expect(lines.every((line) => line.startsWith("   "))).toBe(true);
});

test("the line of the engine is parted between its parts", () => {
  const part = "a part of some length with blanks";

  expect(wrapped(`engine exact: ${part}; ${part}; ${part}`)).toEqual([
    `engine exact: ${part};`,
    `${part}; ${part}`,
  ]);
});
