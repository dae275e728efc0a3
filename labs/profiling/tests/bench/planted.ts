/**
 * `evolve` of P4 as it was handed out: what its speed-up is measured against, whatever has become of
 * the starter since. `tests/planted.authors.ts` sees to it that both are the same.
 */
import { DEFAULT_TIMESTEP, type Particle, stepsFor } from "@hpts/core";

interface Vector {
  readonly x: number;
  readonly y: number;
}

/** At right angles to the way from the origin, of length 1; at the origin there is none. */
function direction(x: number, y: number): Vector {
  const r = Math.hypot(x, y);
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
