import { expect, test } from "vitest";
import { Particle, ParticleSimulator } from "#simulator";

test("a particle at the origin stays there", () => {
  const particle = new Particle(0, 0, 1);
  new ParticleSimulator([particle]).evolve(0.01);
  expect(particle.x).toBeWithin(1e-12, 0);
});

test("no time moves nothing", () => {
  const particle = new Particle(0.3, 0.5, 1);
  new ParticleSimulator([particle]).evolve(0);
  expect(particle.x).toBe(0.3);
});
