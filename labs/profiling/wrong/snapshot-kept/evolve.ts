import { DEFAULT_TIMESTEP, type Particle, stepsFor } from "@hpts/core";

interface Vector {
  readonly x: number;
  readonly y: number;
}

/** At right angles to the way from the origin, of length 1; at the origin there is none. */
function direction(x: number, y: number): Vector {
  const r = Math.sqrt(x * x + y * y);
  return r === 0 ? { x: 0, y: 0 } : { x: -y / r, y: x / r };
}

/** Where all particles are when a step begins. */
function snapshot(particles: readonly Particle[]): Vector[] {
  return particles.map(({ x, y }) => ({ x, y }));
}

export function evolve(particles: Particle[], dt: number, timestep = DEFAULT_TIMESTEP): void {
  const steps = stepsFor(dt, timestep);
  for (let step = 0; step < steps; step++) {
    const before = snapshot(particles);
    for (const [i, p] of particles.entries()) {
      const { x, y } = before[i]!;
      const v = direction(x, y);
      p.x += timestep * p.angVel * v.x;
      p.y += timestep * p.angVel * v.y;
    }
  }
}

/**
 * P4. Your guess, before you measure. The course's Python version gained 20 % by swapping the loops:
 * one particle takes all its steps, then the next. What does a clean loop gain by that in
 * TypeScript? (`tests/bench/swapped.ts` against `tests/bench/stepped.ts`.)
 */
export function prediction(): "faster" | "same" | "slower" {
  return "slower"; // about three times: each square root has to wait for the one before
}
