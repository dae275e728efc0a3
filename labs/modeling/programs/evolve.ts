/**
 * Your simulator of M4: 100 particles for 0.1 time units, 10,000 steps.
 *
 * @memory 5
 */
import { randomParticles } from "@hpts/core";
import { orTodo } from "@hpts/labkit";
import { Particle } from "#lab/particle";
import { ParticleSimulator } from "#lab/simulator";

await orTodo(() => {
  const starts = randomParticles(Number(process.argv[2] ?? 100), 1);
  const particles = starts.map(({ x, y, angVel }) => new Particle(x, y, angVel));
  new ParticleSimulator(particles).evolve(0.1);
});
