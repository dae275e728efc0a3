/** Mistakes in the computation: order of updates, stale values, precision, projection, drift. */
import type { Mutant } from "@hpts/labkit/arena";
import {
  countSteps,
  type Evolve,
  type Particle,
  type Parts,
  stepping,
  subject,
  TIMESTEP,
  tangent,
  type Vector,
} from "../parts.ts";

const mutant = (id: string, family: string, behaviour: string, evolve: Evolve): Mutant => ({
  id,
  family,
  behaviour,
  create: () => subject(evolve),
});

const NOT_EXACT = "places are only roughly right, which shows after many steps or at a close look";
const RADIUS = "the distance from the origin does not grow as the steps make it grow";

const radius = ({ x, y }: Particle): number => Math.sqrt(x * x + y * y);

/** A part that is computed for a particle at the start of a run and kept. */
function stale<T>(
  compute: (particle: Particle) => T,
  parts: (kept: (p: Particle) => T) => Partial<Parts>,
): Evolve {
  return (simulator, dt) => {
    const kept = new Map(simulator.particles.map((particle) => [particle, compute(particle)]));
    stepping(parts((particle) => kept.get(particle)!))(simulator, dt);
  };
}

/** After every step the particle is put back to the distance that `wanted` gives. */
const atDistance = (wanted: (particle: Particle, before: number) => number): Evolve =>
  stepping({
    move(particle, [vx, vy], distance) {
      const before = radius(particle);
      particle.x += distance * vx;
      particle.y += distance * vy;
      const scale = wanted(particle, before) / radius(particle);
      particle.x *= scale;
      particle.y *= scale;
    },
  });

/** The true circle: the physics that explicit Euler only approaches. */
const rotation: Evolve = ({ particles }, dt) => {
  const time = countSteps(dt) * TIMESTEP;
  for (const particle of particles) {
    const { x, y, angVel } = particle;
    if (x * x + y * y === 0) continue;
    const angle = (angVel * time) / radius(particle);
    particle.x = x * Math.cos(angle) - y * Math.sin(angle);
    particle.y = x * Math.sin(angle) + y * Math.cos(angle);
  }
};

export const numberMutants: readonly Mutant[] = [
  mutant(
    "x-before-y",
    "order of updates",
    NOT_EXACT,
    stepping({
      move(particle, _direction, distance) {
        particle.x += distance * tangent(particle)[0];
        particle.y += distance * tangent(particle)[1];
      },
    }),
  ),
  mutant(
    "y-before-x",
    "order of updates",
    NOT_EXACT,
    stepping({
      move(particle, _direction, distance) {
        particle.y += distance * tangent(particle)[1];
        particle.x += distance * tangent(particle)[0];
      },
    }),
  ),
  mutant(
    "first-distance",
    "stale values",
    NOT_EXACT,
    stale(radius, (kept) => ({
      direction: (p): Vector => [-p.y / kept(p), p.x / kept(p)],
    })),
  ),
  mutant(
    "first-direction",
    "stale values",
    "particles leave their circle in a straight line",
    stale(tangent, (kept) => ({
      direction: kept,
    })),
  ),
  mutant(
    "single-precision",
    "precision",
    NOT_EXACT,
    stepping({
      move(particle, [vx, vy], distance) {
        particle.x = Math.fround(particle.x + distance * vx);
        particle.y = Math.fround(particle.y + distance * vy);
      },
    }),
  ),
  mutant(
    "six-digits",
    "precision",
    NOT_EXACT,
    stepping({
      finish(particle) {
        particle.x = Math.round(particle.x * 1e6) / 1e6;
        particle.y = Math.round(particle.y * 1e6) / 1e6;
      },
    }),
  ),
  mutant("true-circle", "projection", RADIUS, rotation),
  mutant(
    "back-on-the-circle",
    "projection",
    RADIUS,
    atDistance((_particle, before) => before),
  ),
  mutant(
    "inside-the-square",
    "projection",
    "particles cannot leave a certain region",
    stepping({
      finish(particle) {
        particle.x = Math.max(-1, Math.min(1, particle.x));
        particle.y = Math.max(-1, Math.min(1, particle.y));
      },
    }),
  ),
  mutant(
    "slowly-inwards",
    "drift",
    RADIUS,
    atDistance((particle) => radius(particle) * (1 - 1e-10)),
  ),
  mutant(
    "slowly-outwards",
    "drift",
    RADIUS,
    atDistance((particle) => radius(particle) * (1 + 1e-10)),
  ),
];
