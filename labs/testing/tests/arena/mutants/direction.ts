/** Mistakes in the direction of motion: signs, sense of rotation, axes, the norm. */
import type { Mutant } from "@hpts/labkit/arena";
import { type Particle, type Parts, stepping, subject, tangent, type Vector } from "../parts.ts";

const mutant = (
  id: string,
  family: string,
  behaviour: string,
  replaced: Partial<Parts>,
  isGross = false,
): Mutant => ({
  id,
  family,
  behaviour,
  isGross,
  create: () => subject(stepping(replaced)),
});

const SPIRALS = "particles do not stay on their circle but run away from it";
const BACKWARDS = "particles circle the wrong way round";
const WRONG_PACE = "how fast a particle gets on depends on where it is";

const norm = ({ x, y }: Particle): number => Math.sqrt(x * x + y * y);

/** The tangent, divided by something else than the distance from the origin. */
function dividedBy(length: (particle: Particle) => number): Partial<Parts> {
  return {
    direction(particle): Vector {
      const by = length(particle);
      return [-particle.y / by, particle.x / by];
    },
  };
}

export const directionMutants: readonly Mutant[] = [
  mutant("sign-of-x", "signs", SPIRALS, { direction: (p) => [p.y / norm(p), p.x / norm(p)] }, true),
  mutant(
    "sign-of-y",
    "signs",
    SPIRALS,
    { direction: (p) => [-p.y / norm(p), -p.x / norm(p)] },
    true,
  ),
  mutant(
    "clockwise",
    "sense",
    BACKWARDS,
    { direction: (p) => [p.y / norm(p), -p.x / norm(p)] },
    true,
  ),
  mutant("never-clockwise", "sense", BACKWARDS, {
    direction(p) {
      const [vx, vy] = tangent(p);
      return p.angVel < 0 ? [-vx, -vy] : [vx, vy];
    },
  }),
  mutant(
    "outwards",
    "axes",
    "particles move straight away from the origin or towards it",
    { direction: (p) => [p.x / norm(p), p.y / norm(p)] },
    true,
  ),
  mutant(
    "mirrored",
    "axes",
    "particles move straight away from the origin or towards it",
    { direction: (p) => [-p.x / norm(p), p.y / norm(p)] },
    true,
  ),
  mutant(
    "no-norm",
    "norm",
    WRONG_PACE,
    dividedBy(() => 1),
    true,
  ),
  mutant(
    "norm-squared",
    "norm",
    WRONG_PACE,
    dividedBy((p) => p.x * p.x + p.y * p.y),
    true,
  ),
  mutant(
    "norm-of-city-blocks",
    "norm",
    WRONG_PACE,
    dividedBy((p) => Math.abs(p.x) + Math.abs(p.y)),
  ),
  mutant(
    "norm-of-largest",
    "norm",
    WRONG_PACE,
    dividedBy((p) => Math.max(Math.abs(p.x), Math.abs(p.y))),
  ),
  mutant(
    "norm-plus-little",
    "constants for safety",
    "particles end a very little behind where they should",
    dividedBy((p) => norm(p) + 1e-9),
  ),
];
