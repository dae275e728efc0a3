/** Simulators that are right, in ways of which none is in the lab's own arena. */
import type { Variant } from "@hpts/labkit/arena";
import { type Evolve, isAtOrigin, STEP, stepsIn, subject } from "./simulator.ts";

/** The square of the radius grows by the square of the distance: it is never computed from x and y. */
const trackedRadius: Evolve = ({ particles }, dt) => {
  const steps = stepsIn(dt);
  for (const body of particles) {
    if (isAtOrigin(body)) continue;
    const distance = STEP * body.angVel;
    let { x, y } = body;
    let square = x * x + y * y;
    for (let step = 0; step < steps; step++) {
      const turn = distance / Math.sqrt(square);
      [x, y] = [x - turn * y, y + turn * x];
      square += distance * distance;
    }
    body.x = x;
    body.y = y;
  }
};

/** In polar coordinates: a step turns by atan(distance / radius); x and y are made at the end. */
const sumOfAngles: Evolve = ({ particles }, dt) => {
  const steps = stepsIn(dt);
  for (const body of particles) {
    if (isAtOrigin(body)) continue;
    const { x, y } = body;
    const distance = STEP * body.angVel;
    const square = x * x + y * y;
    let angle = 0;
    for (let step = 0; step < steps; step++) {
      angle += Math.atan(distance / Math.sqrt(square + step * distance * distance));
    }
    const growth = Math.sqrt((square + steps * distance * distance) / square);
    body.x = growth * (x * Math.cos(angle) - y * Math.sin(angle));
    body.y = growth * (x * Math.sin(angle) + y * Math.cos(angle));
  }
};

/** From the last to the first, with the library's own radius. */
const backwards: Evolve = ({ particles }, dt) => {
  for (let left = stepsIn(dt); left > 0; left--) {
    for (let i = particles.length - 1; i >= 0; i--) {
      const body = particles[i]!;
      if (isAtOrigin(body)) continue;
      const { x, y, angVel } = body;
      const radius = Math.hypot(x, y);
      const [alongX, alongY] = [-y / radius, x / radius];
      body.x += STEP * angVel * alongX;
      body.y += STEP * angVel * alongY;
    }
  }
};

/** A complex number times 1 + i * distance / radius, four steps at a time. */
const timesComplex: Evolve = ({ particles }, dt) => {
  const steps = stepsIn(dt);
  for (const body of particles) {
    if (isAtOrigin(body)) continue;
    const distance = STEP * body.angVel;
    const place = Float64Array.of(body.x, body.y);
    const step = (): void => {
      const [re, im] = [place[0]!, place[1]!];
      const turn = distance * (1 / Math.sqrt(re * re + im * im));
      place[0] = re - im * turn;
      place[1] = im + re * turn;
    };
    let left = steps;
    for (; left >= 4; left -= 4) for (let i = 0; i < 4; i++) step();
    for (; left > 0; left--) step();
    body.x = place[0]!;
    body.y = place[1]!;
  }
};

export const correct: readonly Variant[] = [
  { id: "tracked-radius", create: () => subject(trackedRadius) },
  { id: "sum-of-angles", create: () => subject(sumOfAngles) },
  { id: "backwards", create: () => subject(backwards) },
  { id: "times-complex", create: () => subject(timesComplex) },
];
