/** The simulator's loop: what V8 makes of its variants. */
import { randomParticles } from "@hpts/core";
import { PITFALLS } from "@hpts/core/pitfalls";
import type { Work } from "./tool/alternate.ts";
import type { Claim, Topic } from "./tool/claim.ts";
import { ratio } from "./tool/measures.ts";

const TIMESTEP = 1e-5;

/** A variant of the loop, some steps a call. */
function variant(id: string, particles = 1000, steps = 5): Work {
  const { create } = PITFALLS.find((pitfall) => pitfall.id === id)!;
  const simulation = create(randomParticles(particles, 1));
  return () => simulation.evolve(steps, TIMESTEP);
}

const claims: Claim[] = [
  {
    id: "evolve-hypot",
    sentence:
      "With `Math.hypot` in place of `Math.sqrt` the simulator's loop takes {} times as long.",
    unit: "x",
    range: { low: 3, high: 12 },
    measure: ratio(() => ({ slow: variant("hypot"), fast: variant("clean") })),
  },
];

export const SIMULATOR: Topic = { title: "Simulator", claims };
