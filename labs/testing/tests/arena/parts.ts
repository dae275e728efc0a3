/**
 * What the arena's simulators are put together from, so that each variant shows only what is
 * special about it.
 *
 * All have the same surface: `Particle(x, y, angVel)`, and `ParticleSimulator(particles)` with
 * `evolve(dt)`. What a right one does is written down in the lab's README.
 */
import type { Subject } from "@hpts/labkit/arena";

export const TIMESTEP = 0.00001;

export class Particle {
  x: number;
  y: number;
  angVel: number;

  constructor(x: number, y: number, angVel: number) {
    this.x = x;
    this.y = y;
    this.angVel = angVel;
  }
}

export interface Simulator {
  particles: Particle[];
}

/** Moves a simulator's particles through dt time units. */
export type Evolve = (simulator: Simulator, dt: number) => void;

/**
 * A subject of the arena; every call makes new classes.
 *
 * @param keep what the constructor keeps of the particles that it is given
 */
export function subject(
  evolve: Evolve,
  keep: (particles: Particle[]) => Particle[] = (particles) => particles,
): Subject {
  class ParticleSimulator implements Simulator {
    particles: Particle[];

    constructor(particles: Particle[]) {
      this.particles = keep(particles);
    }

    evolve(dt: number): void {
      evolve(this, dt);
    }
  }
  return { Particle: class extends Particle {}, ParticleSimulator };
}

/** The number of whole steps in dt, none of them lost to rounding. */
export function countSteps(dt: number): number {
  checkDt(dt);
  const quotient = dt / TIMESTEP;
  const nearest = Math.round(quotient);
  const isWhole = Math.abs(quotient - nearest) < 1e-9 * Math.max(1, nearest);
  return isWhole ? nearest : Math.floor(quotient);
}

export function checkDt(dt: number): void {
  if (!(dt >= 0 && dt < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`dt must be a finite number, 0 or more, got ${dt}`);
  }
}

export type Vector = readonly [x: number, y: number];

/** What one step consists of; a mutant replaces one of the parts. */
export interface Parts {
  /** How many steps dt is. */
  readonly count: (dt: number) => number;
  /** Which of the particles move. */
  readonly movers: (particles: Particle[]) => Particle[];
  /** The direction of motion at the particle's place. */
  readonly direction: (particle: Particle) => Vector;
  /** How far it goes in a step; negative means clockwise. */
  readonly distance: (particle: Particle) => number;
  /** Moves it: by `distance` along `direction`. */
  readonly move: (particle: Particle, direction: Vector, distance: number) => void;
  /** What happens to a particle when all steps are done. */
  readonly finish: (particle: Particle) => void;
}

const RIGHT: Parts = {
  count: countSteps,
  movers: (particles) => particles.filter(({ x, y }) => x * x + y * y !== 0),
  direction: tangent,
  distance: ({ angVel }) => TIMESTEP * angVel,
  move(particle, [vx, vy], distance) {
    particle.x += distance * vx;
    particle.y += distance * vy;
  },
  finish: () => {},
};

/** The unit tangent, counter-clockwise. */
export function tangent({ x, y }: Particle): Vector {
  const norm = Math.sqrt(x * x + y * y);
  return [-y / norm, x / norm];
}

/** The slides' loop, with some of its parts replaced. */
export function stepping(replaced: Partial<Parts> = {}): Evolve {
  const { count, movers, direction, distance, move, finish } = { ...RIGHT, ...replaced };
  return ({ particles }, dt) => {
    const steps = count(dt);
    const moving = movers(particles);
    for (let step = 0; step < steps; step++) {
      for (const particle of moving) move(particle, direction(particle), distance(particle));
    }
    for (const particle of moving) finish(particle);
  };
}

/** The right evolution; variants that go wrong around it call it. */
export const evolveRight: Evolve = stepping();
