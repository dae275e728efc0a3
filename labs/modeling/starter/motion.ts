import { todo } from "@hpts/labkit";
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
  todo("M2: give the unit tangent at the particle's place");
}

/**
 * M3. How far the particle moves in one step of `timestep` time units: its direction, times its
 * speed, times the timestep.
 */
export function displacement(particle: Particle, timestep: number): Vector {
  todo("M3: scale the direction by the speed and the timestep");
}
