import { createRandom } from "@hpts/core";
import { todo } from "@hpts/labkit";
import { Particle, ParticleSimulator } from "#simulator";

/**
 * T7. Particles for the benchmark: `n` of them, each with x, y and angVel uniform between -1 and 1,
 * drawn in that order.
 *
 * A benchmark that runs something else every time cannot be compared with itself, so the numbers
 * come from a seed: `createRandom(seed).uniform(lo, hi)`.
 */
export function makeParticles(n: number, seed: number): Particle[] {
  todo("T7: make n particles from the seed");
}

/** The slides' benchmark: a thousand particles, 0.1 time units. Gives the particles back. */
export function benchmark(n = 1000, seed = 1): Particle[] {
  todo("T7: evolve makeParticles(n, seed) by 0.1 and give the particles back");
}
