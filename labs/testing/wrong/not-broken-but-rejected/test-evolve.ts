import { expect } from "vitest";
import { Particle, type ParticleSimulator } from "#simulator";

/**
 * T2. The course's test: three particles, 0.1 time units, and where the reference puts them then.
 *
 *     start                     after 0.1
 *     x = 0.3   y = 0.5   +1    x =  0.210269   y =  0.543863
 *     x = 0.0   y = -0.5  -1    x = -0.099334   y = -0.490034
 *     x = -0.1  y = -0.4  +3    x =  0.191358   y = -0.365227
 *
 * The reference values were cut off after six digits. Assert each of them within 1e-5:
 *
 *     expect(p0.x).toBeWithin(1e-5, 0.210269);
 */
export function testEvolve(Simulator: typeof ParticleSimulator): void {
  const p0 = new Particle(0.3, 0.5, +1);
  const p1 = new Particle(0.0, -0.5, -1);
  const p2 = new Particle(-0.1, -0.4, +3);

  new Simulator([p0, p1, p2]).evolve(0.1);

  expect(p0.x).toBe(0.21026984503568258);
  expect(p0.y).toBe(0.5438635787296997);
  expect(p1.x).toBe(-0.09933476605673582);
  expect(p1.y).toBe(-0.4900342888538049);
  expect(p2.x).toBe(0.19135850382526412);
  expect(p2.y).toBe(-0.36522722107443606);
}
