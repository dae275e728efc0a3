import { displacement } from "./motion.ts";
import type { Particle } from "./particle.ts";

/** Length of one step, in time units. */
export const TIMESTEP = 0.00001;

/** Holds particles and lets time pass. */
export class ParticleSimulator {
  readonly particles: Particle[];

  constructor(particles: Particle[]) {
    this.particles = particles;
  }

  /**
   * M4. Lets `dt` time units pass: in each step, each particle moves by its displacement.
   * Change the particles themselves, in place.
   */
  evolve(dt: number): void {
    const steps = Math.trunc(dt / TIMESTEP);
    for (let step = 0; step < steps; step++) {
      for (const particle of this.particles) {
        // Both components come from the old place. Writing x first and computing y's part from the
        // new x bends the circle into a spiral.
        const move = displacement(particle, TIMESTEP);
        particle.x += move.x;
        particle.y += move.y;
      }
    }
  }
}
