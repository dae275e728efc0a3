/** Your simulator of M4: 200 steps with 50 particles. */
import { randomParticles } from "@hpts/core";
import { Particle } from "#lab/particle";
import { ParticleSimulator } from "#lab/simulator";

/** Time units; 200 steps of 0.00001. */
export const inputs = [0.002];

/** For `n` particles: all of them back to their places, `evolve`, and a number out of the result. */
export function ofSize(n: number): (dt: number) => number {
  const starts = randomParticles(n, 1);
  const particles = starts.map(({ x, y, angVel }) => new Particle(x, y, angVel));
  const simulator = new ParticleSimulator(particles);
  return (dt) => {
    for (let i = 0; i < n; i++) {
      particles[i]!.x = starts[i]!.x;
      particles[i]!.y = starts[i]!.y;
    }
    simulator.evolve(dt);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += particles[i]!.x + particles[i]!.y;
    return Math.round(sum * 1e9) / 1e9; // ways that differ in the last bits give the same
  };
}

export default ofSize(50);
