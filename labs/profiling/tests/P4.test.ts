import { judgeInProcess } from "@hpts/bench/compare";
import { Particle } from "@hpts/core";
import { demand, exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { evolve, prediction } from "#lab/evolve";
import { caseOf, inputs } from "./bench/evolve-case.ts";
import { hypotCalls } from "./bench/hypot-calls.ts";
import { faultOf, starts } from "./bench/paths.ts";
import { evolve as stepped } from "./bench/stepped.ts";
import { evolve as swapped } from "./bench/swapped.ts";
import { demandSpeed } from "./bench/verdict.ts";

const TOLERANCE = 1e-11;

/** Nothing is timed before it is right. */
let isRight = true;

function demandRight(fault: string | undefined): void {
  isRight &&= fault === undefined;
  demand(fault === undefined, fault ?? "");
}

exercise("takes every particle where the steps of the slides do", () => {
  demandRight(faultOf(evolve, { dt: 0.006 }, TOLERANCE));
  demandRight(faultOf(evolve, { dt: 0.6, timestep: 0.001 }, TOLERANCE));
});

exercise("takes all steps, however many there are", () => {
  demandRight(faultOf(evolve, { dt: 0.12, particles: starts().slice(0, 4) }, TOLERANCE));
});

exercise("computes in doubles", () => {
  const particles = starts();
  evolve(particles, 0.001);

  const rounded = particles.filter(({ x, y }) => Math.fround(x) === x && Math.fround(y) === y);
  const why = `${rounded.length} of ${particles.length} particles have places that are rounded to 32 bits, seven digits: that is no faster here, and it is wrong`;
  demand(rounded.length === 0, why);
});

exercise("every call starts anew, with the particles that it is given", () => {
  evolve(starts(2), 0.006);
  demandRight(faultOf(evolve, { dt: 0.006, particles: starts(3) }, TOLERANCE));
  demandRight(faultOf(evolve, { dt: 0.006, timestep: 2e-5, particles: starts(3) }, TOLERANCE));
});

exercise("changes the very particles, and leaves one at the origin there", () => {
  const still = new Particle(0, 0, 1);
  const moving = new Particle(0.3, 0.5, 1);
  evolve([still, moving], 0.001);

  expect(moving.x, "the particles are changed in place").not.toBe(0.3);
  expect(moving.angVel, "their speeds stay").toBe(1);
  expect([still.x, still.y], "a particle at the origin has no direction and stays").toEqual([0, 0]);
});

exercise("does without Math.hypot", () => {
  prediction(); // to be made before anything is changed
  const calls = hypotCalls(() => evolve(starts().slice(0, 10), 0.006));

  const why = `10 particles, 600 steps: Math.hypot is called ${calls.toLocaleString("en-US")} times. It takes any number of sides, and care that no square overflows; here there are two sides of about 1`;
  demand(calls === 0, why);
});

exercise(
  "is at least 2.5 times as fast as it was",
  async (context) => {
    const guess = prediction();
    demand(isRight, "not timed yet: first the particles have to end in the right places");
    await demandSpeed(
      {
        exercise: "P4",
        baseline: "planted.ts",
        candidate: "evolve.ts",
        particles: 50,
        advice:
          "Profile it: which function has the largest tottime now? What is made in each step that nobody needs after it?",
      },
      context,
    );
    const swap = judgeInProcess({
      baseline: caseOf(stepped, 50),
      candidate: caseOf(swapped, 50),
      inputs,
      minRatio: 1,
      isVerified: false,
    });
    if (!("ratio" in swap) || swap.verdict === "inconclusive") return;
    const times = (swap.ratio < 1 ? 1 / swap.ratio : swap.ratio).toPrecision(2);
    const found = swap.verdict === "pass" ? "faster" : "slower";
    context.note(`The loops swapped: ${times} times ${found} here. You guessed: ${guess}.`);
  },
  { limitMs: 30_000 },
);
