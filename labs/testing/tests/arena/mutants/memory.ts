/** Mistakes in what is remembered: between two calls, and between two simulators. */
import type { Mutant } from "@hpts/labkit/arena";
import {
  countSteps,
  type Evolve,
  evolveRight,
  type Particle,
  type Simulator,
  subject,
  TIMESTEP,
} from "../parts.ts";

const mutant = (
  id: string,
  family: string,
  behaviour: string,
  create: () => ReturnType<typeof subject>,
): Mutant => ({ id, family, behaviour, create });

const SECOND_CALL = "calling evolve again does not go on from where the last call ended";
const STRANGERS = "two simulators that know nothing of each other disturb each other";

/** An evolution with one memory a simulator. */
function remembering<M>(
  start: () => M,
  evolve: (simulator: Simulator, dt: number, memory: M) => void,
): Evolve {
  const memories = new WeakMap<Simulator, M>();
  return (simulator, dt) => {
    const memory = memories.get(simulator) ?? start();
    memories.set(simulator, memory);
    evolve(simulator, dt, memory);
  };
}

export const memoryMutants: readonly Mutant[] = [
  mutant("works-once", "kept between calls", SECOND_CALL, () =>
    subject(
      remembering(
        () => ({ calls: 0 }),
        (simulator, dt, memory) => {
          countSteps(dt);
          if (memory.calls++ === 0) evolveRight(simulator, dt);
        },
      ),
    ),
  ),
  mutant("total-time", "kept between calls", SECOND_CALL, () =>
    subject(
      remembering(
        () => ({ time: 0 }),
        (simulator, dt, memory) => {
          memory.time += dt;
          evolveRight(simulator, memory.time);
        },
      ),
    ),
  ),
  mutant("starts-over", "kept between calls", SECOND_CALL, () =>
    subject(
      remembering(
        () => ({ start: new Map<Particle, { x: number; y: number }>() }),
        (simulator, dt, { start }) => {
          for (const particle of simulator.particles) {
            const { x, y } = start.get(particle) ?? particle;
            start.set(particle, { x, y });
            if (countSteps(dt) > 0) Object.assign(particle, { x, y });
          }
          evolveRight(simulator, dt);
        },
      ),
    ),
  ),
  mutant(
    "saves-the-rest",
    "kept between calls",
    "times too short for a step add up over several calls",
    () =>
      subject(
        remembering(
          () => ({ rest: 0 }),
          (simulator, dt, memory) => {
            const steps = countSteps(dt);
            memory.rest += Math.max(0, dt - steps * TIMESTEP);
            const saved = countSteps(memory.rest + 1e-12);
            memory.rest -= saved * TIMESTEP;
            evolveRight(simulator, (steps + saved) * TIMESTEP);
          },
        ),
      ),
  ),
  mutant("one-list-for-all", "shared between simulators", STRANGERS, () => {
    let latest: Particle[] = [];
    return subject(
      (_simulator, dt) => evolveRight({ particles: latest }, dt),
      (particles) => {
        latest = particles;
        return particles;
      },
    );
  }),
  mutant("moves-everyone", "shared between simulators", STRANGERS, () => {
    const all = new Set<Particle>();
    return subject(
      (_simulator, dt) => evolveRight({ particles: [...all] }, dt),
      (particles) => {
        for (const particle of particles) all.add(particle);
        return particles;
      },
    );
  }),
];
