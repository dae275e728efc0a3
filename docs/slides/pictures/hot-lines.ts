/** A program as a column of functions; the warm ones are where its time goes. The lengths are no program's. */
import { label, rect, svgText } from "./svg.ts";

const LINES = 30;
const HOT = new Set([17, 18, 19]);
/** Lengths of lines and their indentation, in a pattern that looks like code. */
const LENGTHS = [150, 210, 180, 120, 230, 90, 170];
const INDENTS = [0, 1, 1, 2, 2, 1, 0];

export function hotLines(): string {
  const body: string[] = [];
  for (let i = 0; i < LINES; i++) {
    const isHot = HOT.has(i);
    const x = 20 + (isHot ? 56 : 28 * INDENTS[i % 7]!);
    const width = isHot ? 170 - 20 * (i % 2) : LENGTHS[(i * 3) % 7]! * 0.8;
    body.push(rect({ x, y: 34 + i * 15 }, width, 8, isHot ? "f-orange" : "faint f-panel", 4));
  }
  body.push(
    label(20, 20, "functions of the program", "soft"),
    label(340, 20, "its time", "soft"),
    rect({ x: 340, y: 34 }, 84, 444, "f-panel", 8),
    rect({ x: 340, y: 100 }, 84, 378, "f-orange", 8),
    label(442, 74, "everything else", "soft"),
    label(442, 290, "three of them", "f-orange big"),
    `<path class="s-orange" d="M262 306H330" stroke-dasharray="2 9"/>`,
  );
  return svgText(610, 492, "Three functions of a program take nearly all of its time", body);
}
