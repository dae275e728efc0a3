/** Mistakes that show only at an edge: at the origin, alone, in no time, at times that make no sense. */
import type { Mutant } from "@hpts/labkit/arena";
import {
  circle,
  type Evolve,
  evolveRight,
  isAtOrigin,
  looping,
  moveRight,
  radiusOf,
  STEP,
  stepsIn,
  subject,
} from "./simulator.ts";

function atAnEdge(id: string, behaviour: string, evolve: Evolve): Mutant {
  return { id, family: "special values", behaviour, create: () => subject(evolve) };
}

const BAD_TIME = "a time that makes no sense is not refused, or not as promised";
const SHORT_TIME = "a time that is too short for a step is not taken for one that does nothing";

export const specialMutants: readonly Mutant[] = [
  atAnEdge(
    "origin-is-an-error",
    "a particle at the origin does not stay there in peace",
    (world, dt) => {
      if (world.particles.some(isAtOrigin)) throw new Error("division by zero");
      evolveRight(world, dt);
    },
  ),
  atAnEdge(
    "soft-centre",
    "a particle close to the origin is slower than it should be",
    looping((body) => circle(body, STEP * body.angVel, Math.max(0.013, radiusOf(body)))),
  ),
  atAnEdge("slower-alone", "a particle that is alone is slower than it should be", (world, dt) => {
    const pace = world.particles.length === 1 ? 0.6 : 1;
    looping((body) => circle(body, pace * STEP * body.angVel))(world, dt);
  }),
  atAnEdge("slower-at-distance-one", "a particle at a distance of one is too slow", (world, dt) => {
    const isAtOne = world.particles.map((body) => radiusOf(body) === 1);
    looping((body, i) => circle(body, (isAtOne[i] ? 0.9 : 1) * STEP * body.angVel))(world, dt);
  }),
  atAnEdge("backwards-in-time", BAD_TIME, (world, dt) => evolveRight(world, dt < 0 ? -dt : dt)),
  atAnEdge("moves-before-it-refuses", BAD_TIME, (world, dt) => {
    if (Number.isNaN(dt)) evolveRight(world, 3 * STEP);
    evolveRight(world, dt);
  }),
  atAnEdge("another-error", BAD_TIME, (world, dt) => {
    if (!Number.isFinite(dt)) throw new TypeError("a number is expected");
    evolveRight(world, dt);
  }),
  atAnEdge("refuses-no-time", SHORT_TIME, (world, dt) => {
    if (dt === 0) throw new RangeError("no time at all");
    evolveRight(world, dt);
  }),
  atAnEdge("refuses-a-short-time", SHORT_TIME, (world, dt) => {
    if (dt > 0 && stepsIn(dt) === 0) throw new RangeError("less than a step");
    evolveRight(world, dt);
  }),
  atAnEdge(
    "at-least-ten-steps",
    "a short run takes more steps than it should",
    looping(moveRight, (dt) => (stepsIn(dt) === 0 ? 0 : Math.max(10, stepsIn(dt)))),
  ),
];
