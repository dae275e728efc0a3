/** Mistakes in which particles move, and whose data moves them. */
import type { Mutant } from "@hpts/labkit/arena";
import {
  type Evolve,
  evolveRight,
  Particle,
  type Parts,
  stepping,
  subject,
  TIMESTEP,
} from "../parts.ts";

const mutant = (
  id: string,
  family: string,
  behaviour: string,
  evolve: Evolve,
  keep?: (particles: Particle[]) => Particle[],
): Mutant => ({ id, family, behaviour, create: () => subject(evolve, keep) });

const LEFT_BEHIND = "some of the particles stay where they are";
const COMPANY = "where a particle goes depends on which others there are";
const OBJECTS = "the simulator does not leave you the particles that you gave it, as you gave them";
const LISTED_TWICE = "a particle that is listed twice is not moved twice";

/** Moves the particles that `choose` picks. */
const only = (choose: (particles: Particle[]) => Particle[]): Evolve =>
  stepping({ movers: (particles) => choose(particles).filter(({ x, y }) => x * x + y * y !== 0) });

/** Moves each particle with data of one of them. */
function withDataOf(
  choose: (particles: Particle[]) => Particle | undefined,
  part: keyof Parts,
): Evolve {
  return (simulator, dt) => {
    const source = choose(simulator.particles);
    if (source === undefined) return evolveRight(simulator, dt);
    const { x, y, angVel } = source;
    const norm = Math.sqrt(x * x + y * y);
    const replaced: Partial<Parts> =
      part === "distance"
        ? { distance: () => TIMESTEP * angVel }
        : { direction: (p) => [-p.y / norm, p.x / norm] };
    return stepping(replaced)(simulator, dt);
  };
}

const copy = ({ x, y, angVel }: Particle): Particle => new Particle(x, y, angVel);

export const particleMutants: readonly Mutant[] = [
  mutant(
    "only-the-first",
    "particles skipped",
    LEFT_BEHIND,
    only((all) => all.slice(0, 1)),
  ),
  mutant(
    "not-the-last",
    "particles skipped",
    LEFT_BEHIND,
    only((all) => all.slice(0, Math.max(1, all.length - 1))),
  ),
  mutant(
    "only-three",
    "particles skipped",
    LEFT_BEHIND,
    only((all) => all.slice(0, 3)),
  ),
  mutant(
    "everyone-at-the-last-speed",
    "another particle's data",
    COMPANY,
    withDataOf((all) => all.at(-1), "distance"),
  ),
  mutant(
    "everyone-at-the-first-distance",
    "another particle's data",
    COMPANY,
    withDataOf((all) => all[0], "direction"),
  ),
  mutant("moves-copies", "identity", OBJECTS, evolveRight, (particles) => particles.map(copy)),
  mutant("replaces-particles", "identity", OBJECTS, (simulator, dt) => {
    const moved = simulator.particles.map(copy);
    evolveRight({ particles: moved }, dt);
    simulator.particles.splice(0, moved.length, ...moved);
  }),
  mutant("sorts-particles", "identity", OBJECTS, (simulator, dt) => {
    evolveRight(simulator, dt);
    simulator.particles.sort((a, b) => a.x - b.x);
  }),
  mutant("slows-down", "identity", OBJECTS, (simulator, dt) => {
    evolveRight(simulator, dt);
    for (const particle of simulator.particles) particle.angVel *= 0.999;
  }),
  mutant(
    "moves-it-once",
    "duplicates",
    LISTED_TWICE,
    only((all) => [...new Set(all)]),
  ),
  mutant(
    "one-a-place",
    "duplicates",
    "of two particles at the same place, only one moves",
    only((all) => {
      const places = new Map(all.map((particle) => [`${particle.x} ${particle.y}`, particle]));
      return all.filter((particle) => places.get(`${particle.x} ${particle.y}`) === particle);
    }),
  ),
];
