import { todo } from "@hpts/labkit";
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
    const steps = Math.trunc(dt / TIMESTEP); // as on the slides; M5 comes back to this line
    todo("M4: take that many steps with every particle");
  }
}
