import { Particle } from "@hpts/core";
import { demand, exercise } from "@hpts/labkit/test";
import { afterAll, beforeAll, expect } from "vitest";
import { evolve, prediction } from "#lab/jump";
import { Counting } from "./bench/counts.ts";
import { faultOf, starts } from "./bench/paths.ts";
import { demandSpeed } from "./bench/verdict.ts";

const TOLERANCE = 1e-11;

// Before the first call: what V8 has compiled before, it does not count block by block.
let counting: Counting;
beforeAll(() => {
  counting = new Counting();
});
afterAll(() => counting.stop());

/** Nothing is timed before it is right. */
let isRight = true;

function demandRight(fault: string | undefined): void {
  isRight &&= fault === undefined;
  demand(fault === undefined, fault ?? "");
}

exercise("ends where 600 steps end", () => {
  demandRight(faultOf(evolve, { dt: 0.006 }, TOLERANCE));
});

exercise("ends where 1, 7 and 20,000 steps end", () => {
  for (const dt of [0.00001, 0.00007]) demandRight(faultOf(evolve, { dt }, TOLERANCE));
  demandRight(faultOf(evolve, { dt: 0.2, particles: starts().slice(0, 4) }, TOLERANCE));
});

exercise("every call starts anew, with the particles and the timestep that it is given", () => {
  evolve(starts(2), 0.006);
  demandRight(faultOf(evolve, { dt: 0.006, particles: starts(3) }, TOLERANCE));
  demandRight(faultOf(evolve, { dt: 0.006, timestep: 2e-6, particles: starts(4) }, TOLERANCE));
});

exercise("stays where the slides' steps stay", () => {
  const still = new Particle(0, 0, 1);
  const moving = new Particle(0.3, 0.5, 1);

  evolve([still, moving], 0.000008);

  expect(moving.x, "evolve(0.000008) is less than a step: nothing moves").toBeWithin(1e-15, 0.3);
  const slow = new Particle(0.4, 0.1, 0);
  evolve([still, slow], 0.001);
  expect([still.x, still.y], "a particle at the origin has no direction and stays").toEqual([0, 0]);
  const why = "a particle without speed stays; is something divided by the length of its steps, 0?";
  expect(slow.x, why).toBeWithin(1e-15, 0.4);
});

exercise("ten times the steps are not more work", () => {
  prediction(); // to be made before anything is changed
  const count = (dt: number): number =>
    counting.counts("jump.ts", () => evolve(starts().slice(0, 10), dt)).most.times;

  const few = count(0.006);
  const many = count(0.06);

  const why = `10 particles: 600 steps run a block ${few.toLocaleString("en-US")} times, 6,000 steps ${many.toLocaleString("en-US")} times. Ten times the steps may take twice as much at most: is there a loop over steps left?`;
  demandRight(many <= 2 * few ? undefined : why);
});

exercise(
  "is at least 20 times as fast for 600 steps",
  async (context) => {
    const guess = prediction();
    demand(
      isRight,
      "not timed yet: first the particles have to end in the right places, in no loop",
    );
    await demandSpeed(
      {
        exercise: "P8",
        baseline: "stepped.ts",
        candidate: "jump.ts",
        particles: 100,
        advice: "A handful of square roots, a sine and a cosine for each particle are enough",
      },
      context,
    );
    context.note(
      `You guessed: ${guess} times as fast, for 600 steps. For 6,000 steps it is ten times`,
    );
    context.note("the speed-up: the loop takes ten times as long, yours as long as before.");
  },
  { limitMs: 30_000 },
);
