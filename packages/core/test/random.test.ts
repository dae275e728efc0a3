import { describe, expect, test } from "vitest";
import { createRandom, randomParticles } from "../src/index.ts";

// That the numbers are CPython's is shown in golden.test.ts; here is what else callers rely on.
describe("createRandom", () => {
  test("gives the same numbers for the same seed and others for another", () => {
    const draw = (seed: number): number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 5 }, () => random.next());
    };

    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  test("two generators do not disturb each other", () => {
    const alone = createRandom(7);
    const expected = [alone.next(), alone.next()];

    const one = createRandom(7);
    const other = createRandom(7);
    const interleaved = [one.next(), other.next(), one.next(), other.next()];

    expect(interleaved).toEqual([expected[0], expected[0], expected[1], expected[1]]);
  });

  test("uniform fills its interval evenly", () => {
    const random = createRandom(1);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const value = random.uniform(-3, 7);
      counts[Math.floor(value + 3)]!++;
    }

    // Ten bins of 1000 +- 30 (one standard deviation); 150 is five of them.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("refuses seed %d", (seed) => {
    expect(() => createRandom(seed)).toThrow(
      new RangeError(`seed must be a whole number from 0 to 2^53 - 1, got ${seed}`),
    );
  });

  test("uniform refuses bounds that are not numbers", () => {
    expect(() => createRandom(1).uniform(0, Number.NaN)).toThrow(
      new RangeError(
        "uniform(lo, hi) needs two finite numbers less than 1.8e308 apart, got 0 and NaN",
      ),
    );
  });
});

describe("randomParticles", () => {
  test("gives as many particles as asked for, inside the square", () => {
    const particles = randomParticles(1000, 42);

    expect(particles).toHaveLength(1000);
    for (const { x, y, angVel } of particles) {
      for (const value of [x, y, angVel]) expect(Math.abs(value)).toBeLessThanOrEqual(1);
    }
  });

  test("gives none for n = 0", () => {
    expect(randomParticles(0, 42)).toEqual([]);
  });

  test.each([-1, 2.5, Number.NaN])("refuses n = %d", (n) => {
    expect(() => randomParticles(n, 42)).toThrow(
      new RangeError(`n must be a whole number of particles, 0 or more, got ${n}`),
    );
  });
});
