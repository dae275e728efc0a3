/**
 * The slides' loop swap, made to pay: all steps of four particles, then of the next four.
 *
 * With one particle in the inner loop each step waits for the last: square root, division and four
 * more operations one after the other, 45 cycles. Four particles side by side give the processor
 * four such chains to overlap, and their places stay in registers: nothing is loaded or stored
 * between the first step and the last.
 *
 * Cost: O(steps * particles); one square root and one division a particle and step.
 */

import type { ParticleState } from "../state.ts";
import type { Engine } from "./engine.ts";
import { type Movers, moveMovers } from "./movers.ts";

export const blocked: Engine = { evolve };

function evolve(state: ParticleState, steps: number, timestep: number): void {
  moveMovers(state, timestep, 4, (movers) => {
    for (let i = 0; i < movers.x.length; i += 4) moveFour(movers, i, steps);
  });
}

/** Long and flat on purpose: a loop over the four would bring the loads and stores back. */
export function moveFour({ x, y, stepLength }: Movers, i: number, steps: number): void {
  const d0 = stepLength[i]!;
  const d1 = stepLength[i + 1]!;
  const d2 = stepLength[i + 2]!;
  const d3 = stepLength[i + 3]!;
  let x0 = x[i]!;
  let x1 = x[i + 1]!;
  let x2 = x[i + 2]!;
  let x3 = x[i + 3]!;
  let y0 = y[i]!;
  let y1 = y[i + 1]!;
  let y2 = y[i + 2]!;
  let y3 = y[i + 3]!;
  for (let step = 0; step < steps; step++) {
    const k0 = d0 / Math.sqrt(x0 * x0 + y0 * y0);
    const k1 = d1 / Math.sqrt(x1 * x1 + y1 * y1);
    const k2 = d2 / Math.sqrt(x2 * x2 + y2 * y2);
    const k3 = d3 / Math.sqrt(x3 * x3 + y3 * y3);
    const turned0 = x0 - k0 * y0;
    const turned1 = x1 - k1 * y1;
    const turned2 = x2 - k2 * y2;
    const turned3 = x3 - k3 * y3;
    y0 += k0 * x0;
    y1 += k1 * x1;
    y2 += k2 * x2;
    y3 += k3 * x3;
    x0 = turned0;
    x1 = turned1;
    x2 = turned2;
    x3 = turned3;
  }
  x[i] = x0;
  x[i + 1] = x1;
  x[i + 2] = x2;
  x[i + 3] = x3;
  y[i] = y0;
  y[i + 1] = y1;
  y[i + 2] = y2;
  y[i + 3] = y3;
}
