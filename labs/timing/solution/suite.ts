import type { Bench } from "tinybench";
import { ParticleSimulator, randomParticles } from "#workbench";

/**
 * B6. The benchmark of the slides as a suite: `simulator.evolve(0.1)` with 100 and with 1000
 * particles of seed 1.
 *
 *     bench.add("evolve, 100 particles", () => ...);
 *     bench.add("evolve, 1000 particles", () => ...);
 *
 * Only what is inside of the function is timed, and it runs many times: the same work each time.
 */
export function addCases(bench: Bench): void {
  for (const n of [100, 1000]) {
    // Made once, outside: the particles go on circling, and each further 0.1 is as much work.
    const simulator = new ParticleSimulator(randomParticles(n, 1));
    bench.add(`evolve, ${n} particles`, () => simulator.evolve(0.1));
  }
}
