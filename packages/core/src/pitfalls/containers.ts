/** Pitfalls of where the numbers are kept. */

import { Particle, type ParticleLike } from "../particle.ts";
import { type Pitfall, positionsOf, simulationOf, stepOne } from "./pitfall.ts";

export const mapEach: Pitfall = {
  id: "map-each",
  title: "a Map for each particle",
  why: "each read is a call that hashes the key, and each double stored is a new object",
  isPitfall: true,
  create(particles) {
    const maps = particles.map(
      (p) => new Map(Object.entries({ x: p.x, y: p.y, angVel: p.angVel })),
    );
    return {
      evolve(steps, timestep) {
        for (let step = 0; step < steps; step++) {
          for (const p of maps) {
            const x = p.get("x")!;
            const y = p.get("y")!;
            const norm = Math.sqrt(x * x + y * y);
            const vx = -y / norm;
            const vy = x / norm;
            p.set("x", x + timestep * p.get("angVel")! * vx);
            p.set("y", y + timestep * p.get("angVel")! * vy);
          }
        }
      },
      positions: () => maps.map((p) => ({ x: p.get("x")!, y: p.get("y")! })),
    };
  },
};

export const proxyEach: Pitfall = {
  id: "proxy-each",
  title: "a Proxy around each particle",
  why: "each read and write is a call of the runtime, which no compiler sees through",
  isPitfall: true,
  create: (particles) =>
    simulationOf(
      particles.map(({ x, y, angVel }) => new Proxy<ParticleLike>(new Particle(x, y, angVel), {})),
    ),
};

export const sparseArray: Pitfall = {
  id: "sparse-array",
  title: "an array with one element far away",
  why: "its elements move to a hash table, and every index is looked up in it",
  isPitfall: true,
  create(particles) {
    const sparse: ParticleLike[] = [];
    sparse[50_000_000] = new Particle(1, 0, 0);
    for (const [i, { x, y, angVel }] of particles.entries()) sparse[i] = new Particle(x, y, angVel);
    return {
      evolve(steps, timestep) {
        for (let step = 0; step < steps; step++) {
          for (let i = 0; i < particles.length; i++) stepOne(sparse[i]!, timestep);
        }
      },
      positions: () => positionsOf(particles.map((_, i) => sparse[i]!)),
    };
  },
};

export const boxedNumbers: Pitfall = {
  id: "boxed-numbers",
  title: "[...float64Array]",
  why: "the spread makes an array of objects, and every double stored in it is a new one",
  isPitfall: true,
  create(particles) {
    const x = [...Float64Array.from(particles, (p) => p.x)];
    const y = [...Float64Array.from(particles, (p) => p.y)];
    const angVel = [...Float64Array.from(particles, (p) => p.angVel)];
    return {
      evolve(steps, timestep) {
        for (let step = 0; step < steps; step++) {
          for (let i = 0; i < x.length; i++) {
            const norm = Math.sqrt(x[i]! * x[i]! + y[i]! * y[i]!);
            const vx = -y[i]! / norm;
            const vy = x[i]! / norm;
            x[i]! += timestep * angVel[i]! * vx;
            y[i]! += timestep * angVel[i]! * vy;
          }
        }
      },
      positions: () => x.map((xi, i) => ({ x: xi, y: y[i]! })),
    };
  },
};

export const holeyArray: Pitfall = {
  id: "holey-array",
  title: "new Array(n), filled afterwards",
  why: "V8 remembers that there were holes and checks for one at each read, which costs next to nothing",
  isPitfall: false,
  create(particles) {
    const holey = new Array<ParticleLike>(particles.length);
    for (const [i, { x, y, angVel }] of particles.entries()) holey[i] = new Particle(x, y, angVel);
    return simulationOf(holey);
  },
};
