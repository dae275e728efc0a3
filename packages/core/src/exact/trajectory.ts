/**
 * Where a particle is after n steps of explicit Euler, without taking the steps. O(1).
 *
 *     distance   r_n = r_0 sqrt(1 + n q^2),   q = d / r_0        (exact: see angle.ts)
 *     place      z_n = z_0 (r_n / r_0) exp(i angle)
 *
 * Very near the origin, r < 8 |d|, the series for the angle is too coarse; there at most 64 real
 * steps are taken first, since each of them adds d^2 to r^2.
 *
 * Error: 2 eps (1 + |angle|) of the distance, eps = 2^-52, against 50 digits (test/accuracy.test.ts),
 * from distances of 1.5e-162 to 1e154 and for any number of steps up to 2^53 - 1. The factor
 * 1 + |angle| is no weakness of the formula: an angle of 1e6 radians known to 16 digits is known to
 * ten places after the point.
 */

import type { Position } from "../scenario.ts";
import { SMALLEST_EXACT_SQUARE } from "../state.ts";
import { angleOf, SERIES_LIMIT } from "./angle.ts";

/** Brings a distance between 1.5e-162 and 1e-153 where its square is an ordinary number. */
const ZOOM = 2 ** 500;

/**
 * The place after `steps` displacements of length |d|; the sign of d is the sense of rotation.
 * A particle at the origin (`x*x + y*y === 0`) stays.
 *
 * @param d timestep * angVel, a length
 * @param steps a whole number, 0 or more
 */
export function exactPlace(start: Position, d: number, steps: number): Position {
  const x = Float64Array.of(start.x);
  const y = Float64Array.of(start.y);
  jumpAt(x, y, 0, d, steps);
  return { x: x[0]!, y: y[0]! };
}

/** Moves particle i of the arrays by `steps` displacements of length |d|. */
export function jumpAt(
  x: Float64Array,
  y: Float64Array,
  i: number,
  d: number,
  steps: number,
): void {
  const x0 = x[i]!;
  const y0 = y[i]!;
  const square = x0 * x0 + y0 * y0;
  if (square < SMALLEST_EXACT_SQUARE) {
    if (square !== 0) jumpFromNextToOrigin(x, y, i, d, steps);
    return;
  }
  if (d * d > SERIES_LIMIT * SERIES_LIMIT * square) {
    if (steps > 0) {
      stepAt(x, y, i, d);
      jumpAt(x, y, i, d, steps - 1);
    }
    return;
  }
  const q = d / Math.sqrt(square);
  const growth = Math.sqrt(1 + steps * (q * q));
  turnAt(x, y, i, angleOf(q, growth, steps), growth);
}

/** 2 / pi, and pi / 2 as its first 33 bits and the rest. */
const QUARTERS_A_RADIAN = 2 / Math.PI;
const QUARTER_HIGH = 1.5707963267341256;
const QUARTER_LOW = 6.077100506506192e-11;

/** Up to here the number of quarter turns has at most 20 bits and its product with 33 is exact. */
const LARGEST_REDUCED = 2 ** 19;

/** Adding and subtracting 3 * 2^51 rounds to a whole number: `Math.round` takes longer. */
const TO_WHOLE = 3 * 2 ** 51;

/** What a quarter turn, two and three make of (1, 0) and (0, 1). */
const QUARTER_COS = Float64Array.of(1, 0, -1, 0);
const QUARTER_SIN = Float64Array.of(0, 1, 0, -1);

/**
 * Turns particle i by the angle and multiplies its distance by `growth`.
 *
 * Quarter turns are taken off first, so that `Math.sin` and `Math.cos` always get an angle on which
 * they take the same, short way: without that a hundred thousand steps took 1.2 times as long as
 * ten thousand. `Math.sin` and not the polynomials of kernels/jump.ts, so that the two engines are
 * checks of each other.
 */
function turnAt(x: Float64Array, y: Float64Array, i: number, angle: number, growth: number): void {
  const isReduced = Math.abs(angle) < LARGEST_REDUCED;
  const quarters = isReduced ? angle * QUARTERS_A_RADIAN + TO_WHOLE - TO_WHOLE : 0;
  const rest = angle - quarters * QUARTER_HIGH - quarters * QUARTER_LOW;
  const cos = growth * Math.cos(rest);
  const sin = growth * Math.sin(rest);
  const quarterCos = QUARTER_COS[quarters & 3]!;
  const quarterSin = QUARTER_SIN[quarters & 3]!;
  const c = cos * quarterCos - sin * quarterSin;
  const s = sin * quarterCos + cos * quarterSin;
  const x0 = x[i]!;
  const y0 = y[i]!;
  x[i] = x0 * c - y0 * s;
  y[i] = x0 * s + y0 * c;
}

/** One step as the model says it. */
function stepAt(x: Float64Array, y: Float64Array, i: number, d: number): void {
  const x0 = x[i]!;
  const y0 = y[i]!;
  const r = Math.sqrt(x0 * x0 + y0 * y0);
  x[i] = x0 - d * (y0 / r);
  y[i] = y0 + d * (x0 / r);
}

/**
 * The model knows no unit of length: magnified, it is the same motion. Where d is too large for
 * that, it is so much larger than the distance that the first step ends at a distance of |d|.
 */
function jumpFromNextToOrigin(
  x: Float64Array,
  y: Float64Array,
  i: number,
  d: number,
  steps: number,
): void {
  const near = { x: Float64Array.of(x[i]! * ZOOM), y: Float64Array.of(y[i]! * ZOOM) };
  const isSmallToo = Math.abs(d) < 1 / ZOOM;
  if (isSmallToo) {
    jumpAt(near.x, near.y, 0, d * ZOOM, steps);
    x[i] = near.x[0]! / ZOOM;
    y[i] = near.y[0]! / ZOOM;
  } else if (steps > 0) {
    const r = Math.sqrt(near.x[0]! ** 2 + near.y[0]! ** 2);
    const [x0, y0] = [x[i]!, y[i]!];
    x[i] = x0 - d * (near.y[0]! / r);
    y[i] = y0 + d * (near.x[0]! / r);
    jumpAt(x, y, i, d, steps - 1);
  }
}
