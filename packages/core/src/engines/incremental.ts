/**
 * No square root and no division in the loop: "improve the algorithm" without leaving the steps.
 *
 * One step turns (x, y) into (x - k y, y + k x) with k = d / r. The radius law makes k predictable,
 *
 *     k after m steps   k_m = k / sqrt(1 + m k^2) = k (1 - c/2 + 3 c^2/8 - 5 c^3/16 ...), c = m k^2
 *
 * and k changes so slowly that the value of the middle may be held for M steps: the mean of their M
 * values differs from it by a relative (M^2 - 1) k^4 / 32. That bounds k:
 *
 *     |k| < 1e-4     M = 16   error 8e-16 of the angle
 *     |k| < 3.8e-4   M = 4    error 1e-14
 *     otherwise      the block of four goes to `blocked`
 *
 * k is made from the position again every 4096 steps, so that its own rounding never adds up.
 *
 * Cost: O(steps * particles); 4 multiplications or additions a particle and step. The same method
 * with two particles an instruction: kernels/stepping.ts.
 */

import type { ParticleState } from "../state.ts";
import { moveFour } from "./blocked.ts";
import type { Engine } from "./engine.ts";
import { type Movers, moveMovers } from "./movers.ts";

export const incremental: Engine = { evolve };

const STEPS_A_SEED = 4096;
const HELD_16_LIMIT = 1e-4;
const HELD_4_LIMIT = 3.8e-4;

function evolve(state: ParticleState, steps: number, timestep: number): void {
  moveMovers(state, timestep, 4, (movers) => {
    for (let i = 0; i < movers.x.length; i += 4) {
      const hold = holdOf(movers, i);
      const rest = steps % hold;
      if (hold > 1) {
        for (let left = steps - rest; left > 0; left -= STEPS_A_SEED) {
          holdFour(movers, i, Math.min(left, STEPS_A_SEED), hold);
        }
      }
      moveFour(movers, i, hold > 1 ? rest : steps);
    }
  });
}

/** For how many steps k may be held, by the largest k of the four; 1 = not at all. */
function holdOf(movers: Movers, i: number): number {
  let largest = 0;
  for (let j = i; j < i + 4; j++) largest = Math.max(largest, Math.abs(seed(movers, j)));
  if (largest < HELD_16_LIMIT) return 16;
  return largest < HELD_4_LIMIT ? 4 : 1;
}

/** k = d / r. */
function seed({ x, y, stepLength }: Movers, i: number): number {
  return stepLength[i]! / Math.sqrt(x[i]! * x[i]! + y[i]! * y[i]!);
}

/** k some steps later; `m` may be a half. */
function later(k: number, m: number): number {
  const c = m * k * k;
  return k - k * (c * (0.5 - c * (3 / 8 - c * (5 / 16))));
}

/** Takes `steps` steps, a multiple of `hold`. Long and flat as `moveFour` is. */
function holdFour(movers: Movers, i: number, steps: number, hold: number): void {
  const { x, y } = movers;
  const toTheMiddle = (hold - 1) / 2;
  let k0 = later(seed(movers, i), toTheMiddle);
  let k1 = later(seed(movers, i + 1), toTheMiddle);
  let k2 = later(seed(movers, i + 2), toTheMiddle);
  let k3 = later(seed(movers, i + 3), toTheMiddle);
  let x0 = x[i]!;
  let x1 = x[i + 1]!;
  let x2 = x[i + 2]!;
  let x3 = x[i + 3]!;
  let y0 = y[i]!;
  let y1 = y[i + 1]!;
  let y2 = y[i + 2]!;
  let y3 = y[i + 3]!;
  for (let done = 0; done < steps; done += hold) {
    for (let held = 0; held < hold; held++) {
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
    k0 = later(k0, hold);
    k1 = later(k1, hold);
    k2 = later(k2, hold);
    k3 = later(k3, hold);
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
