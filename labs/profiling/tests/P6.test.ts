import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { lineAnswers } from "#lab/lines";
import { storedProfile } from "./bench/stored.ts";

const { lines, frames } = storedProfile("close");

/** Lines of `closePairs`, as the engine counted and timed them. */
const rows = Array.from(lines!.line, (line, i) => ({
  line,
  frame: frames.name[lines!.frame[i]!],
  hits: lines!.hits![i]!,
  selfUs: lines!.selfUs[i]!,
})).filter(({ frame }) => frame === "closePairs");

const hottest = rows.toSorted((a, b) => b.selfUs - a.selfUs)[0]!;

exercise("the three lines that run most often", () => {
  const { mostHits } = lineAnswers();
  const most = rows.toSorted((a, b) => b.hits - a.hits).slice(0, 3);

  const why =
    "the three largest of the column Hits, as numbers of lines. How deep a line lies says little: what is behind an if runs only sometimes";
  expect(
    mostHits.toSorted((a, b) => a - b),
    why,
  ).toEqual(most.map(({ line }) => line).sort((a, b) => a - b));
});

exercise("the line that takes most time", () => {
  const why =
    "the largest of the column % Time, and that is none of those with most hits: how long does each hit take?";
  expect(lineAnswers().hottest, why).toBe(hottest.line);
});

exercise("how often it runs", () => {
  const why = "its hits: they are counted, so they are the same on every machine";
  expect(lineAnswers().hits, why).toBe(hottest.hits);
});
