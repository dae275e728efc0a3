/**
 * `evolve` of P4 as it was handed out: what its speed-up is measured against, whatever has become of
 * the starter since. `tests/planted.authors.ts` sees to it that both are the same.
 */
import { DEFAULT_TIMESTEP, type Particle, stepsFor } from "@hpts/core";

interface Vector {
  readonly x: number;
  readonly y: number;
}

/** At right angles to the way from the origin; at the origin there is no direction to go. */
function displacement({ x, y, angVel }: Particle, timestep: number): Vector {
  const r = Math.hypot(x, y);
  if (r === 0) return { x: 0, y: 0 };
  return { x: timestep * angVel * (-y / r), y: timestep * angVel * (x / r) };
}

/** The particles as they are when a step begins. */
function snapshot(particles: readonly Particle[]): Particle[] {
  const copies: Particle[] = [];
  for (const { x, y, angVel } of particles) copies.push({ x, y, angVel });
  return copies;
}

export function evolve(particles: Particle[], dt: number, timestep = DEFAULT_TIMESTEP): void {
  const steps = stepsFor(dt, timestep);
  for (let step = 0; step < steps; step++) {
    const before = snapshot(particles);
    for (let i = 0; i < particles.length; i++) {
      const p = particles[i]!;
      const d = displacement(before[i]!, timestep);
      p.x += d.x;
      p.y += d.y;
    }
  }
}
