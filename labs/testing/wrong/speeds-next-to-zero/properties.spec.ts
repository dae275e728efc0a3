import fc from "fast-check";
import { expect, test } from "vitest";
import { Particle, ParticleSimulator } from "#simulator";

/** T5. Two laws that hold whatever the input, each with a test that tries many inputs. */

// Whole numbers, divided: random doubles favour values next to zero, and a particle that hardly
// moves tests nothing.
const thousandths = (min: number, max: number) =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((k) => k / 1000);

const radius = thousandths(0.1, 1.4);
const angle = thousandths(-3, 3);
const angVel = fc.constant(1e-12);
const milliseconds = fc.integer({ min: 1, max: 10 });
const runs = { numRuns: 30, seed: 1 };

const at = (r: number, phi: number, speed: number): Particle =>
  new Particle(r * Math.cos(phi), r * Math.sin(phi), speed);

test("a step lengthens the square of the radius by the square of its length", () => {
  fc.assert(
    fc.property(radius, angle, angVel, milliseconds, (r, phi, speed, k) => {
      const particle = at(r, phi, speed);

      new ParticleSimulator([particle]).evolve(k / 1000);

      // Every displacement is at right angles to the radius: Pythagoras, once a step.
      const square = r ** 2 + 100 * k * (0.00001 * speed) ** 2;
      expect(particle.x ** 2 + particle.y ** 2).toBeWithin(1e-12, square);
    }),
    runs,
  );
});

test("two times in a row are one time as long as both", () => {
  fc.assert(
    fc.property(radius, angle, angVel, milliseconds, milliseconds, (r, phi, speed, a, b) => {
      const inTwo = at(r, phi, speed);
      const inOne = at(r, phi, speed);

      const simulator = new ParticleSimulator([inTwo]);
      simulator.evolve(a / 1000);
      simulator.evolve(b / 1000);
      // (a + b) / 1000, not a / 1000 + b / 1000: adding decimals would bring in a rounding of its own.
      new ParticleSimulator([inOne]).evolve((a + b) / 1000);

      expect(inTwo.x).toBeWithin(1e-10, inOne.x);
      expect(inTwo.y).toBeWithin(1e-10, inOne.y);
    }),
    runs,
  );
});
