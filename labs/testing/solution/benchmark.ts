import { createRandom } from "@hpts/core";
import { Particle, ParticleSimulator } from "#simulator";

/**
 * T7. Particles for the benchmark: `n` of them, each with x, y and angVel uniform between -1 and 1,
 * drawn in that order.
 *
 * A benchmark that runs something else every time cannot be compared with itself, so the numbers
 * come from a seed: `createRandom(seed).uniform(lo, hi)`.
 */
export function makeParticles(n: number, seed: number): Particle[] {
  // One generator for all of them: a new one for each particle would make them all the same.
  const random = createRandom(seed);
  const draw = (): number => random.uniform(-1, 1);
  return Array.from({ length: n }, () => new Particle(draw(), draw(), draw()));
}

/** The slides' benchmark: a thousand particles, 0.1 time units. Gives the particles back. */
export function benchmark(n = 1000, seed = 1): Particle[] {
  const particles = makeParticles(n, seed);
  new ParticleSimulator(particles).evolve(0.1);
  // Given back, so that nobody (no compiler either) can decide that nothing was needed of it.
  return particles;
}
