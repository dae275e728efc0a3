import { REFERENCE_RESULT_6_DIGITS, randomParticles, referenceParticles } from "@hpts/core";
import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { Particle } from "#lab/particle";
import { ParticleSimulator } from "#lab/simulator";

/** The course's tolerance for the reference values, which were cut off after six digits. */
const EPS = 1e-5;
/**
 * 100 steps, however they are counted: 0.001 / 0.00001 does not fall short of a whole number, as
 * 0.01 / 0.00001 does. Step counts are the matter of M5.
 */
const SHORT = 0.001;

type Fields = { x: number; y: number; angVel: number };

const own = (particles: readonly Fields[]): Particle[] =>
  particles.map(({ x, y, angVel }) => new Particle(x, y, angVel));

exercise("takes the course's three particles where the reference does", () => {
  const particles = own(referenceParticles());

  new ParticleSimulator(particles).evolve(0.1);

  for (const [i, { x, y }] of REFERENCE_RESULT_6_DIGITS.entries()) {
    const why = `particle ${i} left the reference path: was x already written when y's part was computed?`;
    expect(particles[i]?.x, `${why} (x)`).toBeWithin(EPS, x);
    expect(particles[i]?.y, `${why} (y)`).toBeWithin(EPS, y);
  }
});

exercise("takes as many steps as fit: the radius grows by the law of the steps", () => {
  // Each step moves at right angles to the radius, so r^2 grows by (timestep * angVel)^2 a step.
  for (const { x, y } of randomParticles(10, 5)) {
    const particle = new Particle(x, y, 40);
    new ParticleSimulator([particle]).evolve(SHORT);
    const square = x * x + y * y + 100 * (0.00001 * 40) ** 2;
    const why = "100 steps must each lengthen r^2 by (timestep * angVel)^2";
    expect(particle.x ** 2 + particle.y ** 2, why).toBeWithin(1e-11, square);
  }
});

exercise("two short times are one long time", () => {
  const inTwo = own(randomParticles(10, 6));
  const inOne = own(randomParticles(10, 6));

  const simulator = new ParticleSimulator(inTwo);
  simulator.evolve(0.001);
  simulator.evolve(0.003);
  new ParticleSimulator(inOne).evolve(0.004);

  for (const [i, particle] of inOne.entries()) {
    const why = "evolve(0.001) and then evolve(0.003) must end where evolve(0.004) does";
    expect(inTwo[i]?.x, `${why} (x)`).toBeWithin(1e-10, particle.x);
    expect(inTwo[i]?.y, `${why} (y)`).toBeWithin(1e-10, particle.y);
  }
});

exercise("moves each particle as if it were alone", () => {
  const together = own(randomParticles(8, 7));
  const alone = own(randomParticles(8, 7));

  new ParticleSimulator(together).evolve(SHORT);
  for (const particle of alone) new ParticleSimulator([particle]).evolve(SHORT);

  for (const [i, particle] of alone.entries()) {
    const why = `particle ${i} moved differently with others around it`;
    expect(together[i]?.x, `${why} (x)`).toBeWithin(1e-13, particle.x);
    expect(together[i]?.y, `${why} (y)`).toBeWithin(1e-13, particle.y);
  }
});

exercise("moves the very particles that were given, and only their places", () => {
  const particles = own(referenceParticles());
  const [first, second, third] = particles;
  const simulator = new ParticleSimulator(particles);

  simulator.evolve(SHORT);

  expect(simulator.particles[0], "particles are changed in place, not replaced by copies").toBe(
    first,
  );
  expect(simulator.particles[1], "the particles keep their order").toBe(second);
  expect(simulator.particles[2], "the particles keep their order").toBe(third);
  expect(first?.x, "the first particle must have moved").not.toBe(0.3);
  expect(
    particles.map(({ angVel }) => angVel),
    "the speeds stay what they are",
  ).toEqual([1, -1, 3]);
});

exercise("a particle at the origin stays, and no number becomes NaN", () => {
  const still = new Particle(0, 0, 1);
  const other = new Particle(0.5, 0, 1);

  new ParticleSimulator([still, other]).evolve(SHORT);

  expect(still.x, "a particle at the origin has no direction and stays").toBeWithin(EPS, 0);
  expect(still.y, "a particle at the origin has no direction and stays").toBeWithin(EPS, 0);
  expect(other.y, "the other particle moves all the same").toBeWithin(1e-8, SHORT);
});

exercise("does nothing in no time, and nothing without particles", () => {
  const particle = new Particle(0.3, 0.5, 1);

  new ParticleSimulator([particle]).evolve(0);
  new ParticleSimulator([]).evolve(SHORT);

  expect(particle.x, "evolve(0) must leave the particle where it is").toBe(0.3);
  expect(particle.y, "evolve(0) must leave the particle where it is").toBe(0.5);
});
