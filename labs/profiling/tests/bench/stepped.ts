/** The loop of the slides, step by step: what P8 is compared with. */
import type { Particle } from "@hpts/core";
import { DEFAULT_TIMESTEP, stepsFor } from "@hpts/core";

export function evolve(particles: Particle[], dt: number, timestep = DEFAULT_TIMESTEP): void {
  const steps = stepsFor(dt, timestep);
  for (let step = 0; step < steps; step++) {
    for (const p of particles) {
      const r = Math.sqrt(p.x * p.x + p.y * p.y);
      if (r === 0) continue; // no direction: it stays
      const dx = (timestep * p.angVel * -p.y) / r;
      const dy = (timestep * p.angVel * p.x) / r;
      p.x += dx;
      p.y += dy;
    }
  }
}
