/** Markers: which pixels a disc covers, and how much of each, worked out once. */

/** Amount of a pixel that is covered as a whole. */
export const FULL = 15;

/** Discs at 4 x 4 places inside of a pixel, so that slow points do not move in jumps of a pixel. */
export const PHASES = 4;

/** Four pixels of a row each, from the left one on; those that are not covered have the amount 0. */
export interface Stamp {
  /** From the pixel of the disc's middle, in bytes. */
  readonly offsets: Int32Array;
  /** Four bytes, the left pixel's the lowest. */
  readonly amounts: Int32Array;
  /** 255 for a pixel that is covered, else 0. */
  readonly covered: Int32Array;
  /** All of them as columns and rows from the middle's, for what is cut off. */
  readonly all: readonly Covered[];
}

interface Covered {
  readonly dx: number;
  readonly dy: number;
  readonly amount: number;
}

export interface Stamps {
  readonly phases: readonly Stamp[];
  /** How many pixels it covers to each side of the middle's, at most. */
  readonly reach: number;
}

/** @param width of the picture, in pixels */
export function discStamps(radius: number, width: number): Stamps {
  const reach = Math.ceil(radius + 1);
  const phases = Array.from({ length: PHASES * PHASES }, (_, phase) => {
    const x = ((phase % PHASES) + 0.5) / PHASES;
    const y = (Math.floor(phase / PHASES) + 0.5) / PHASES;
    return discStamp(radius, reach, x, y, width);
  });
  return { phases, reach };
}

function discStamp(radius: number, reach: number, x: number, y: number, width: number): Stamp {
  const all: Covered[] = [];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const [ex, ey] = [dx + 0.5 - x, dy + 0.5 - y];
      const amount = amountAt(radius - Math.sqrt(ex * ex + ey * ey));
      if (amount > 0) all.push({ dx, dy, amount });
    }
  }
  return { ...inFours(all, width), all };
}

function inFours(all: readonly Covered[], width: number): Omit<Stamp, "all"> {
  const fours: { readonly offset: number; readonly amount: number; readonly covered: number }[] =
    [];
  for (const row of new Set(all.map(({ dy }) => dy))) {
    const pixels = all.filter(({ dy }) => dy === row);
    const [first, last] = [pixels[0]!.dx, pixels.at(-1)!.dx];
    for (let dx = first; dx <= last; dx += 4) {
      const left = Math.max(first, Math.min(dx, last - 3));
      const bytes = [0, 1, 2, 3].map((i) => pixels.find((one) => one.dx === left + i)?.amount ?? 0);
      fours.push({
        offset: row * width + left,
        amount: wordOf(bytes),
        covered: wordOf(bytes.map((amount) => (amount > 0 ? 255 : 0))),
      });
    }
  }
  return {
    offsets: Int32Array.from(fours, ({ offset }) => offset),
    amounts: Int32Array.from(fours, ({ amount }) => amount),
    covered: Int32Array.from(fours, ({ covered }) => covered),
  };
}

const wordOf = (bytes: readonly number[]): number =>
  bytes.reduce((word, byte, i) => word | (byte << (8 * i)), 0);

/** How much of a pixel is covered whose middle is `inside` pixels inside of an edge. */
export function amountAt(inside: number): number {
  return Math.min(FULL, Math.max(0, Math.round((inside + 0.5) * FULL)));
}
