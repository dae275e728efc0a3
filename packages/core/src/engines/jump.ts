/**
 * "Improve the algorithm", to the end: the place after n steps in O(1), whatever n is.
 * It is the exact trajectory of the slides' steps, not the circle that they approximate; the
 * mathematics is in ../exact/angle.ts.
 *
 * Cost: O(particles): two square roots, a sine and a cosine each.
 */

import { jumpAt } from "../exact/trajectory.ts";
import type { ParticleState } from "../state.ts";
import type { Engine } from "./engine.ts";

export const jump: Engine = { evolve };

function evolve(state: ParticleState, steps: number, timestep: number): void {
  const { x, y, angVel } = state;
  for (let i = 0; i < x.length; i++) jumpAt(x, y, i, timestep * angVel[i]!, steps);
}
