/** Nothing to write here: it runs your testEvolve on whatever simulator is being tested. */
import { test } from "vitest";
import { ParticleSimulator } from "#simulator";
import { testEvolve } from "./test-evolve.ts";

test("evolve takes three particles where the reference does", () => {
  testEvolve(ParticleSimulator);
});
