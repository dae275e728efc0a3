import { test } from "vitest";
import { ParticleSimulator } from "#simulator";
import { testEvolve } from "./test-evolve.ts";

/**
 * T3. A test that cannot fail is worth nothing, so show that yours can: write a simulator that is
 * wrong in one way of your choice, and let testEvolve run on it.
 *
 * `test.fails` turns a test round: it passes only if its body fails.
 */
class BrokenSimulator extends ParticleSimulator {
  override evolve(dt: number): void {
    super.evolve(dt);
  }
}

test.fails("testEvolve notices a simulator that is wrong", () => {
  testEvolve(BrokenSimulator);
});
