/**
 * What an engine is: one way to compute the same trajectory.
 *
 * The model, one step of length h for a particle at distance r from the origin:
 *
 *     direction     v = (-y, x) / r            the unit tangent
 *     displacement  d = h * angVel * v         both components before x or y changes
 *     position      (x, y) + d                 explicit Euler: r grows, r_n^2 = r_0^2 + n (h angVel)^2
 *
 * At the origin there is no tangent: the particle stays. `x*x + y*y === 0` is the test, so places
 * closer than about 1.5e-162, whose squares vanish, count as the origin. The distance never
 * shrinks, so one test before the first step is enough.
 *
 * An engine's kernel may assume what `evolve` in `registry.ts` has checked: equal lengths, finite
 * values, a whole number of steps, 1 or more, a positive timestep, distances whose squares stay
 * finite.
 */

import type { ParticleState } from "../state.ts";

export interface Engine {
  /** Moves every particle `steps` steps in place; `angVel` is not written. */
  evolve(state: ParticleState, steps: number, timestep: number): void;
  /**
   * True if the engine itself finds what `checkRange` refuses, before anything has moved, and is
   * right next to the origin: then nothing is checked twice.
   */
  readonly checksRange?: true;
}
