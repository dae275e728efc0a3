/**
 * The pitfalls ladder: the slides' loop written in ways that look harmless, compute the same and
 * cost V8 up to 180 times as much.
 *
 * Each variant keeps its particles in its own way (an object of some shape, a Map, a Proxy ...) or
 * walks over them in its own way. What they cost: `pnpm bench:peers`, docs/measurements/engines.md.
 * Measure each in a process of its own: V8 learns from every object that a function has ever seen,
 * so one variant spoils the next.
 */

import type { ParticleLike } from "../particle.ts";
import type { Position } from "../scenario.ts";

export interface Pitfall {
  /** As on the command line and in tables. */
  readonly id: string;
  readonly title: string;
  /** What V8 does, in a sentence. */
  readonly why: string;
  /** False for those that look like a pitfall and are none: the controls. */
  readonly isPitfall: boolean;
  /** A simulation of copies of these particles; they must not lie at the origin. */
  create(particles: readonly ParticleLike[]): PitfallSimulation;
}

export interface PitfallSimulation {
  /** Takes `steps` steps of `timestep` time units. */
  evolve(steps: number, timestep: number): void;
  /** Where the particles are now, in the order in which they were given. */
  positions(): Position[];
}

/** One step of one particle, the slides' operations in the slides' order. */
export function stepOne(p: ParticleLike, timestep: number): void {
  const norm = Math.sqrt(p.x * p.x + p.y * p.y);
  const vx = -p.y / norm;
  const vy = p.x / norm;
  const dx = timestep * p.angVel * vx;
  const dy = timestep * p.angVel * vy;
  p.x += dx;
  p.y += dy;
}

/** The plain loop over an array of whatever has the three fields. */
export function simulationOf(particles: readonly ParticleLike[]): PitfallSimulation {
  return {
    evolve(steps, timestep) {
      for (let step = 0; step < steps; step++) {
        for (let i = 0; i < particles.length; i++) stepOne(particles[i]!, timestep);
      }
    },
    positions: () => positionsOf(particles),
  };
}

export function positionsOf(particles: readonly Position[]): Position[] {
  return Array.from(particles, ({ x, y }) => ({ x, y }));
}
