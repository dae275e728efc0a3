/** Mistakes in the number of steps. */
import type { Mutant } from "@hpts/labkit/arena";
import { checkDt, countSteps, stepping, subject, TIMESTEP } from "../parts.ts";

const mutant = (
  id: string,
  family: string,
  behaviour: string,
  count: (dt: number) => number,
): Mutant => ({ id, family, behaviour, create: () => subject(stepping({ count })) });

const OFF_BY_ONE = "every run is a step too long or too short";
const SOME_DURATIONS = "some durations end a step away from where they should";
const ONE_DURATION = "only some durations are run for their full length";

export const stepMutants: readonly Mutant[] = [
  mutant("one-too-many", "steps off by one", OFF_BY_ONE, (dt) => (dt > 0 ? countSteps(dt) + 1 : 0)),
  mutant("one-too-few", "steps off by one", OFF_BY_ONE, (dt) => Math.max(0, countSteps(dt) - 1)),
  mutant("truncated", "steps rounded another way", SOME_DURATIONS, (dt) => {
    checkDt(dt);
    return Math.trunc(dt / TIMESTEP);
  }),
  mutant("rounded", "steps rounded another way", SOME_DURATIONS, (dt) => {
    checkDt(dt);
    return Math.round(dt / TIMESTEP);
  }),
  mutant("rounded-up", "steps rounded another way", SOME_DURATIONS, (dt) => {
    checkDt(dt);
    return Math.ceil(dt / TIMESTEP - 1e-6);
  }),
  mutant("always-the-same", "steps fixed or capped", ONE_DURATION, (dt) =>
    countSteps(dt) > 0 ? 10_000 : 0,
  ),
  mutant("capped", "steps fixed or capped", ONE_DURATION, (dt) => Math.min(10_000, countSteps(dt))),
  mutant("only-thousands", "steps fixed or capped", ONE_DURATION, (dt) => {
    const steps = countSteps(dt);
    return steps >= 1000 ? steps - (steps % 1000) : steps;
  }),
];
