import { describe, expect, test } from "vitest";
import { evolve, randomParticles, stateOf } from "../src/index.ts";
import { PITFALLS } from "../src/pitfalls/index.ts";

describe.each(PITFALLS)("pitfall $id", ({ id, create }) => {
  test("computes what the reference engine does", () => {
    const particles = randomParticles(250, 6);
    const state = stateOf(particles);

    const simulation = create(particles);
    simulation.evolve(100, 1e-5);
    simulation.evolve(20, 1e-5);
    evolve(state, 120, 1e-5, "reference");

    const positions = simulation.positions();
    expect(positions).toHaveLength(250);
    for (const [i, { x, y }] of positions.entries()) {
      // Math.hypot rounds differently; all others take the reference's operations in its order.
      const tolerance = id === "hypot" ? 1e-14 : 0;
      expect(Math.hypot(x - state.x[i]!, y - state.y[i]!)).toBeLessThanOrEqual(tolerance);
    }
  });

  test("leaves the particles that it was given alone", () => {
    const particles = randomParticles(10, 6);

    create(particles).evolve(10, 1e-5);

    expect(particles).toEqual(randomParticles(10, 6));
  });
});

test("every pitfall has an id of its own and says why", () => {
  expect(new Set(PITFALLS.map(({ id }) => id)).size).toBe(PITFALLS.length);
  for (const { why } of PITFALLS) expect(why.length).toBeGreaterThan(30);
});
