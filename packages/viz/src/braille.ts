/**
 * Draws axes as text. A braille character has 2 x 4 dots, so 80 x 24 characters show 160 x 96
 * points; on usual fonts the dots are about as far apart in both directions.
 *
 *     dot bits of a cell     1   8        Unicode: U+2800 + the sum
 *                            2  16
 *                            4  32
 *                           64 128
 */

import type { Text } from "./artists.ts";
import type { Color } from "./colors.ts";
import type { Layer } from "./layers.ts";
import type { Axes, Interval } from "./scene.ts";

export interface Cell {
  readonly char: string;
  /** Of the points drawn last in this cell; none where there is no point. */
  readonly color?: Color;
}

export interface TextSize {
  readonly columns: number;
  readonly rows: number;
}

/** Row by row. */
const DOT_BITS = Uint8Array.of(...[1, 8], ...[2, 16], ...[4, 32], ...[64, 128]);

const BRAILLE = 0x2800;
const BORDER = 2;
/** Of a line; terminals are smaller. */
const MOST_DOTS = 10_000;

/**
 * The axes as rows of cells, with a border. With equal aspect, the largest area of the limits'
 * proportions that fits; points outside the limits are not drawn.
 *
 * @param layers what of the axes is drawn, from below to above; usually all of it
 * @param ascii draws "*" instead of braille, and the border with - | +
 */
export function drawAxes(
  axes: Axes,
  size: TextSize,
  ascii = false,
  layers: readonly Layer[] = [{ points: axes.artists, texts: axes.texts }],
): Cell[][] {
  const { columns, rows } = innerSize(axes, size);
  const width = columns * 2;
  const height = rows * 4;
  const bits = new Uint8Array(columns * rows);
  const colors = new Array<Color | undefined>(columns * rows);
  const x = dotOf(axes.xlim, width);
  const fromBelow = dotOf(axes.ylim, height);
  const y = (value: number): number => height - 1 - fromBelow(value);
  const dot = (dotX: number, dotY: number, color: Color): void => {
    if (!(dotX >= 0 && dotX < width && dotY >= 0 && dotY < height)) return;
    const cell = (dotY >> 2) * columns + (dotX >> 1);
    bits[cell] = bits[cell]! | DOT_BITS[((dotY & 3) << 1) | (dotX & 1)]!;
    colors[cell] = color;
  };
  for (const { xs, ys, color, line } of layers.flatMap(({ points }) => points)) {
    for (let i = 0; i < xs.length; i++) {
      const [dotX, dotY] = [x(xs[i]!), y(ys[i]!)];
      if (line && i > 0) dotsBetween(x(xs[i - 1]!), y(ys[i - 1]!), dotX, dotY, color, dot);
      else dot(dotX, dotY, color);
    }
  }
  const cells = Array.from(bits, (sum, i) => cellOf(sum, colors[i], ascii));
  for (const text of layers.flatMap(({ texts }) => texts)) {
    write(cells, columns, Math.floor(x(text.x) / 2), Math.floor(y(text.y) / 4), text);
  }
  return framed(cells, columns, rows, ascii);
}

/** Both ends are dots. Of lines that reach far beyond the picture, only the ends are tried. */
function dotsBetween(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  color: Color,
  dot: (x: number, y: number, color: Color) => void,
): void {
  const count = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
  const steps = count > 0 && count < MOST_DOTS ? count : 1;
  for (let i = 0; i <= steps; i++) {
    const share = i / steps;
    dot(Math.round(x0 + (x1 - x0) * share), Math.round(y0 + (y1 - y0) * share), color);
  }
}

/** A text in place of the cells that it covers, as far as it is in the picture. */
function write(cells: Cell[], columns: number, column: number, row: number, text: Text): void {
  if (!(row >= 0 && row * columns < cells.length)) return;
  for (const [i, char] of Array.from(text.text).entries()) {
    const at = column + i;
    if (at >= 0 && at < columns && char >= " ") {
      cells[row * columns + at] = { char, color: text.color };
    }
  }
}

/** Characters inside the border. */
function innerSize(axes: Axes, { columns, rows }: TextSize): TextSize {
  const most = { columns: Math.max(1, columns - BORDER), rows: Math.max(1, rows - BORDER) };
  if (axes.aspect === "auto") return most;
  const [width, height] = [axes.xlim, axes.ylim].map(([low, high]) => high - low) as [
    number,
    number,
  ];
  const dotsPerUnit = Math.min((most.columns * 2) / width, (most.rows * 4) / height);
  return {
    columns: Math.max(1, Math.floor((dotsPerUnit * width) / 2)),
    rows: Math.max(1, Math.floor((dotsPerUnit * height) / 4)),
  };
}

/** Of a value: 0 at the lower limit, dots - 1 at the upper one; beyond that for what is not seen. */
function dotOf([low, high]: Interval, dots: number): (value: number) => number {
  const dotsPerUnit = (dots - 1) / (high - low);
  return (value) => Math.round((value - low) * dotsPerUnit);
}

function cellOf(sum: number, color: Color | undefined, ascii: boolean): Cell {
  if (sum === 0 || color === undefined) return { char: " " };
  return { char: ascii ? "*" : String.fromCharCode(BRAILLE + sum), color };
}

function framed(cells: Cell[], columns: number, rows: number, ascii: boolean): Cell[][] {
  const [across, down, ...corners] = ascii ? "-|++++" : "─│┌┐└┘";
  const [topLeft, topRight, bottomLeft, bottomRight] = corners;
  const line = (left = "", right = ""): Cell[] =>
    [left, ...new Array<string>(columns).fill(across!), right].map((char) => ({ char }));
  const side: Cell = { char: down! };
  const body = Array.from({ length: rows }, (_, row) => [
    side,
    ...cells.slice(row * columns, (row + 1) * columns),
    side,
  ]);
  return [line(topLeft, topRight), ...body, line(bottomLeft, bottomRight)];
}
