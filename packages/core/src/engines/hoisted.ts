/**
 * The slides' first idea, "change the order of instructions to have fewer of them": the same loop
 * over the same objects, with what does not change taken out of it and one division instead of two.
 *
 *     slides    norm, -y / norm, x / norm, timestep * angVel * vx, timestep * angVel * vy
 *               1 square root, 2 divisions, 6 multiplications
 *     here      turn = d / norm, with d = timestep * angVel known before the loop
 *               1 square root, 1 division, 4 multiplications
 *
 * The particles stay in the inner loop. The slides go on to swap the loops, all steps of one
 * particle first; Python gains 1.3x by that and V8 loses 2x and more, because every operation then
 * waits for the one before it, where a thousand independent particles used to overlap.
 *
 * Cost: O(steps * particles).
 */

import type { ParticleState } from "../state.ts";
import type { Engine } from "./engine.ts";

export const hoisted: Engine = { evolve };

/** What the loop needs of a particle that moves. */
class Mover {
  // `declare`: see ../particle.ts.
  declare x: number;
  declare y: number;
  declare readonly stepLength: number;
  declare readonly index: number;

  constructor(x: number, y: number, stepLength: number, index: number) {
    this.x = x;
    this.y = y;
    this.stepLength = stepLength;
    this.index = index;
  }
}

function evolve(state: ParticleState, steps: number, timestep: number): void {
  const movers: Mover[] = [];
  for (let i = 0; i < state.x.length; i++) {
    const x = state.x[i]!;
    const y = state.y[i]!;
    if (x * x + y * y !== 0) movers.push(new Mover(x, y, timestep * state.angVel[i]!, i));
  }
  for (let step = 0; step < steps; step++) {
    for (const p of movers) {
      const turn = p.stepLength / Math.sqrt(p.x * p.x + p.y * p.y);
      const x = p.x;
      p.x = x - turn * p.y;
      p.y += turn * x;
    }
  }
  for (const { index, x, y } of movers) {
    state.x[index] = x;
    state.y[index] = y;
  }
}
