/**
 * How series are told apart: a colour, a marker and a dash each, so that colour is never alone. Colours
 * of Okabe and Ito (Color Universal Design, 2008), in the order of their contrast with white; yellow is
 * left out, because nobody sees it there.
 */

export type Marker = "disc" | "square" | "triangle" | "diamond" | "cross" | "plus" | "kite";

export interface SeriesStyle {
  /** Index into `SERIES_COLOURS`. */
  readonly colour: number;
  readonly marker: Marker;
  /** Lengths of dashes and gaps in pixels; empty for a line without gaps. */
  readonly dash: readonly number[];
}

/** blue, vermillion, bluish green, reddish purple, orange, sky blue; as "#rrggbb". */
export const SERIES_COLOURS: readonly string[] = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
];

const MARKERS: readonly Marker[] = [
  "disc",
  "square",
  "triangle",
  "diamond",
  "cross",
  "plus",
  "kite",
];
const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3], [4, 2]];

/** 6 colours, 7 markers and 5 dashes: 210 series before one comes again. */
export function styleOf(index: number): SeriesStyle {
  return {
    colour: index % SERIES_COLOURS.length,
    marker: MARKERS[index % MARKERS.length]!,
    dash: DASHES[index % DASHES.length]!,
  };
}
