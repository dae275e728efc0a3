/** Markers of points, as paths: in colourless prints they are what tells series apart. */
import type { Marker } from "./series-style.ts";
import type { Ink, PathShape } from "./shapes.ts";

const R = 4;
const DISC = Array.from({ length: 16 }, (_, i) => [
  R * Math.cos((i * Math.PI) / 8),
  R * Math.sin((i * Math.PI) / 8),
]).flat();
const FILLED: Readonly<Partial<Record<Marker, readonly number[]>>> = {
  disc: DISC,
  square: [-3.5, -3.5, 3.5, -3.5, 3.5, 3.5, -3.5, 3.5],
  triangle: [0, -5, 4.6, 3.6, -4.6, 3.6],
  diamond: [0, -5, 5, 0, 0, 5, -5, 0],
  kite: [0, 5, 4.6, -3.6, -4.6, -3.6],
};
const OPEN: Readonly<Partial<Record<Marker, readonly (readonly number[])[]>>> = {
  cross: [
    [-3.6, -3.6, 3.6, 3.6],
    [-3.6, 3.6, 3.6, -3.6],
  ],
  plus: [
    [-4.6, 0, 4.6, 0],
    [0, -4.6, 0, 4.6],
  ],
};

/** One shape for all points of a series. @param points x, y, x, y, ... */
export function markerShape(marker: Marker, points: readonly number[], ink: Ink): PathShape {
  const open = OPEN[marker];
  const parts = open ?? [FILLED[marker] ?? DISC];
  const lines: number[][] = [];
  for (let i = 0; i + 1 < points.length; i += 2) {
    for (const part of parts) {
      lines.push(part.map((value, j) => value + points[i + (j % 2)]!));
    }
  }
  return open === undefined
    ? { type: "path", lines, fill: ink }
    : { type: "path", lines, stroke: ink, widthPx: 2 };
}
