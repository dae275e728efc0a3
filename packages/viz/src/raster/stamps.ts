/** Markers: which pixels a disc covers, and how much of each, worked out once. */

/** Amount of a pixel that is covered as a whole. */
export const FULL = 15;

/** Discs at 4 x 4 places inside of a pixel, so that slow points do not move in jumps of a pixel. */
export const PHASES = 4;

export interface Stamp {
  /** Where four pixels in a row are covered as a whole; they may overlap. From the middle's, in bytes. */
  readonly words: Int32Array;
  /** Where one pixel is, that is in none of them. */
  readonly bytes: Int32Array;
  /** Pixels that are covered in part, and how much: `offset << 4 | amount`. */
  readonly edges: Int32Array;
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
  const edges = all.filter(({ amount }) => amount < FULL);
  return {
    ...rowsOf(all, width),
    edges: Int32Array.from(edges, ({ dx, dy, amount }) => ((dy * width + dx) << 4) | amount),
    all,
  };
}

/** A disc's whole pixels lie side by side in each row: four are written at once where there are four. */
function rowsOf(all: readonly Covered[], width: number): Pick<Stamp, "words" | "bytes"> {
  const words: number[] = [];
  const bytes: number[] = [];
  for (const row of new Set(all.map(({ dy }) => dy))) {
    const whole = all.filter(({ dy, amount }) => dy === row && amount === FULL);
    const offsets = whole.map(({ dx }) => row * width + dx);
    if (offsets.length < 4) {
      bytes.push(...offsets);
      continue;
    }
    for (let i = 0; i < offsets.length; i += 4) {
      words.push(offsets[Math.min(i, offsets.length - 4)]!);
    }
  }
  return { words: Int32Array.from(words), bytes: Int32Array.from(bytes) };
}

/** How much of a pixel is covered whose middle is `inside` pixels inside of an edge. */
export function amountAt(inside: number): number {
  return Math.min(FULL, Math.max(0, Math.round((inside + 0.5) * FULL)));
}
