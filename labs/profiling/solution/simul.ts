/**
 * Nothing to write here: the slides' benchmark, with the `evolve` of P4. To be profiled:
 *
 *     pnpm hpts profile -s tottime labs/profiling/starter/simul.ts
 */
import { randomParticles } from "@hpts/core";
import { evolve } from "./evolve.ts";

function benchmark(): void {
  const particles = randomParticles(100, 1);
  evolve(particles, 0.1); // 10,000 steps
}

benchmark();
