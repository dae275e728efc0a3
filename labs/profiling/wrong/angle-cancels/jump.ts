import { DEFAULT_TIMESTEP, type Particle, stepsFor } from "@hpts/core";

/**
 * P8. Where the steps lead, without taking them: as long for 6,000 steps as for 600.
 *
 * Not the circle that the steps approximate, but the places that the steps reach, to 11 digits, for
 * particles at least 0.02 away from the origin and speeds from -1 to 1. A particle at the origin
 * stays there.
 */
export function evolve(particles: Particle[], dt: number, timestep = DEFAULT_TIMESTEP): void {
  const steps = stepsFor(dt, timestep);
  for (const p of particles) {
    const { x, y } = p;
    const square = x * x + y * y;
    if (square === 0) continue;
    const d = timestep * p.angVel; // the length of a step
    const before = Math.sqrt(square);
    // A step is at right angles to the way from the origin: Pythagoras adds d² to the square.
    const after = Math.sqrt(square + steps * d * d);
    // The integral of d / r over the steps, and the correction: a difference of almost equal numbers.
    const angle = (2 * (after - before)) / d - (d / 6) * (1 / before - 1 / after);
    const growth = after / before;
    const cos = growth * Math.cos(angle);
    const sin = growth * Math.sin(angle);
    p.x = x * cos - y * sin;
    p.y = x * sin + y * cos;
  }
}

/** P8. Your guess, before you measure: how many times as fast, for 600 steps? */
export function prediction(): number {
  return 100; // a sine and a cosine take as long as a handful of steps
}
