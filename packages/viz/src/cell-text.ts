/**
 * Cells of a picture as what is written into a terminal: as few bytes as that takes. The cursor is at
 * the start of the line below the picture, before and after.
 */
import type { Cell } from "./braille.ts";
import type { Color } from "./colors.ts";

const SGR: Record<Color, number> = {
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
  gray: 90,
  black: 39, // the terminal's own colour: black would vanish on most
};

const ESC = "\x1b[";
const OWN_COLOR = 39;
/** To jump over a cell takes four bytes, to write it again one, or three of braille. */
const BYTES_OF_JUMP = 4;

/** For the first frame, where there is nothing yet. */
export function wholeText(cells: readonly (readonly Cell[])[], colored: boolean): string {
  const pen = new Pen(colored);
  for (const row of cells) {
    for (const cell of row) pen.write(cell);
    pen.add("\n");
  }
  return pen.finished();
}

/** Turns one frame into the next, of the same size. */
export function changesText(
  before: readonly (readonly Cell[])[],
  after: readonly (readonly Cell[])[],
  colored: boolean,
): string {
  const pen = new Pen(colored);
  let row = after.length;
  for (const [next, cells] of after.entries()) {
    const old = before[next]!;
    let column = -1; // where the cursor is, in this row; not yet in it
    for (let at = 0; at < cells.length; at++) {
      if (isSame(old[at]!, cells[at]!)) continue;
      if (column < 0) {
        pen.add(toRow(row, next));
        row = next;
        column = 0;
      }
      if (bytesOf(cells, column, at) <= BYTES_OF_JUMP) {
        for (; column < at; column++) pen.write(cells[column]!);
      } else {
        pen.add(`${ESC}${at - column}C`);
      }
      pen.write(cells[at]!);
      column = at + 1;
    }
  }
  if (row < after.length) pen.add(toRow(row, after.length));
  return pen.finished();
}

/** To the row's first column. */
function toRow(from: number, to: number): string {
  if (to < from) return `\r${ESC}${from - to}A`;
  return to - from <= BYTES_OF_JUMP ? "\n".repeat(to - from) : `\r${ESC}${to - from}B`;
}

function isSame(one: Cell, other: Cell): boolean {
  return one.char === other.char && one.color === other.color;
}

/** What it takes to write cells again; more than a jump, as soon as it is clear. */
function bytesOf(cells: readonly Cell[], from: number, to: number): number {
  let bytes = 0;
  for (let i = from; i < to && bytes <= BYTES_OF_JUMP; i++)
    bytes += cells[i]!.char < "\x80" ? 1 : 3;
  return bytes;
}

/** Writes cells, and a colour only where it is another one. */
class Pen {
  readonly #colored: boolean;
  #text = "";
  #color = OWN_COLOR;

  constructor(colored: boolean) {
    this.#colored = colored;
  }

  write({ char, color }: Cell): void {
    const sgr = color === undefined ? OWN_COLOR : SGR[color];
    if (this.#colored && sgr !== this.#color && char !== " ") {
      this.#text += `${ESC}${sgr}m`;
      this.#color = sgr;
    }
    this.#text += char;
  }

  add(text: string): void {
    this.#text += text;
  }

  finished(): string {
    if (this.#color !== OWN_COLOR) this.#text += `${ESC}${OWN_COLOR}m`;
    this.#color = OWN_COLOR;
    return this.#text;
  }
}
