/**
 * The evolve of P8: 100 particles, 10,000 steps, 20 times.
 *
 * @memory 1
 */
import { randomParticles } from "@hpts/core";
import { evolve } from "#lab/jump";

const particles = randomParticles(Number(process.argv[2] ?? 100), 1);
for (let run = 0; run < 20; run++) evolve(particles, 0.1);
