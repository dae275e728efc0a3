import { todo } from "@hpts/labkit";
import { expect, test } from "vitest";
import { Particle, ParticleSimulator } from "#simulator";

/**
 * T4. Inputs at the edge, chosen by you. The README says what a right simulator does with each.
 *
 * Think of nothing, one, many; of zero, tiny, huge, negative; of what is no number at all. One test
 * for each idea, named after it; the first is started for you.
 */
test("a particle at the origin stays there", () => {
  const particle = new Particle(0, 0, 1);
  new ParticleSimulator([particle]).evolve(0.01);
  todo("T4: assert that it did, then write more tests like this one");
});
