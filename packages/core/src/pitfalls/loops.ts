/** Pitfalls of how the particles are gone over, and of what a step makes on its way. */

import { Particle, type ParticleLike } from "../particle.ts";
import { type Pitfall, type PitfallSimulation, positionsOf, stepOne } from "./pitfall.ts";

/** Copies of the particles, and a way to go over them once. */
function looping(
  particles: readonly ParticleLike[],
  stepAll: (copies: Particle[], timestep: number) => void,
): PitfallSimulation {
  const copies = particles.map(({ x, y, angVel }) => new Particle(x, y, angVel));
  return {
    evolve(steps, timestep) {
      for (let step = 0; step < steps; step++) stepAll(copies, timestep);
    },
    positions: () => positionsOf(copies),
  };
}

export const forIn: Pitfall = {
  id: "for-in",
  title: "for (const i in particles)",
  why: "it lists the indices as strings, and each of them is turned back into a number",
  isPitfall: true,
  create: (particles) =>
    looping(particles, (copies, timestep) => {
      for (const i in copies) stepOne(copies[i]!, timestep);
    }),
};

export const generator: Pitfall = {
  id: "generator",
  title: "a generator that yields each particle",
  why: "each element leaves and enters a suspended function and makes a result object",
  isPitfall: true,
  create: (particles) =>
    looping(particles, (copies, timestep) => {
      for (const p of each(copies)) stepOne(p, timestep);
    }),
};

function* each(particles: Particle[]): Generator<Particle> {
  for (const p of particles) yield p;
}

export const forEach: Pitfall = {
  id: "for-each",
  title: "particles.forEach(...)",
  why: "usually compiled into the loop; measured between 0.7 and 2.5 times the loop's time",
  isPitfall: false,
  create: (particles) =>
    looping(particles, (copies, timestep) => {
      copies.forEach((p) => {
        stepOne(p, timestep);
      });
    }),
};

export const tuples: Pitfall = {
  id: "tuples",
  title: "[vx, vy] returned and destructured",
  why: "each step makes arrays, unless the compiler sees that they never leave the function",
  isPitfall: true,
  create: (particles) =>
    looping(particles, (copies, timestep) => {
      for (const p of copies) {
        const [vx, vy] = directionOf(p);
        [p.x, p.y] = [p.x + timestep * p.angVel * vx, p.y + timestep * p.angVel * vy];
      }
    }),
};

function directionOf(p: ParticleLike): [number, number] {
  const norm = Math.sqrt(p.x * p.x + p.y * p.y);
  return [-p.y / norm, p.x / norm];
}

export const hypot: Pitfall = {
  id: "hypot",
  title: "Math.hypot",
  why: "it guards against overflow, takes any number of arguments, and is a call for each step",
  isPitfall: true,
  create: (particles) =>
    looping(particles, (copies, timestep) => {
      for (const p of copies) {
        const norm = Math.hypot(p.x, p.y);
        const vx = -p.y / norm;
        const vy = p.x / norm;
        p.x += timestep * p.angVel * vx;
        p.y += timestep * p.angVel * vy;
      }
    }),
};

export const swappedLoops: Pitfall = {
  id: "swapped-loops",
  title: "all steps of a particle, then the next particle",
  why: "each operation waits for the one before; the slides gain 1.3x by it, V8 loses",
  isPitfall: true,
  create(particles) {
    const copies = particles.map(({ x, y, angVel }) => new Particle(x, y, angVel));
    return {
      evolve(steps, timestep) {
        for (const p of copies) {
          for (let step = 0; step < steps; step++) stepOne(p, timestep);
        }
      },
      positions: () => positionsOf(copies),
    };
  },
};

export const spreadCopies: Pitfall = {
  id: "spread-copies",
  title: "particles.map(p => ({ ...p, x, y }))",
  why: "each step makes a new object for each particle, field by field, and a new array",
  isPitfall: true,
  create(particles) {
    let current = particles.map(({ x, y, angVel }): ParticleLike => ({ x, y, angVel }));
    return {
      evolve(steps, timestep) {
        for (let step = 0; step < steps; step++) {
          current = current.map((p) => {
            const norm = Math.sqrt(p.x * p.x + p.y * p.y);
            const vx = -p.y / norm;
            const vy = p.x / norm;
            const x = p.x + timestep * p.angVel * vx;
            const y = p.y + timestep * p.angVel * vy;
            return { ...p, x, y };
          });
        }
      },
      positions: () => positionsOf(current),
    };
  },
};
