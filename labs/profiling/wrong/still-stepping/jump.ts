import { DEFAULT_TIMESTEP, type Particle, stepsFor } from "@hpts/core";

/** The clean loop of P4, and not a step fewer. */
export function evolve(particles: Particle[], dt: number, timestep = DEFAULT_TIMESTEP): void {
  const steps = stepsFor(dt, timestep);
  for (let step = 0; step < steps; step++) {
    for (const p of particles) {
      const { x, y } = p;
      const square = x * x + y * y;
      if (square === 0) continue;
      const turn = (timestep * p.angVel) / Math.sqrt(square);
      p.x -= turn * y;
      p.y += turn * x;
    }
  }
}

/** P8. Your guess, before you measure: how many times as fast, for 600 steps? */
export function prediction(): number {
  return 100; // a sine and a cosine take as long as a handful of steps
}
