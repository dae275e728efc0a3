/**
 * How much of each pixel a shape covers, exactly: each edge adds the area to its right, and a running
 * sum along the row gives the coverage (Raph Levien, "Inside the fastest font renderer in the world",
 * 2016). Only + - * / and roundings, so pixels are the same on every machine.
 *
 * Shapes that turn in the same direction may overlap: what is covered twice counts once.
 */

/** Less than this is what roundings leave behind. */
const LEAST_AMOUNT = 0.002;

export class Coverage {
  readonly width: number;
  readonly height: number;
  readonly #sums: Float32Array;
  /** Of what has been added since the last `take`. */
  #top: number;
  #bottom = 0;
  #left: number;
  #right = 0;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#sums = new Float32Array(width * height + 2);
    this.#top = height;
    this.#left = width;
  }

  /** @param points x, y, x, y, ... closed; parts outside of the picture are cut off */
  polygon(points: readonly number[]): void {
    const count = points.length;
    for (let i = 0; i < count; i += 2) {
      const j = (i + 2) % count;
      this.#edge(points[i]!, points[i + 1]!, points[j]!, points[j + 1]!);
    }
  }

  #edge(x0: number, y0: number, x1: number, y1: number): void {
    if (y0 === y1) return;
    const direction = y0 < y1 ? 1 : -1;
    const [fromX, fromY, toX, toY] = y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
    const slope = (toX - fromX) / (toY - fromY);
    const first = Math.max(0, Math.floor(fromY));
    const last = Math.min(this.height, Math.ceil(toY));
    if (first >= last) return;
    this.#top = Math.min(this.#top, first);
    this.#bottom = Math.max(this.#bottom, last);
    let x = fromY < 0 ? fromX - fromY * slope : fromX;
    for (let row = first; row < last; row++) {
      const dy = Math.min(row + 1, toY) - Math.max(row, fromY);
      const nextX = x + slope * dy;
      this.#slice(row * this.width, x, nextX, direction * dy);
      x = nextX;
    }
  }

  /** The part of an edge within one row of pixels. @param d its height, signed */
  #slice(row: number, xa: number, xb: number, d: number): void {
    const sums = this.#sums;
    const most = this.width;
    const x0 = Math.min(most, Math.max(0, Math.min(xa, xb)));
    const x1 = Math.min(most, Math.max(0, Math.max(xa, xb)));
    const x0floor = Math.floor(x0);
    const x1ceil = Math.ceil(x1);
    this.#left = Math.min(this.#left, x0floor);
    this.#right = Math.max(this.#right, Math.min(most, x1ceil + 1));
    if (x1ceil <= x0floor + 1) {
      const middle = (x0 + x1) / 2 - x0floor;
      if (x0floor >= most) return;
      sums[row + x0floor]! += d - d * middle;
      if (x0floor + 1 < most) sums[row + x0floor + 1]! += d * middle;
      return;
    }
    const s = 1 / (x1 - x0);
    const x0f = x0 - x0floor;
    const a0 = 0.5 * s * (1 - x0f) ** 2;
    const x1f = x1 - x1ceil + 1;
    const am = 0.5 * s * x1f * x1f;
    const add = (column: number, value: number): void => {
      if (column < most) sums[row + column]! += value;
    };
    add(x0floor, d * a0);
    if (x1ceil === x0floor + 2) add(x0floor + 1, d * (1 - a0 - am));
    else {
      const a1 = s * (1.5 - x0f);
      add(x0floor + 1, d * (a1 - a0));
      for (let column = x0floor + 2; column < x1ceil - 1; column++) add(column, d * s);
      const a2 = a1 + (x1ceil - x0floor - 3) * s;
      add(x1ceil - 1, d * (1 - a2 - am));
    }
    add(x1ceil, d * am);
  }

  /** Calls back for each pixel that is covered, with 0 < amount <= 1; then all is empty again. */
  take(paint: (pixel: number, amount: number) => void): void {
    const sums = this.#sums;
    for (let row = this.#top; row < this.#bottom; row++) {
      let sum = 0;
      const start = row * this.width;
      const end = start + this.#right;
      for (let pixel = start + this.#left; pixel < end; pixel++) {
        const change = sums[pixel]!;
        if (change !== 0) {
          sum += change;
          sums[pixel] = 0;
        }
        const amount = Math.min(1, Math.abs(sum));
        if (amount > LEAST_AMOUNT) paint(pixel, amount);
      }
    }
    this.#top = this.height;
    this.#bottom = 0;
    this.#left = this.width;
    this.#right = 0;
  }
}
