import { DEFAULT_TIMESTEP, type Particle, stepsFor } from "@hpts/core";

interface Vector {
  readonly x: number;
  readonly y: number;
}

/** At right angles to the way from the origin; at the origin there is no direction to go. */
function displacement({ x, y, angVel }: Particle, timestep: number): Vector {
  const r = Math.sqrt(x * x + y * y);
  if (r === 0) return { x: 0, y: 0 };
  return { x: timestep * angVel * (-y / r), y: timestep * angVel * (x / r) };
}

/** Without hypot, and the snapshot is a short line now. It is still a copy of everything a step. */
export function evolve(particles: Particle[], dt: number, timestep = DEFAULT_TIMESTEP): void {
  const steps = stepsFor(dt, timestep);
  for (let step = 0; step < steps; step++) {
    const before = particles.map((p) => ({ ...p }));
    for (const [i, p] of particles.entries()) {
      const d = displacement(before[i]!, timestep);
      p.x += d.x;
      p.y += d.y;
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
