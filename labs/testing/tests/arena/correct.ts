/**
 * Simulators that are right, each computed in another way. They differ from each other by 1e-16 to
 * 1e-14, as different ways to round do; a test that cannot live with that is over-strict.
 *
 * The exact rotation (radius kept) is none of them: explicit Euler makes the radius grow, and that
 * is part of what a simulator has to reproduce.
 */
import type { Variant } from "@hpts/labkit/arena";
import { countSteps, type Evolve, evolveRight, type Particle, subject, TIMESTEP } from "./parts.ts";

const isMoving = ({ x, y }: Particle): boolean => x * x + y * y !== 0;

/** One division and one square root a step, from local variables. */
const hoisted: Evolve = ({ particles }, dt) => {
  const steps = countSteps(dt);
  const moving = particles.filter(isMoving);
  for (let step = 0; step < steps; step++) {
    for (const particle of moving) {
      const { x, y } = particle;
      const turn = (TIMESTEP * particle.angVel) / Math.sqrt(x * x + y * y);
      particle.x = x - turn * y;
      particle.y = y + turn * x;
    }
  }
};

/** The loops swapped: all steps of one particle, then all steps of the next. */
const oneAfterTheOther: Evolve = ({ particles }, dt) => {
  const steps = countSteps(dt);
  for (const particle of particles.filter(isMoving)) {
    let { x, y } = particle;
    for (let step = 0; step < steps; step++) {
      const norm = Math.sqrt(x * x + y * y);
      const dx = (TIMESTEP * particle.angVel * -y) / norm;
      const dy = (TIMESTEP * particle.angVel * x) / norm;
      x += dx;
      y += dy;
    }
    particle.x = x;
    particle.y = y;
  }
};

/** On arrays of doubles; a particle that is listed twice is fetched and written back each time. */
const onArrays: Evolve = ({ particles }, dt) => {
  const steps = countSteps(dt);
  const place = new Map(
    [...new Set(particles)].filter(isMoving).map((particle, i) => [particle, i]),
  );
  const order = particles.flatMap((particle) => place.get(particle) ?? []);
  const own = [...place.keys()];
  const xs = Float64Array.from(own, ({ x }) => x);
  const ys = Float64Array.from(own, ({ y }) => y);
  const distances = Float64Array.from(own, ({ angVel }) => TIMESTEP * angVel);
  for (let step = 0; step < steps; step++) {
    for (const i of order) {
      const [x, y] = [xs[i]!, ys[i]!];
      const turn = distances[i]! / Math.sqrt(x * x + y * y);
      xs[i] = x - turn * y;
      ys[i] = y + turn * x;
    }
  }
  for (const [particle, i] of place) {
    particle.x = xs[i]!;
    particle.y = ys[i]!;
  }
};

/**
 * Without steps: r^2 grows by d^2 a step, and the angle is a sum over 1 / r that has a closed form
 * (two terms of its series; the lab profiling derives it). Good for |d| far below r.
 */
const closedForm: Evolve = ({ particles }, dt) => {
  const n = countSteps(dt);
  for (const particle of particles.filter(isMoving)) {
    const { x, y } = particle;
    const d = TIMESTEP * particle.angVel;
    const r0 = Math.sqrt(x * x + y * y);
    const rn = Math.sqrt(r0 * r0 + n * d * d);
    const angle = (2 * n * d) / (rn + r0) - (d / 6) * (1 / r0 - 1 / rn);
    const [cos, sin] = [(Math.cos(angle) * rn) / r0, (Math.sin(angle) * rn) / r0];
    particle.x = x * cos - y * sin;
    particle.y = x * sin + y * cos;
  }
};

export const correct: readonly Variant[] = [
  { id: "slides-loop", create: () => subject(evolveRight) },
  { id: "hoisted", create: () => subject(hoisted) },
  { id: "one-after-the-other", create: () => subject(oneAfterTheOther) },
  { id: "arrays", create: () => subject(onArrays) },
  { id: "closed-form", create: () => subject(closedForm) },
];
