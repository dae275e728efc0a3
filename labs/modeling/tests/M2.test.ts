import { randomParticles } from "@hpts/core";
import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { direction } from "#lab/motion";
import { Particle } from "#lab/particle";

/** Room for the rounding of a handful of operations. */
const ROUNDING = 1e-15;

const place = (x: number, y: number): string => `(${x.toFixed(3)}, ${y.toFixed(3)})`;

exercise("points up at (1, 0) and left at (0, 1)", () => {
  const right = direction(new Particle(1, 0, 1));
  const top = direction(new Particle(0, 1, 1));

  expect(right.x, "right of the origin, counter-clockwise is straight up: x").toBeWithin(
    ROUNDING,
    0,
  );
  expect(right.y, "right of the origin, counter-clockwise is straight up: y").toBeWithin(
    ROUNDING,
    1,
  );
  expect(top.x, "above the origin, counter-clockwise is to the left: x").toBeWithin(ROUNDING, -1);
  expect(top.y, "above the origin, counter-clockwise is to the left: y").toBeWithin(ROUNDING, 0);
});

exercise("has length 1 wherever the particle is", () => {
  for (const { x, y } of randomParticles(50, 1)) {
    const v = direction(new Particle(x, y, 1));
    const length = Math.sqrt(v.x * v.x + v.y * v.y);
    expect(
      length,
      `at ${place(x, y)} the direction's length must be 1: is it divided by the distance?`,
    ).toBeWithin(ROUNDING, 1);
  }
});

exercise("is at right angles to the line from the origin", () => {
  for (const { x, y } of randomParticles(50, 2)) {
    const v = direction(new Particle(x, y, 1));
    const dotProduct = x * v.x + y * v.y;
    expect(
      dotProduct,
      `at ${place(x, y)} x*v.x + y*v.y must be 0: which component takes y, which x?`,
    ).toBeWithin(ROUNDING, 0);
  }
});

exercise("turns counter-clockwise everywhere", () => {
  for (const { x, y } of randomParticles(50, 3)) {
    const v = direction(new Particle(x, y, 1));
    const turn = x * v.y - y * v.x;
    expect(
      turn,
      `at ${place(x, y)} the direction must turn counter-clockwise: check the signs`,
    ).toBeGreaterThan(0);
  }
});

exercise("does not depend on the speed", () => {
  const slow = direction(new Particle(0.6, 0.8, 1));
  const back = direction(new Particle(0.6, 0.8, -5));

  expect(back.x, "speed and sense come in with the displacement, not here: x").toBeWithin(
    ROUNDING,
    slow.x,
  );
  expect(back.y, "speed and sense come in with the displacement, not here: y").toBeWithin(
    ROUNDING,
    slow.y,
  );
});

exercise("is the zero vector at the origin", () => {
  const v = direction(new Particle(0, 0, 1));

  expect(v.x, "at the origin the distance is 0, and 0 / 0 is NaN: x").toBeWithin(ROUNDING, 0);
  expect(v.y, "at the origin the distance is 0, and 0 / 0 is NaN: y").toBeWithin(ROUNDING, 0);
});
