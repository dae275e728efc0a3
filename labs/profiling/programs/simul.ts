/**
 * The slides' benchmark, with the evolve of P4: 100 particles, 10,000 steps. As starter/simul.ts.
 *
 * @memory 5
 */
import { randomParticles } from "@hpts/core";
import { evolve } from "#lab/evolve";

const particles = randomParticles(Number(process.argv[2] ?? 100), 1);
evolve(particles, 0.1);
