/** Mistakes between particles, between calls, and between simulators. */
import type { Mutant, Subject } from "@hpts/labkit/arena";
import {
  type Body,
  circle,
  type Evolve,
  evolveRight,
  looping,
  moveRight,
  radiusOf,
  STEP,
  stepsIn,
  subject,
  type World,
} from "./simulator.ts";

const COMPANY = "how a particle moves depends on which others there are";
const SECOND_CALL = "calling evolve again does not go on from where the last call ended";
const ADDS_UP = "times too short for a step add up over several calls";
const LISTED_TWICE = "a particle that is listed twice is not moved twice";
const LIST = "the simulator does not leave you the list that you gave it, as you gave it";

const mutant = (
  id: string,
  family: string,
  behaviour: string,
  create: () => Subject,
  isGross = false,
): Mutant => ({ id, family, behaviour, isGross, create });

/** With one memory for each simulator. */
function remembering<M>(
  start: () => M,
  evolve: (world: World, dt: number, memory: M) => void,
): Evolve {
  const memories = new WeakMap<World, M>();
  return (world, dt) => {
    const memory = memories.get(world) ?? start();
    memories.set(world, memory);
    evolve(world, dt, memory);
  };
}

export const companyMutants: readonly Mutant[] = [
  mutant(
    "speed-of-the-neighbour",
    "company",
    COMPANY,
    () =>
      subject((world, dt) => {
        const speeds = world.particles.map(({ angVel }) => angVel);
        looping((body, i) =>
          circle(body, (STEP * (body.angVel + speeds[(i + 1) % speeds.length]!)) / 2),
        )(world, dt);
      }),
    true,
  ),
  mutant("every-other-is-slower", "company", COMPANY, () =>
    subject(looping((body, i) => circle(body, (1 - 0.3 * (i % 2)) * STEP * body.angVel))),
  ),
  mutant("a-crowd-is-slower", "company", COMPANY, () =>
    subject((world, dt) => {
      const pace = world.particles.length > 3 ? 0.7 : 1;
      looping((body) => circle(body, pace * STEP * body.angVel))(world, dt);
    }),
  ),
  mutant("first-becomes-last", "company", LIST, () =>
    subject((world, dt) => {
      evolveRight(world, dt);
      if (stepsIn(dt) > 0) world.particles.push(...world.particles.splice(0, 1));
    }),
  ),
  mutant("three-times-if-twice", "duplicates", LISTED_TWICE, () =>
    subject((world, dt) => {
      const { particles } = world;
      const again = particles.filter((body, i) => particles.indexOf(body) !== i);
      evolveRight({ particles: [...particles, ...new Set(again)] }, dt);
    }),
  ),
  mutant("shorter-the-second-time", "duplicates", LISTED_TWICE, () =>
    subject((world, dt) => {
      const { particles } = world;
      const isAgain = particles.map((body, i) => particles.indexOf(body) !== i);
      looping((body, i) => circle(body, (isAgain[i] ? 0.7 : 1) * STEP * body.angVel))(world, dt);
    }),
  ),
  mutant("as-long-as-ever", "calls", SECOND_CALL, () =>
    subject(
      remembering(
        () => ({ longest: 0 }),
        (world, dt, memory) => {
          if (stepsIn(dt) > 0) memory.longest = Math.max(memory.longest, dt);
          evolveRight(world, stepsIn(dt) > 0 ? memory.longest : dt);
        },
      ),
    ),
  ),
  mutant("radius-of-the-first-call", "calls", SECOND_CALL, () =>
    subject(
      remembering(
        () => new Map<Body, number>(),
        (world, dt, radii) => {
          const isFirst = radii.size === 0;
          if (isFirst) for (const body of world.particles) radii.set(body, radiusOf(body));
          looping(
            isFirst ? moveRight : (body) => circle(body, STEP * body.angVel, radii.get(body)!),
          )(world, dt);
        },
      ),
    ),
  ),
  mutant("rests-of-everybody", "calls", ADDS_UP, () => {
    let rest = 0;
    return subject((world, dt) => {
      const steps = stepsIn(dt);
      rest += Math.max(0, dt / STEP - steps);
      const saved = Math.floor(rest + 1e-6);
      rest -= saved;
      evolveRight(world, (steps + 3 * saved) * STEP);
    });
  }),
];
