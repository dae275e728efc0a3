/**
 * Random inputs from a seed, the same everywhere. Strata first: an input that is drawn by chance may
 * miss the very case that matters, and then two gradings of one mistake differ.
 */
export interface Draw {
  /** lo <= x < hi */
  uniform(lo: number, hi: number): number;
  /** lo <= n <= hi */
  integer(lo: number, hi: number): number;
  pick<T>(values: readonly T[]): T;
}

/** splitmix32; source: G. Steele et al., Fast splittable pseudorandom number generators, 2014. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
  return {
    uniform: (lo, hi) => lo + (hi - lo) * unit(),
    integer: (lo, hi) => lo + Math.floor((hi - lo + 1) * unit()),
    pick: (values) => values[Math.floor(values.length * unit())]!,
  };
}

/** So many of them, lo <= x < hi. */
export function columnOf(draw: Draw, length: number, lo: number, hi: number): Float64Array {
  const column = new Float64Array(length);
  for (let i = 0; i < length; i++) column[i] = draw.uniform(lo, hi);
  return column;
}

/** FNV-1a: cases of one seed get different inputs. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
