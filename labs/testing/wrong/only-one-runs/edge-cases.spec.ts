import { expect, test } from "vitest";
import { Particle, ParticleSimulator } from "#simulator";

/** T4. Inputs at the edge, and what the README says a right simulator does with each. */

/** Where a particle is after one evolve. */
function moved(x: number, y: number, angVel: number, dt: number): Particle {
  const particle = new Particle(x, y, angVel);
  new ParticleSimulator([particle]).evolve(dt);
  return particle;
}

test("a particle at the origin stays there", () => {
  const { x, y } = moved(0, 0, 1, 0.01);

  // A simulator that divides 0 by 0 makes it NaN, and NaN is within nothing.
  expect(x).toBeWithin(1e-12, 0);
  expect(y).toBeWithin(1e-12, 0);
});

test("a particle close to the origin circles there", () => {
  // Within 1e-3, it turns through a whole radian in 0.001 time units.
  expect(moved(1e-3, 0, 1, 0.001).y).toBeWithin(1e-5, 8.4e-4);
});

test.only("a particle of speed 0 stays exactly where it is", () => {
  expect(moved(0.3, 0.5, 0, 0.01)).toEqual(new Particle(0.3, 0.5, 0));
});

test("a slow particle moves, if only a little", () => {
  expect(moved(1, 0, 0.005, 0.01).y).toBeWithin(1e-9, 0.00005);
});

test("a particle on an axis moves like any other", () => {
  expect(moved(0.5, 0, 1, 0.01).y).toBeWithin(1e-5, 0.01);
  expect(moved(0, 0.5, 1, 0.01).x).toBeWithin(1e-5, -0.01);
});

test("a simulator without particles does nothing", () => {
  expect(() => new ParticleSimulator([]).evolve(0.01)).not.toThrow();
});

test("no time moves nothing, and neither does less than a step", () => {
  expect(moved(0.3, 0.5, 1, 0)).toEqual(new Particle(0.3, 0.5, 1));
  expect(moved(0.3, 0.5, 1, 0.000008)).toEqual(new Particle(0.3, 0.5, 1));
});

test("one step is one step, and one and a bit is one as well", () => {
  expect(moved(1, 0, 1, 0.00001).y).toBeWithin(1e-12, 0.00001);
  expect(moved(1, 0, 1, 0.000014).y).toBeWithin(1e-12, 0.00001);
});

test("a whole time unit is 100,000 steps", () => {
  expect(moved(1, 0, 1, 1).y).toBeWithin(1e-4, Math.sin(1));
});

test.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])("a time of %d is refused", (dt) => {
  const particle = new Particle(0.3, 0.5, 1);

  expect(() => new ParticleSimulator([particle]).evolve(dt)).toThrow(RangeError);
  expect(particle.x).toBe(0.3);
});

test("a particle that is listed twice is moved twice", () => {
  const twice = new Particle(1, 0, 1);
  new ParticleSimulator([twice, twice]).evolve(0.01);

  expect(twice.y).toBeWithin(1e-6, moved(1, 0, 1, 0.02).y);
});
