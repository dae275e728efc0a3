import { DEFAULT_TIMESTEP, type Particle, stepsFor } from "@hpts/core";
import { todo } from "@hpts/labkit";

/**
 * P8. Where the steps lead, without taking them: as long for 6,000 steps as for 600.
 *
 * Not the circle that the steps approximate, but the places that the steps reach, to 11 digits, for
 * particles at least 0.02 away from the origin and speeds from -1 to 1. A particle at the origin
 * stays there.
 */
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
  todo("P8: guess first: how many times as fast will it be for 600 steps?");
}
