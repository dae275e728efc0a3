/**
 * The two sets of particles that the course uses everywhere.
 *
 * `referenceParticles` is the three-particle test of the slides; `randomParticles` is their
 * benchmark, "a thousand particles with random coordinates and speeds", made reproducible.
 */

import { Particle } from "./particle.ts";
import { createRandom } from "./random.ts";

/** How long the slides let the three particles move, in time units: 10,000 steps. */
export const REFERENCE_DT = 0.1;

/** The tolerance of the slides' comparison, in lengths. */
export const REFERENCE_EPS = 1e-5;

/** A place, in lengths. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Three new particles as the slides set them up; the third moves three times as fast. */
export function referenceParticles(): [Particle, Particle, Particle] {
  return [new Particle(0.3, 0.5, 1), new Particle(0, -0.5, -1), new Particle(-0.1, -0.4, 3)];
}

/**
 * Where the three are after `REFERENCE_DT`: the exact doubles that CPython and the `reference`
 * engine both give, bit for bit (made by `golden/make_golden.py`, checked in `test/golden.test.ts`).
 */
export const REFERENCE_RESULT: readonly [Position, Position, Position] = [
  { x: 0.21026984503568258, y: 0.5438635787296997 },
  { x: -0.09933476605673582, y: -0.4900342888538049 },
  { x: 0.19135850382526412, y: -0.36522722107443606 },
];

/**
 * The same as the course's test prints it. These were cut off after six digits, not rounded, so
 * the right answer is up to 8.5e-7 away from them: compare within `REFERENCE_EPS`, never tighter.
 */
export const REFERENCE_RESULT_6_DIGITS: readonly [Position, Position, Position] = [
  { x: 0.210269, y: 0.543863 },
  { x: -0.099334, y: -0.490034 },
  { x: 0.191358, y: -0.365227 },
];

/**
 * `n` particles with x, y and angVel uniform between -1 and 1, drawn in that order.
 *
 * Equal to Python's `random.seed(seed)` and then, n times,
 * `Particle(uniform(-1.0, 1.0), uniform(-1.0, 1.0), uniform(-1.0, 1.0))`.
 *
 * @throws RangeError when `n` is not a whole number of particles, or the seed is not allowed
 */
export function randomParticles(n: number, seed: number): Particle[] {
  if (!Number.isSafeInteger(n) || n < 0) {
    throw new RangeError(`n must be a whole number of particles, 0 or more, got ${n}`);
  }
  const random = createRandom(seed);
  const draw = (): number => random.uniform(-1, 1);
  return Array.from({ length: n }, () => new Particle(draw(), draw(), draw()));
}
