import { describe, expect, test } from "vitest";
import { Particle, ParticleSimulator } from "#simulator";

/** T6. What no other test of the suite has tried. */

const start = (): Particle[] => [
  new Particle(0.3, 0.5, 1),
  new Particle(0, -0.5, -1),
  new Particle(-0.1, -0.4, 3.5),
  new Particle(0.6, -0.2, -2.25),
  new Particle(-1.5, 0.9, 0.75),
];

/**
 * The oracle: a second implementation, as plain as can be, that nobody would use for anything else.
 * It follows the slides word by word.
 */
function expected(particles: readonly Particle[], steps: number): Particle[] {
  return particles.map(({ x, y, angVel }) => {
    for (let step = 0; step < steps; step++) {
      const norm = Math.sqrt(x * x + y * y);
      [x, y] = [x - (0.00001 * angVel * y) / norm, y + (0.00001 * angVel * x) / norm];
    }
    return new Particle(x, y, angVel);
  });
}

/** Tight enough for a constant that somebody added "for safety", and far above rounding. */
function expectPlaces(actual: readonly Particle[], wanted: readonly Particle[]): void {
  for (const [i, { x, y }] of wanted.entries()) {
    expect(actual[i]?.x).toBeWithin(1e-11, x);
    expect(actual[i]?.y).toBeWithin(1e-11, y);
  }
}

test.each([
  [0.1, 10_000],
  [0.2, 20_000],
  [0.01, 1000],
  [0.0153, 1530],
])("five particles after %d are where the oracle puts them", (dt, steps) => {
  const particles = start();

  new ParticleSimulator(particles).evolve(dt);

  expectPlaces(particles, expected(start(), steps));
});

test("two runs in a row go on where the first one ended", () => {
  const particles = start();
  const simulator = new ParticleSimulator(particles);

  simulator.evolve(0.002);
  simulator.evolve(0.002);

  expectPlaces(particles, expected(start(), 400));
});

test("times too short for a step do not add up", () => {
  const particles = start();
  const simulator = new ParticleSimulator(particles);

  for (let i = 0; i < 10; i++) simulator.evolve(0.000005);

  expect(particles).toEqual(start());
});

test("the particles stay the same objects, in the same order, at the same speeds", () => {
  const particles = start();
  const before = [...particles];
  const simulator = new ParticleSimulator(particles);

  simulator.evolve(0.001);

  for (const [i, particle] of before.entries()) {
    expect(simulator.particles[i]).toBe(particle);
    expect(particles[i]).toBe(particle);
    expect(particle.angVel).toBe(start()[i]?.angVel);
  }
});

describe("two of something", () => {
  test("particles at the same place move alike", () => {
    const twins = [new Particle(0.3, 0.5, 1), new Particle(0.3, 0.5, 1)];

    new ParticleSimulator(twins).evolve(0.001);

    expectPlaces(twins, expected([new Particle(0.3, 0.5, 1), new Particle(0.3, 0.5, 1)], 100));
  });

  test("simulators know nothing of each other", () => {
    const [mine, yours] = [start(), start()];
    const first = new ParticleSimulator(mine);
    new ParticleSimulator(yours);

    first.evolve(0.001);

    expectPlaces(mine, expected(start(), 100));
    expect(yours).toEqual(start());
  });
});
