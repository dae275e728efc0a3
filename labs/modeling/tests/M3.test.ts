import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { displacement } from "#lab/motion";
import { Particle } from "#lab/particle";

const ROUNDING = 1e-15;

const length = ({ x, y }: { x: number; y: number }): number => Math.sqrt(x * x + y * y);

exercise("is the distance travelled: speed times timestep", () => {
  const move = displacement(new Particle(1, 0, 2), 0.1);

  expect(move.x, "at (1, 0) a particle moves straight up: x").toBeWithin(ROUNDING, 0);
  expect(move.y, "2 lengths per time unit for 0.1 time units are 0.2 lengths").toBeWithin(
    ROUNDING,
    0.2,
  );
});

exercise("grows with the speed and with the timestep", () => {
  const once = length(displacement(new Particle(0.3, 0.4, 1), 0.01));
  const fast = length(displacement(new Particle(0.3, 0.4, 3), 0.01));
  const long = length(displacement(new Particle(0.3, 0.4, 1), 0.02));

  expect(fast, "three times the speed, three times as far").toBeWithin(ROUNDING, 3 * once);
  expect(long, "twice the timestep, twice as far").toBeWithin(ROUNDING, 2 * once);
});

exercise("is as long far out as close in", () => {
  const near = length(displacement(new Particle(0.3, 0.4, 1), 0.01));
  const far = length(displacement(new Particle(3, 4, 1), 0.01));

  expect(
    far,
    "angVel is a speed, not an angle: the distance from the origin has no say",
  ).toBeWithin(ROUNDING, near);
});

exercise("goes the other way for a negative speed", () => {
  const forth = displacement(new Particle(0.3, 0.4, 1), 0.01);
  const back = displacement(new Particle(0.3, 0.4, -1), 0.01);

  expect(back.x, "a negative speed turns clockwise: x").toBeWithin(ROUNDING, -forth.x);
  expect(back.y, "a negative speed turns clockwise: y").toBeWithin(ROUNDING, -forth.y);
});

exercise("leaves the particle where it is", () => {
  const particle = new Particle(0.3, 0.4, 1);

  displacement(particle, 0.01);

  expect(particle.x, "displacement only computes; evolve moves").toBe(0.3);
  expect(particle.y, "displacement only computes; evolve moves").toBe(0.4);
});
