/** What is timed: all particles back to their places, `evolve`, and a number out of the result. */
import { randomParticles } from "@hpts/core";
import type { Evolve } from "./paths.ts";

/** 600 steps of 0.00001. */
export const inputs = [0.006];

/** @param count such that a call of the slower side takes less than 2 ms */
export function caseOf(evolve: Evolve, count: number): (dt: number) => number {
  const particles = randomParticles(count, 1);
  const places = Float64Array.from(particles.flatMap(({ x, y }) => [x, y]));
  return (dt) => {
    for (let i = 0; i < count; i++) {
      particles[i]!.x = places[2 * i]!;
      particles[i]!.y = places[2 * i + 1]!;
    }
    evolve(particles, dt);
    let sum = 0;
    for (let i = 0; i < count; i++) sum += particles[i]!.x + particles[i]!.y;
    return Math.round(sum * 1e9) / 1e9; // ways that differ in the last bits give the same
  };
}
