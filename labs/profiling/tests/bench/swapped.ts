/**
 * The slides' "fast" simulator: the particle outside, its steps inside, everything in local
 * variables. P4 asks what this brings.
 */
import type { Particle } from "@hpts/core";
import { DEFAULT_TIMESTEP, stepsFor } from "@hpts/core";

export function evolve(particles: Particle[], dt: number, timestep = DEFAULT_TIMESTEP): void {
  const steps = stepsFor(dt, timestep);
  for (const p of particles) {
    let { x, y } = p;
    const d = timestep * p.angVel;
    for (let step = 0; step < steps; step++) {
      const r = Math.sqrt(x * x + y * y);
      const dx = (d * -y) / r;
      const dy = (d * x) / r;
      x += dx;
      y += dy;
    }
    p.x = x;
    p.y = y;
  }
}
