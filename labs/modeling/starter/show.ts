/**
 * Nothing to write here: it plays your animation in the terminal.
 *
 *     pnpm tsx labs/modeling/starter/show.ts
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
