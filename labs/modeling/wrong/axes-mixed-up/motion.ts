import type { Particle } from "./particle.ts";

export interface Vector {
  readonly x: number;
  readonly y: number;
}

/**
 * M2. The direction in which a particle moves: at right angles to the line from the origin,
 * counter-clockwise, with length 1.
 *
 *     v_x = -y / sqrt(x^2 + y^2)
 *     v_y =  x / sqrt(x^2 + y^2)
 *
 * At the origin there is no such line: give the zero vector, so that the particle stays.
 */
export function direction(particle: Particle): Vector {
  const { x, y } = particle;
  const norm = Math.sqrt(x * x + y * y);
  // Without this line 0 / 0 makes a NaN, and no error tells you: Python would have raised one.
  if (norm === 0) return { x: 0, y: 0 };
  return { x: -x / norm, y: y / norm };
}

/**
 * M3. How far the particle moves in one step of `timestep` time units: its direction, times its
 * speed, times the timestep.
 */
export function displacement(particle: Particle, timestep: number): Vector {
  const along = direction(particle);
  const distance = timestep * particle.angVel;
  return { x: distance * along.x, y: distance * along.y };
}
