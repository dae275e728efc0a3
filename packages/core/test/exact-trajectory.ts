/**
 * Where explicit Euler takes a particle in n steps, without stepping: the oracle of the tests.
 *
 * One step adds a displacement d at right angles to the position, so r_k^2 = r_0^2 + k d^2 exactly
 * and the angle grows by atan(d / r_k): the spiral of Theodorus. The sum of those arctangents is
 * taken by the midpoint Euler-Maclaurin formula with eight terms; while r^2 < 64 d^2, where the
 * series is too coarse, real steps are taken first (at most 64 of them). The remaining error of the
 * angle is below 2e-17, so what is left is rounding.
 */
const SERIES = [
  2 / 3,
  -9 / 80,
  61 / 1680,
  -851 / 64512,
  475 / 101376,
  -124897 / 70287360,
  6347 / 6389760,
];

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The place after `steps` displacements of length |d|; the sign of d is the sense of rotation. */
export function exactTrajectory(start: Place, d: number, steps: number): Place {
  let { x, y } = start;
  let left = steps;
  while (left > 0 && x * x + y * y < 64 * d * d) {
    const r = Math.sqrt(x * x + y * y);
    [x, y] = [x - (d * y) / r, y + (d * x) / r];
    left--;
  }
  const square = x * x + y * y;
  const v0 = square - (d * d) / 2;
  const v1 = v0 + left * d * d;
  const theta =
    (2 * left * d) / (Math.sqrt(v0) + Math.sqrt(v1)) +
    series(d / Math.sqrt(v1)) -
    series(d / Math.sqrt(v0));
  const grow = Math.sqrt(1 + (left * d * d) / square);
  const cos = grow * Math.cos(theta);
  const sin = grow * Math.sin(theta);
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}

/** The odd power series 2/3 q - 9/80 q^3 + ... */
function series(q: number): number {
  const square = q * q;
  return q * SERIES.reduceRight((sum, coefficient) => sum * square + coefficient, 0);
}
