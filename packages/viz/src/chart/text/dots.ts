/** A field of braille dots, 2 x 4 in a character, with letters over them; or plain characters. */

const DOT_BITS = [
  [1, 8],
  [2, 16],
  [4, 32],
  [64, 128],
] as const;
const BRAILLE = 0x2800;
/** More than any terminal has. */
const MOST_STEPS = 5000;

export class Dots {
  readonly columns: number;
  readonly rows: number;
  readonly #bits: Uint8Array;
  readonly #letters = new Map<number, string>();
  readonly #isAscii: boolean;

  constructor(columns: number, rows: number, isAscii: boolean) {
    this.columns = columns;
    this.rows = rows;
    this.#bits = new Uint8Array(columns * rows);
    this.#isAscii = isAscii;
  }

  /** @param x, y 0 to 1, from the lower left corner */
  line(x0: number, y0: number, x1: number, y1: number): void {
    const [fromX, fromY, toX, toY] = [this.#x(x0), this.#y(y0), this.#x(x1), this.#y(y1)];
    const steps = Math.min(MOST_STEPS, Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY), 1));
    for (let i = 0; i <= steps; i++) {
      const x = Math.round(fromX + ((toX - fromX) * i) / steps);
      const y = Math.round(fromY + ((toY - fromY) * i) / steps);
      const cell = (y >> 2) * this.columns + (x >> 1);
      this.#bits[cell]! |= DOT_BITS[y & 3]![x & 1]!;
    }
  }

  /** In place of the dots of its cell. The first one in a cell stays. */
  letter(x: number, y: number, letter: string): void {
    const cell = (this.#y(y) >> 2) * this.columns + (this.#x(x) >> 1);
    if (!this.#letters.has(cell)) this.#letters.set(cell, letter);
  }

  /** From above, without blanks at their ends. */
  lines(): string[] {
    return Array.from({ length: this.rows }, (_, row) => {
      const cells = Array.from({ length: this.columns }, (__, column) => {
        const at = row * this.columns + column;
        const bits = this.#bits[at]!;
        const dots = this.#isAscii ? "." : String.fromCharCode(BRAILLE + bits);
        return this.#letters.get(at) ?? (bits === 0 ? " " : dots);
      });
      return cells.join("").trimEnd();
    });
  }

  #x(share: number): number {
    return Math.round(Math.min(1, Math.max(0, share)) * (this.columns * 2 - 1));
  }

  #y(share: number): number {
    return Math.round((1 - Math.min(1, Math.max(0, share))) * (this.rows * 4 - 1));
  }
}
