import { referenceParticles } from "@hpts/core";
import { demand, exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { Particle } from "#lab/particle";
import { ParticleSimulator } from "#lab/simulator";
import { stepsFor } from "#lab/steps";

const TIMESTEP = 0.00001;

exercise("counts the steps in 0.1, 0.01 and 0.3", () => {
  const why = "the quotient falls just short of a whole number: 0.01 / 0.00001 = 999.9999999999999";
  expect(stepsFor(0.1, TIMESTEP), "0.1 is 10,000 steps").toBe(10_000);
  expect(stepsFor(0.01, TIMESTEP), why).toBe(1000);
  expect(stepsFor(0.3, TIMESTEP), why).toBe(30_000);
});

exercise("counts every thousandth up to 1 right", () => {
  const thousandths = Array.from({ length: 1000 }, (_, k) => k + 1);
  const wrong = thousandths.find((k) => stepsFor(k / 1000, TIMESTEP) !== 100 * k);

  const why = `${(wrong ?? 0) / 1000} time units are ${100 * (wrong ?? 0)} steps`;
  demand(wrong === undefined, why);
});

exercise("a time below one step is no step", () => {
  expect(
    stepsFor(0.000008, TIMESTEP),
    "0.8 of a step: rounding to the nearest makes a step of it",
  ).toBe(0);
  expect(stepsFor(0.000019, TIMESTEP), "1.9 steps are one whole step").toBe(1);
  expect(stepsFor(0, TIMESTEP), "no time, no step").toBe(0);
});

exercise("works for other timesteps", () => {
  expect(stepsFor(1, 0.1), "ten steps of 0.1 in 1").toBe(10);
  expect(stepsFor(0.3, 0.1), "0.3 / 0.1 = 2.9999999999999996, and means 3").toBe(3);
  expect(stepsFor(2, 0.5), "four steps of 0.5 in 2").toBe(4);
});

exercise("refuses a time that makes no sense", () => {
  for (const dt of [-0.1, Number.NaN, Number.POSITIVE_INFINITY]) {
    const why = `stepsFor(${dt}, ...) must throw a RangeError; with Infinity, evolve would never end`;
    expect(() => stepsFor(dt, TIMESTEP), why).toThrow(RangeError);
  }
});

exercise("evolve uses it: ten frames of 0.01 are one run of 0.1", () => {
  const own = (): Particle[] =>
    referenceParticles().map(({ x, y, angVel }) => new Particle(x, y, angVel));
  const inTen = own();
  const inOne = own();

  const simulator = new ParticleSimulator(inTen);
  for (let frame = 0; frame < 10; frame++) simulator.evolve(0.01);
  new ParticleSimulator(inOne).evolve(0.1);

  const why = "ten times evolve(0.01) fell short: does simulator.ts still truncate?";
  for (const [i, particle] of inOne.entries()) {
    expect(inTen[i]?.x, `${why} (particle ${i}, x)`).toBeWithin(1e-10, particle.x);
    expect(inTen[i]?.y, `${why} (particle ${i}, y)`).toBeWithin(1e-10, particle.y);
  }
});

exercise("evolve refuses a negative time and moves nothing", () => {
  const particle = new Particle(0.3, 0.5, 1);

  expect(() => new ParticleSimulator([particle]).evolve(-0.1), "evolve(-0.1) must throw").toThrow(
    RangeError,
  );
  expect(particle.x, "a refused evolve must not have moved anything").toBe(0.3);
});
