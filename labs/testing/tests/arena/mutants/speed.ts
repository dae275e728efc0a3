/** Mistakes in how far a particle goes: its speed, the timestep. */
import type { Mutant } from "@hpts/labkit/arena";
import { countSteps, type Particle, type Parts, stepping, subject, TIMESTEP } from "../parts.ts";

const mutant = (
  id: string,
  family: string,
  behaviour: string,
  replaced: Partial<Parts>,
): Mutant => ({ id, family, behaviour, create: () => subject(stepping(replaced)) });

const WRONG_SPEED = "some particles are faster or slower than they should be";

const radius = ({ x, y }: Particle): number => Math.sqrt(x * x + y * y);

export const speedMutants: readonly Mutant[] = [
  mutant("speed-ignored", "speed", WRONG_SPEED, { distance: () => TIMESTEP }),
  mutant("speed-squared", "speed", WRONG_SPEED, {
    distance: ({ angVel }) => TIMESTEP * angVel * angVel,
  }),
  mutant("speed-as-angle", "speed", WRONG_SPEED, {
    distance: (p) => TIMESTEP * p.angVel * radius(p),
  }),
  mutant("speed-limit", "speed", WRONG_SPEED, {
    distance: ({ angVel }) => TIMESTEP * Math.max(-2, Math.min(2, angVel)),
  }),
  mutant("speed-of-whole-numbers", "speed", WRONG_SPEED, {
    distance: ({ angVel }) => TIMESTEP * Math.round(angVel),
  }),
  mutant("coarse-steps", "timestep", "particles drift outwards more than they should", {
    count: (dt) => Math.round(countSteps(dt) / 10),
    distance: ({ angVel }) => 10 * TIMESTEP * angVel,
  }),
  mutant("double-steps", "timestep", "particles drift outwards more than they should", {
    count: (dt) => Math.round(countSteps(dt) / 2),
    distance: ({ angVel }) => 2 * TIMESTEP * angVel,
  }),
  mutant(
    "timestep-plus-little",
    "constants for safety",
    "particles end a very little further than they should",
    {
      distance: ({ angVel }) => (TIMESTEP + 1e-14) * angVel,
    },
  ),
];
