/**
 * The state of n particles as three parallel arrays ("structure of arrays"): element i of each
 * array belongs to particle i. 24 bytes a particle, against 96 for an object with three doubles.
 * This is what every engine reads and writes.
 */

import type { ParticleLike } from "./particle.ts";

export interface ParticleState {
  /** Positions, in lengths. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Tangential speeds, in lengths per time unit (see `particle.ts`); no engine writes them. */
  readonly angVel: Float64Array;
}

/** A copy of the particles' fields, in their order. */
export function stateOf(particles: readonly ParticleLike[]): ParticleState {
  const n = particles.length;
  const state = {
    x: new Float64Array(n),
    y: new Float64Array(n),
    angVel: new Float64Array(n),
  };
  for (let i = 0; i < n; i++) {
    const particle = particles[i]!;
    state.x[i] = particle.x;
    state.y[i] = particle.y;
    state.angVel[i] = particle.angVel;
  }
  return state;
}

/** Writes the positions back into the same objects; the speeds are left alone. */
export function writePositions(state: ParticleState, particles: readonly ParticleLike[]): void {
  for (let i = 0; i < particles.length; i++) {
    const particle = particles[i]!;
    particle.x = state.x[i]!;
    particle.y = state.y[i]!;
  }
}

/** Squares of distances below this, 2^-1020, are rounded to fewer than 53 bits. */
export const SMALLEST_EXACT_SQUARE: number = 2 ** -1020;

/** @throws RangeError unless there is one element a particle in each of the three arrays */
export function checkLengths({ x, y, angVel }: ParticleState): void {
  if (x.length !== y.length || x.length !== angVel.length) {
    throw new RangeError(
      `x, y and angVel must have one element a particle, got ${x.length}, ${y.length} and ${angVel.length}`,
    );
  }
}

/**
 * Refuses what would end in a silently wrong number. The radius law r_n^2 = r_0^2 + n d^2 tells
 * before the first step whether a particle would leave the range in which its square is finite.
 *
 * @returns the smallest square of a distance, 1 if there is no particle
 * @throws RangeError that names the particle and the field
 */
export function checkRange(
  state: ParticleState,
  steps: number,
  timestep: number,
): { smallestSquare: number } {
  const { x, y, angVel } = state;
  let smallestSquare = 1;
  let isInRange = true;
  for (let i = 0; i < x.length; i++) {
    const xi = x[i]!;
    const yi = y[i]!;
    const stepLength = timestep * angVel[i]!;
    const square = xi * xi + yi * yi;
    if (!(square + steps * stepLength * stepLength < Number.POSITIVE_INFINITY)) isInRange = false;
    if (square < smallestSquare) smallestSquare = square;
  }
  if (!isInRange) throw new RangeError(describeBad(state, steps, timestep));
  return { smallestSquare };
}

function describeBad({ x, y, angVel }: ParticleState, steps: number, timestep: number): string {
  const isBad = (xi: number, i: number): boolean => {
    const stepLength = timestep * angVel[i]!;
    return !Number.isFinite(xi * xi + y[i]! * y[i]! + steps * stepLength * stepLength);
  };
  const i = x.findIndex(isBad);
  return describeBadParticle(i, x[i]!, y[i]!, angVel[i]!);
}

function describeBadParticle(i: number, x: number, y: number, angVel: number): string {
  for (const [name, value] of Object.entries({ x, y, angVel })) {
    if (!Number.isFinite(value))
      return `particle ${i}: ${name} must be a finite number, got ${value}`;
  }
  return (
    `particle ${i}: the square of its distance from the origin must stay below 1.8e308, ` +
    `got x = ${x}, y = ${y}, angVel = ${angVel}`
  );
}
