import { describe, expect, test } from "vitest";
import {
  ENGINE_NAMES,
  type EngineName,
  EULER_ENGINE_NAMES,
  errorBound,
  evolve,
  Particle,
  ParticleSimulator,
  type ParticleState,
  REFERENCE_DT,
  REFERENCE_EPS,
  REFERENCE_RESULT_6_DIGITS,
  randomParticles,
  referenceParticles,
  stateOf,
} from "../src/index.ts";

describe.each(EULER_ENGINE_NAMES)("a simulator with engine %s", (engine) => {
  test("passes the slides' six assertions", () => {
    const particles = referenceParticles();

    new ParticleSimulator(particles, { engine }).evolve(REFERENCE_DT);

    for (const [i, expected] of REFERENCE_RESULT_6_DIGITS.entries()) {
      expect(Math.abs(particles[i]!.x - expected.x)).toBeLessThan(REFERENCE_EPS);
      expect(Math.abs(particles[i]!.y - expected.y)).toBeLessThan(REFERENCE_EPS);
    }
  });

  test("runs ten frames of 0.01 as one run of 0.1", () => {
    const frames = referenceParticles();
    const once = referenceParticles();

    const simulator = new ParticleSimulator(frames, { engine });
    for (let frame = 0; frame < 10; frame++) simulator.evolve(0.01);
    new ParticleSimulator(once, { engine }).evolve(0.1);

    for (const [i, end] of once.entries()) {
      expect(Math.hypot(frames[i]!.x - end.x, frames[i]!.y - end.y)).toBeLessThan(1e-13);
    }
  });

  test("leaves a particle at the origin where it is, and moves the others", () => {
    const particles = [
      new Particle(0, 0, 1),
      new Particle(1e-200, -1e-200, 1),
      new Particle(1, 0, 1),
    ];

    new ParticleSimulator(particles, { engine }).evolve(0.01);

    expect(particles[0]).toEqual(new Particle(0, 0, 1));
    expect(particles[1]).toEqual(new Particle(1e-200, -1e-200, 1));
    expect(particles[2]!.y).toBeCloseTo(0.01, 6);
  });

  test("does nothing for dt = 0 and for a dt below one timestep", () => {
    const particles = referenceParticles();
    const simulator = new ParticleSimulator(particles, { engine });

    simulator.evolve(0);
    simulator.evolve(9e-6);

    expect(particles).toEqual(referenceParticles());
  });

  test("works without any particle", () => {
    const simulator = new ParticleSimulator([], { engine });

    simulator.evolve(0.1);

    expect(simulator.particles).toEqual([]);
  });

  test("moves half as often with twice the timestep", () => {
    const [particle] = referenceParticles();
    const state = stateOf([particle]);

    new ParticleSimulator([particle], { engine, timestep: 2e-5 }).evolve(0.01);
    evolve(state, 500, 2e-5, engine);

    expect(particle.x).toBe(state.x[0]);
  });

  test("moves a particle that is listed twice twice, as the slides' loop does", () => {
    const [twice, three] = [new Particle(0.3, 0.5, 1), new Particle(0, -1, 2)];
    const alone = [new Particle(0.3, 0.5, 1), new Particle(0, -1, 2), new Particle(1, 1, 1)];

    const other = new Particle(1, 1, 1);
    new ParticleSimulator([twice, three, twice, three, other, three], { engine }).evolve(0.01);
    for (const [i, dt] of [0.02, 0.03, 0.01].entries()) {
      new ParticleSimulator([alone[i]!], { engine }).evolve(dt);
    }

    for (const [i, p] of [twice, three, other].entries()) {
      expect(Math.hypot(p.x - alone[i]!.x, p.y - alone[i]!.y)).toBeLessThan(1e-15);
    }
  });

  test("lets no particle out of the range of doubles: it refuses and moves none", () => {
    const particles = [new Particle(1, 0, 1), new Particle(1e160, 0, 1)];

    const act = (): void => new ParticleSimulator(particles, { engine }).evolve(0.1);

    expect(act).toThrow(
      "particle 1: the square of its distance from the origin must stay below 1.8e308, " +
        "got x = 1e+160, y = 0, angVel = 1",
    );
    expect(particles[0]).toEqual(new Particle(1, 0, 1));
  });

  test("refuses a speed that would carry a particle out of the range of doubles", () => {
    const particles = [new Particle(1, 0, 1e160)];

    expect(() => new ParticleSimulator(particles, { engine }).evolve(0.1)).toThrow(
      "particle 0: the square of its distance",
    );
  });

  test.each(["x", "y", "angVel"] as const)("refuses a particle whose %s is not finite", (field) => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const particles = referenceParticles();
      particles[2][field] = bad;

      expect(() => new ParticleSimulator(particles, { engine }).evolve(0.1)).toThrow(
        new RangeError(`particle 2: ${field} must be a finite number, got ${bad}`),
      );
      expect(particles.slice(0, 2)).toEqual(referenceParticles().slice(0, 2));
    }
  });

  test.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses dt = %d and moves nothing",
    (dt) => {
      const particles = referenceParticles();

      expect(() => new ParticleSimulator(particles, { engine }).evolve(dt)).toThrow(RangeError);
      expect(particles).toEqual(referenceParticles());
    },
  );
});

describe("ParticleSimulator", () => {
  test("takes part in what is later added to its array", () => {
    const particles = [new Particle(0.3, 0.5, 1)];
    const simulator = new ParticleSimulator(particles);
    particles.push(new Particle(0.3, 0.5, 1));

    simulator.evolve(0.01);

    expect(particles[1]).toEqual(particles[0]);
    expect(simulator.particles).toBe(particles);
  });

  test("works on any object with x, y and angVel, frozen speed included", () => {
    const particle = Object.defineProperty({ x: 0.3, y: 0.5, angVel: 1 }, "angVel", {
      writable: false,
    });

    new ParticleSimulator([particle]).evolve(0.1);

    expect(particle.x).toBeCloseTo(0.210269, 5);
  });

  test("refuses an engine that does not exist and says which there are", () => {
    const engine = "warp" as EngineName;

    expect(() => new ParticleSimulator([], { engine })).toThrow(
      new RangeError(`engine must be one of ${ENGINE_NAMES.join(", ")}, got warp`),
    );
    expect(() => new ParticleSimulator([], { engine: "toString" as EngineName })).toThrow(
      RangeError,
    );
  });

  test.each([0, -1, Number.NaN])("refuses timestep = %d", (timestep) => {
    expect(() => new ParticleSimulator([], { timestep })).toThrow(
      new RangeError(`timestep must be a positive number of time units, got ${timestep}`),
    );
  });
});

describe("evolve on a state", () => {
  test("leaves angVel as it was", () => {
    const state = stateOf(randomParticles(10, 3));
    const before = state.angVel.slice();

    evolve(state, 100, 1e-5, "soa");

    expect(state.angVel).toEqual(before);
  });

  test.each([1, 16, 1000, 10_000])("engines agree after %d steps, within their bounds", (steps) => {
    const angle = 3; // more than any of these particles turns
    const states = EULER_ENGINE_NAMES.map((engine) => {
      const state = stateOf(randomParticles(800, 11));
      evolve(state, steps, 1e-5, engine);
      return { engine, state };
    });

    for (const a of states) {
      for (const b of states) {
        const bounds = errorBound(a.engine, steps, angle) + errorBound(b.engine, steps, angle);
        expect(largestRelativeDistance(a.state, b.state)).toBeLessThan(bounds);
      }
    }
  });

  test.each(["auto", "threads", "wasm-simd"] as const)("%s moves ten particles", (engine) => {
    const state = stateOf(randomParticles(10, 5));
    const expected = stateOf(randomParticles(10, 5));

    evolve(state, 500, 1e-5, engine);
    evolve(expected, 500, 1e-5, "reference");

    expect(largestRelativeDistance(expected, state)).toBeLessThan(1e-13);
  });

  test("the reference particles on a circle end beside where the steps end", () => {
    const state = stateOf(referenceParticles());

    evolve(state, 10_000, 1e-5, "continuous");

    const drift = Math.abs(state.y[2]! - REFERENCE_RESULT_6_DIGITS[2].y);
    expect(drift).toBeGreaterThan(REFERENCE_EPS);
    expect(drift).toBeLessThan(2 * REFERENCE_EPS);
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])("refuses steps = %d", (steps) => {
    expect(() => evolve(stateOf([]), steps, 1e-5)).toThrow(
      new RangeError(`steps must be a whole number, 0 or more, got ${steps}`),
    );
  });

  test("refuses arrays of different lengths", () => {
    const state = { x: new Float64Array(2), y: new Float64Array(2), angVel: new Float64Array(1) };

    expect(() => evolve(state, 1, 1e-5)).toThrow(
      "x, y and angVel must have one element a particle, got 2, 2 and 1",
    );
  });

  test("checks the particles even for zero steps", () => {
    const state = stateOf([new Particle(Number.NaN, 0, 1)]);

    expect(() => evolve(state, 0, 1e-5)).toThrow("particle 0: x must be a finite number, got NaN");
  });
});

/** Largest distance between two places of the same particle, over its distance from the origin. */
function largestRelativeDistance(a: ParticleState, b: ParticleState): number {
  const distances = Array.from(a.x, (x, i) => {
    const apart = Math.hypot(x - b.x[i]!, a.y[i]! - b.y[i]!);
    return apart / Math.hypot(x, a.y[i]!);
  });
  return Math.max(...distances);
}
