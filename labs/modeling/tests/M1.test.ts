import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { Particle } from "#lab/particle";

exercise("keeps its place and its speed", () => {
  const particle = new Particle(0.3, 0.5, 1.5);

  expect(particle.x, "x is the first argument").toBe(0.3);
  expect(particle.y, "y is the second argument").toBe(0.5);
  expect(particle.angVel, "angVel is the third argument").toBe(1.5);
});

exercise("keeps negative numbers and zero as they are", () => {
  const particle = new Particle(-0.1, 0, -3);

  expect(particle.x, "x was given as -0.1").toBe(-0.1);
  expect(particle.y, "y was given as 0").toBe(0);
  expect(particle.angVel, "a negative speed turns clockwise and must be kept").toBe(-3);
});

exercise("two particles are two", () => {
  const one = new Particle(1, 2, 3);
  const other = new Particle(4, 5, 6);

  one.x = 10;

  expect(other.x, "moving one particle must not move another").toBe(4);
  expect(one.y, "the first particle must still have its own y").toBe(2);
});
