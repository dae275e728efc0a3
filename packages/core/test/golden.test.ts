import { describe, expect, test } from "vitest";
import {
  createRandom,
  evolve,
  Particle,
  ParticleSimulator,
  REFERENCE_DT,
  REFERENCE_EPS,
  REFERENCE_RESULT,
  REFERENCE_RESULT_6_DIGITS,
  randomParticles,
  referenceParticles,
  stateOf,
} from "../src/index.ts";
import cpython from "./fixtures/cpython.json" with { type: "json" };

/** The double that CPython wrote as 16 hexadecimal digits. */
function double(hex: string): number {
  return Buffer.from(hex, "hex").readDoubleBE();
}

function particleFrom(fields: string[]): Particle {
  const [x, y, angVel] = fields.map(double);
  return new Particle(x!, y!, angVel!);
}

describe("random numbers", () => {
  test.each(cpython.random)("seed $seed gives CPython's numbers, bit for bit", (golden) => {
    const random = createRandom(golden.seed);

    const first = golden.first.map(() => random.next());
    for (let i = 0; i < 1000; i++) random.next();

    expect(first).toEqual(golden.first.map(double));
    expect(random.next()).toBe(double(golden.after1004));
  });

  test("randomParticles draws what Python's three uniform(-1.0, 1.0) a particle draw", () => {
    const expected = cpython.uniform.before.map(particleFrom);

    expect(randomParticles(expected.length, cpython.uniform.seed)).toEqual(expected);
  });
});

describe("the reference engine", () => {
  test.each([cpython.reference, cpython.uniform])(
    "moves particles as CPython does, bit for bit: $steps steps",
    (golden) => {
      const state = stateOf(golden.before.map(particleFrom));

      evolve(state, golden.steps, 1e-5, "reference");

      const after = Array.from(state.x, (x, i) => [x, state.y[i]]);
      expect(after).toEqual(golden.after.map((position) => position.map(double)));
    },
  );
});

describe("the reference scenario", () => {
  test("REFERENCE_RESULT is what CPython printed", () => {
    const printed = cpython.reference.after.map(([x, y]) => ({ x: double(x!), y: double(y!) }));

    expect(REFERENCE_RESULT).toEqual(printed);
  });

  test("the six-digit values are the exact ones cut off, within the slides' tolerance", () => {
    const cut = (value: number): number => Math.trunc(value * 1e6) / 1e6;

    for (const [i, exact] of REFERENCE_RESULT.entries()) {
      const six = REFERENCE_RESULT_6_DIGITS[i]!;
      expect(six).toEqual({ x: cut(exact.x), y: cut(exact.y) });
      expect(Math.abs(six.x - exact.x)).toBeLessThan(REFERENCE_EPS);
      expect(Math.abs(six.y - exact.y)).toBeLessThan(REFERENCE_EPS);
    }
  });

  test("a simulator with default options reproduces it", () => {
    const particles = referenceParticles();

    new ParticleSimulator(particles).evolve(REFERENCE_DT);

    expect(particles.map(({ x, y }) => ({ x, y }))).toEqual(REFERENCE_RESULT);
  });
});
