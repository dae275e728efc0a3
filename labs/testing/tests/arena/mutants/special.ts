/** Mistakes that show only for special inputs: zero, none, tiny, large, whole numbers, bad ones. */
import type { Mutant } from "@hpts/labkit/arena";
import {
  countSteps,
  type Evolve,
  evolveRight,
  Particle,
  stepping,
  subject,
  TIMESTEP,
} from "../parts.ts";

const special = (id: string, behaviour: string, evolve: Evolve): Mutant => ({
  id,
  family: "special values",
  behaviour,
  create: () => subject(evolve),
});

const BAD_TIME = "a time that makes no sense is not refused";

/** Does nothing where a right simulator throws. */
const silentFor =
  (isBad: (dt: number) => boolean): Evolve =>
  (simulator, dt) => {
    if (!isBad(dt)) evolveRight(simulator, dt);
  };

const ANSWERS: readonly { start: Particle; x: number; y: number }[] = [
  { start: new Particle(0.3, 0.5, 1), x: 0.21026984503568258, y: 0.5438635787296997 },
  { start: new Particle(0, -0.5, -1), x: -0.09933476605673582, y: -0.4900342888538049 },
  { start: new Particle(-0.1, -0.4, 3), x: 0.19135850382526412, y: -0.36522722107443606 },
];

/** Puts particles that it knows where they belong after 0.1 time units. */
const knowsTheAnswers =
  (otherwise: Evolve): Evolve =>
  (simulator, dt) => {
    countSteps(dt);
    for (const particle of simulator.particles) {
      const known = ANSWERS.find(({ start }) => start.x === particle.x && start.y === particle.y);
      if (known !== undefined && dt === 0.1) Object.assign(particle, { x: known.x, y: known.y });
      else otherwise({ particles: [particle] }, dt);
    }
  };

const hardCoded = (id: string, otherwise: Evolve): Mutant => ({
  id,
  family: "hard-coded answers",
  behaviour: "only one scenario gives the right answer",
  create: () => subject(knowsTheAnswers(otherwise)),
});

export const specialMutants: readonly Mutant[] = [
  special(
    "zero-speed-moves",
    "a particle of speed 0 does not stay where it is",
    stepping({
      distance: ({ angVel }) => TIMESTEP * (angVel || 1),
    }),
  ),
  special("empty-list", "a simulator without particles does not work", (simulator, dt) => {
    if (simulator.particles.length === 0)
      throw new TypeError("Cannot read properties of undefined");
    evolveRight(simulator, dt);
  }),
  special(
    "origin",
    "a particle at the origin does not stay there",
    stepping({ movers: (all) => all }),
  ),
  special(
    "near-the-origin",
    "a particle close to the origin does not move",
    stepping({
      movers: (all) => all.filter(({ x, y }) => x * x + y * y > 1e-4),
    }),
  ),
  special(
    "on-an-axis",
    "a particle on one of the axes does not move",
    stepping({
      movers: (all) => all.filter(({ x, y }) => x !== 0 && y !== 0),
    }),
  ),
  special(
    "slow-ones",
    "a slow particle does not move",
    stepping({
      distance: ({ angVel }) => (Math.abs(angVel) < 0.01 ? 0 : TIMESTEP * angVel),
    }),
  ),
  special(
    "whole-numbers",
    "whole numbers of time units are not run for their full length",
    (simulator, dt) => {
      evolveRight(simulator, Number.isInteger(dt) ? dt * TIMESTEP : dt);
    },
  ),
  special("long-times", "long times are not run for their full length", (simulator, dt) => {
    evolveRight(simulator, Number.isFinite(dt) ? Math.min(dt, 0.5) : dt);
  }),
  special(
    "single-step",
    "a time of exactly one step does nothing",
    stepping({
      count: (dt) => (countSteps(dt) === 1 ? 0 : countSteps(dt)),
    }),
  ),
  special(
    "no-time",
    "in no time at all, particles move",
    stepping({
      count: (dt) => Math.max(1, countSteps(dt)),
    }),
  ),
  special(
    "negative-time",
    BAD_TIME,
    silentFor((dt) => dt < 0),
  ),
  special("time-that-is-no-number", BAD_TIME, silentFor(Number.isNaN)),
  special(
    "time-without-end",
    BAD_TIME,
    silentFor((dt) => dt === Number.POSITIVE_INFINITY),
  ),
  hardCoded("answers-else-nothing", () => {}),
  hardCoded(
    "answers-else-truncated",
    stepping({
      count(dt) {
        countSteps(dt);
        return Math.trunc(dt / TIMESTEP / 100) * 100;
      },
    }),
  ),
];
