/** Markers: which pixels a disc covers, and how much of each, worked out once. */

/** Amount of a pixel that is covered as a whole. */
export const FULL = 15;

/** Discs at 4 x 4 places inside of a pixel, so that slow points do not move in jumps of a pixel. */
export const PHASES = 4;

export interface Stamp {
  /** Pixels that are covered as a whole come first; so many. */
  readonly fullCount: number;
  /** From the pixel of the middle to the pixel that is covered, in bytes. */
  readonly offsets: Int32Array;
  readonly dxs: Int8Array;
  readonly dys: Int8Array;
  readonly amounts: Uint8Array;
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
  const found: [dx: number, dy: number, amount: number][] = [];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const [ex, ey] = [dx + 0.5 - x, dy + 0.5 - y];
      const amount = amountAt(radius - Math.sqrt(ex * ex + ey * ey));
      if (amount > 0) found.push([dx, dy, amount]);
    }
  }
  found.sort(([, , one], [, , other]) => other - one);
  return {
    fullCount: found.filter(([, , amount]) => amount === FULL).length,
    offsets: Int32Array.from(found, ([dx, dy]) => dy * width + dx),
    dxs: Int8Array.from(found, ([dx]) => dx),
    dys: Int8Array.from(found, ([, dy]) => dy),
    amounts: Uint8Array.from(found, ([, , amount]) => amount),
  };
}

/** How much of a pixel is covered whose middle is `inside` pixels inside of an edge. */
export function amountAt(inside: number): number {
  return Math.min(FULL, Math.max(0, Math.round((inside + 0.5) * FULL)));
}
