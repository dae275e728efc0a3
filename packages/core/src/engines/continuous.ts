/**
 * ANOTHER MODEL: the circle that the slides' steps approximate, for the lesson on drift.
 *
 * A particle at distance r with tangential speed w turns by w t / r in the time t and keeps its
 * distance. The steps of explicit Euler leave the circle outwards, by n d^2 / (2 r) after n steps
 * of length d: 1e-5 after the slides' 10,000. So this engine, right as physics, fails the slides'
 * own test; it is never chosen by `auto` and is held to none of the others' bounds.
 *
 * Cost: O(particles).
 */

import type { ParticleState } from "../state.ts";
import type { Engine } from "./engine.ts";

export const continuous: Engine = { evolve };

function evolve(state: ParticleState, steps: number, timestep: number): void {
  const { x, y, angVel } = state;
  for (let i = 0; i < x.length; i++) {
    const x0 = x[i]!;
    const y0 = y[i]!;
    const square = x0 * x0 + y0 * y0;
    if (square === 0) continue;
    const angle = (steps * (timestep * angVel[i]!)) / Math.sqrt(square);
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    x[i] = x0 * cos - y0 * sin;
    y[i] = x0 * sin + y0 * cos;
  }
}
