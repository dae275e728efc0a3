/** Mistakes that show for ordinary particles: steps, speeds, places, the method, the numbers. */
import type { Mutant } from "@hpts/labkit/arena";
import {
  type Body,
  circle,
  type Evolve,
  looping,
  type Move,
  moveRight,
  radiusOf,
  refuse,
  STEP,
  stepsIn,
  subject,
} from "./simulator.ts";

const TOO_SHORT = "some runs are shorter or longer than the time that was asked for";
const WRONG_PACE = "some particles are faster or slower than they should be";
const WRONG_PLACES = "in some parts of the plane particles do not circle as elsewhere";
const WRONG_CENTRE = "particles do not circle around the origin";
const OTHER_RADIUS = "the distance from the origin does not grow as the steps make it grow";
const INEXACT = "places are only roughly right, which shows at a close look";

const mutant = (
  id: string,
  family: string,
  behaviour: string,
  evolve: Evolve,
  isGross = false,
): Mutant => ({ id, family, behaviour, isGross, create: () => subject(evolve) });

/** Along a direction that is taken at another place than the body's own. */
const towards =
  (placeOf: (body: Body) => Body): Move =>
  (body) => {
    const at = placeOf(body);
    const radius = radiusOf(at);
    const distance = STEP * body.angVel;
    const [x, y] = [body.x - (distance * at.y) / radius, body.y + (distance * at.x) / radius];
    body.x = x;
    body.y = y;
  };

function ahead(body: Body, share: number): Body {
  const there = { ...body };
  circle(there, share * STEP * body.angVel);
  return there;
}

/** Around a point that is not the origin. */
function around(centreOf: (bodies: readonly Body[]) => { x: number; y: number }): Evolve {
  return (world, dt) => {
    const { x, y } = centreOf(world.particles);
    const place = (sign: number): void => {
      for (const body of new Set(world.particles)) {
        body.x += sign * x;
        body.y += sign * y;
      }
    };
    const steps = stepsIn(dt);
    if (steps === 0) return;
    place(-1);
    looping()(world, dt);
    place(1);
  };
}

function halfMiddle(bodies: readonly Body[]): { x: number; y: number } {
  if (bodies.length < 2) return { x: 0, y: 0 };
  const half = (values: number[]): number => values.reduce((a, b) => a + b) / values.length / 2;
  return { x: half(bodies.map(({ x }) => x)), y: half(bodies.map(({ y }) => y)) };
}

/** Adding up times instead of counting steps. */
function addedUp(dt: number): number {
  refuse(dt);
  let steps = 0;
  for (let time = STEP; time <= dt; time += STEP) steps++;
  return steps;
}

export const ordinaryMutants: readonly Mutant[] = [
  mutant(
    "three-in-a-thousand",
    "number of steps",
    TOO_SHORT,
    looping(moveRight, (dt) => stepsIn(dt) - 3 * Math.floor(stepsIn(dt) / 1000)),
  ),
  mutant(
    "odd-runs-longer",
    "number of steps",
    TOO_SHORT,
    looping(moveRight, (dt) => stepsIn(dt) + 3 * (stepsIn(dt) % 2)),
  ),
  mutant("times-added-up", "number of steps", TOO_SHORT, looping(moveRight, addedUp)),
  mutant(
    "coarse-durations",
    "number of steps",
    TOO_SHORT,
    looping(moveRight, (dt) => {
      const steps = stepsIn(dt);
      return steps < 100 ? steps : Math.round(steps / 70) * 70;
    }),
  ),
  mutant("friction", "speed", WRONG_PACE, (world, dt) => {
    let left = 1;
    let last = -1;
    looping((body, i) => {
      if (i <= last) left *= 1 - 1e-9;
      last = i;
      circle(body, left * STEP * body.angVel);
    })(world, dt);
  }),
  mutant(
    "slower-clockwise",
    "speed",
    WRONG_PACE,
    looping((body) => circle(body, STEP * (body.angVel < 0 ? 0.6 * body.angVel : body.angVel))),
  ),
  mutant(
    "speeds-on-a-grid",
    "speed",
    WRONG_PACE,
    looping((body) => circle(body, (STEP * Math.round(80 * body.angVel)) / 80)),
  ),
  mutant(
    "left-half-backwards",
    "places",
    WRONG_PLACES,
    looping((body) => circle(body, STEP * (body.x < 0 ? -0.8 * body.angVel : body.angVel))),
    true,
  ),
  mutant(
    "lower-half-flat",
    "places",
    WRONG_PLACES,
    looping((body) => {
      const { y } = body;
      moveRight(body, 0);
      if (y < 0) body.y = y;
    }),
    true,
  ),
  mutant(
    "far-out-slower",
    "places",
    WRONG_PLACES,
    looping((body) =>
      circle(body, STEP * body.angVel, Math.max(radiusOf(body), radiusOf(body) ** 1.5)),
    ),
  ),
  mutant("around-half-their-middle", "centre", WRONG_CENTRE, around(halfMiddle), true),
  mutant(
    "around-a-point-beside",
    "centre",
    WRONG_CENTRE,
    around(() => ({ x: 1e-6, y: 0 })),
  ),
  mutant("midpoint", "method", OTHER_RADIUS, looping(towards((body) => ahead(body, 0.5)))),
  mutant("looks-ahead", "method", OTHER_RADIUS, looping(towards((body) => ahead(body, 1)))),
  mutant(
    "short-radius",
    "precision",
    INEXACT,
    looping((body) => circle(body, STEP * body.angVel, Math.fround(radiusOf(body)))),
  ),
  mutant("nine-digits", "precision", INEXACT, (world, dt) => {
    looping()(world, dt);
    if (stepsIn(dt) === 0) return;
    for (const body of world.particles) {
      body.x = Math.round(body.x * 1e9) / 1e9;
      body.y = Math.round(body.y * 1e9) / 1e9;
    }
  }),
];
