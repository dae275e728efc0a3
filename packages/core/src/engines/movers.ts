/**
 * Particles that move, in plain arrays: those at the origin are left out once, before the loop,
 * instead of being asked for in every step.
 */

import type { ParticleState } from "../state.ts";

export interface Movers {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Length of one displacement, with the sign of the speed. */
  readonly stepLength: Float64Array;
}

/**
 * Calls `move` with the particles away from the origin and puts them back.
 *
 * @param block what the length of the arrays is filled up to a multiple of, with particles that
 * stand still at (1, 0)
 */
export function moveMovers(
  state: ParticleState,
  timestep: number,
  block: number,
  move: (movers: Movers) => void,
): void {
  const { x, y, angVel } = state;
  const indices = Uint32Array.from(x.keys()).filter((i) => x[i]! * x[i]! + y[i]! * y[i]! !== 0);
  const length = Math.ceil(indices.length / block) * block;
  const movers = {
    x: new Float64Array(length).fill(1),
    y: new Float64Array(length),
    stepLength: new Float64Array(length),
  };
  for (let m = 0; m < indices.length; m++) {
    const i = indices[m]!;
    movers.x[m] = x[i]!;
    movers.y[m] = y[i]!;
    movers.stepLength[m] = timestep * angVel[i]!;
  }
  move(movers);
  for (let m = 0; m < indices.length; m++) {
    const i = indices[m]!;
    x[i] = movers.x[m]!;
    y[i] = movers.y[m]!;
  }
}
