/** Letters for pictures: those of `raster/glyphs.ts`, and the few more that figures need. */
import { glyphOf } from "../raster/glyphs.ts";

type Strokes = readonly (readonly number[])[];

interface Letter {
  readonly strokes: Strokes;
  readonly advance: number;
}

/** In units of 1/21 of a capital's height, y downwards from the foot. */
const MORE: Readonly<Record<string, Letter>> = {
  µ: {
    strokes: [
      [4, -14, 4, 7],
      [4, -4, 5, -1, 7, 0, 10, 0, 12, -1, 15, -4],
      [15, -14, 15, 0],
    ],
    advance: 19,
  },
  "×": {
    strokes: [
      [5, -13, 15, -3],
      [15, -13, 5, -3],
    ],
    advance: 20,
  },
  "–": { strokes: [[3, -8, 19, -8]], advance: 22 },
  "…": {
    strokes: [
      [4, -1, 4, 0],
      [11, -1, 11, 0],
      [18, -1, 18, 0],
    ],
    advance: 22,
  },
  "·": { strokes: [[5, -8, 5, -7]], advance: 10 },
  "≤": {
    strokes: [
      [18, -16, 4, -9, 18, -2],
      [4, 2, 18, 2],
    ],
    advance: 22,
  },
  "²": { strokes: [[3, -18, 4, -20, 6, -21, 8, -20, 9, -18, 8, -16, 3, -11, 9, -11]], advance: 12 },
  "³": { strokes: [[3, -21, 9, -21, 6, -17, 8, -17, 9, -15, 8, -12, 6, -11, 3, -12]], advance: 12 },
};

const SAME: Readonly<Record<string, string>> = {
  μ: "µ",
  "\u00a0": " ",
  "’": "'",
  "‘": "'",
  "“": '"',
  "”": '"',
  "—": "–",
  ß: "ss",
  "→": "->",
};

/** Accents go, since strokes for them are missing; a letter without strokes is a question mark. */
export function drawableText(text: string): string {
  return Array.from(text, (char) => SAME[char] ?? char)
    .map((char) => (MORE[char] === undefined ? char.normalize("NFD").replace(/\p{M}/gu, "") : char))
    .join("");
}

/** @param char of a drawable text */
export function letterOf(char: string): Letter {
  return MORE[char] ?? glyphOf(char);
}
