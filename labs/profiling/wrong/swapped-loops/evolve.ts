import { DEFAULT_TIMESTEP, type Particle, stepsFor } from "@hpts/core";

/** The loops swapped, as in the course's Python version, and nothing else. */
export function evolve(particles: Particle[], dt: number, timestep = DEFAULT_TIMESTEP): void {
  const steps = stepsFor(dt, timestep);
  for (const p of particles) {
    for (let step = 0; step < steps; step++) {
      const r = Math.hypot(p.x, p.y);
      if (r === 0) continue;
      const [vx, vy] = [-p.y / r, p.x / r];
      p.x += timestep * p.angVel * vx;
      p.y += timestep * p.angVel * vy;
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
