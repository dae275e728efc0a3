/**
 * Your frames of M6: a film of 300 frames with 500 particles, which is kept.
 *
 * @memory 50
 */
import { randomParticles } from "@hpts/core";
import { orTodo } from "@hpts/labkit";
import { frames } from "#lab/frames";
import { Particle } from "#lab/particle";
import { ParticleSimulator } from "#lab/simulator";

await orTodo(() => {
  const starts = randomParticles(Number(process.argv[2] ?? 500), 1);
  const particles = starts.map(({ x, y, angVel }) => new Particle(x, y, angVel));
  // Ten steps from frame to frame: it is the frames that are looked at, not the steps.
  const film = [...frames(new ParticleSimulator(particles), 300, 0.0001)];
  console.log("%d frames", film.length);
});
