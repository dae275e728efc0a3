/**
 * Plays the animation in the terminal.
 *
 *     pnpm tsx labs/modeling/solution/show.ts
 */
import { orTodo } from "@hpts/labkit";
import { playInTerminal } from "@hpts/viz";
import { Particle } from "./particle.ts";
import { ParticleSimulator } from "./simulator.ts";
import { visualize } from "./visualize.ts";

await orTodo(async () => {
  const particles = [
    new Particle(0.3, 0.5, 1),
    new Particle(0.0, -0.5, -1),
    new Particle(-0.1, -0.4, 3),
  ];
  await playInTerminal(visualize(new ParticleSimulator(particles)));
});
