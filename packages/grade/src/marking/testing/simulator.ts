/**
 * What the simulators of the marking set are put together from. On purpose not the parts of the
 * lab's own arena: a mistake in those must not be in both sets.
 *
 * The surface is that of `#simulator`: `Particle(x, y, angVel)`, `ParticleSimulator(particles)` with
 * `evolve(dt)`. What a right one does is written down in the lab's README.
 */
import type { Subject } from "@hpts/labkit/arena";

export const STEP = 0.00001;

export interface Body {
  x: number;
  y: number;
  angVel: number;
}

export interface World {
  particles: Body[];
}

/** Moves the bodies of a world through dt time units. */
export type Evolve = (world: World, dt: number) => void;

/** New classes each time, which share nothing with those of another subject. */
export function subject(evolve: Evolve): Subject {
  class Particle implements Body {
    x: number;
    y: number;
    angVel: number;

    constructor(x: number, y: number, angVel: number) {
      this.x = x;
      this.y = y;
      this.angVel = angVel;
    }
  }
  class ParticleSimulator implements World {
    particles: Particle[];

    constructor(particles: Particle[]) {
      this.particles = particles;
    }

    evolve(dt: number): void {
      evolve(this, dt);
    }
  }
  return { Particle, ParticleSimulator };
}

/** Whole steps in dt; a millionth of a step is rounding. @throws RangeError */
export function stepsIn(dt: number): number {
  refuse(dt);
  return Math.floor(dt / STEP + 1e-6);
}

/** @throws RangeError for a time that makes no sense */
export function refuse(dt: number): void {
  if (Number.isFinite(dt) && dt >= 0) return;
  throw new RangeError(`a time is a finite number, 0 or more, got ${dt}`);
}

export const radiusOf = ({ x, y }: Body): number => Math.sqrt(x * x + y * y);

export const isAtOrigin = ({ x, y }: Body): boolean => x === 0 && y === 0;

/** What happens to a body in one step. @param index its place in the list, from 0 */
export type Move = (body: Body, index: number) => void;

/** By the distance along the circle through its place, counter-clockwise. */
export function circle(body: Body, distance: number, radius: number = radiusOf(body)): void {
  const { x, y } = body;
  body.x = x - (distance * y) / radius;
  body.y = y + (distance * x) / radius;
}

export const moveRight: Move = (body) => circle(body, STEP * body.angVel);

/** The plain loop: step by step, body by body. */
export function looping(move: Move = moveRight, count: (dt: number) => number = stepsIn): Evolve {
  return ({ particles }, dt) => {
    const steps = count(dt);
    const isStill = particles.map(isAtOrigin);
    for (let step = 0; step < steps; step++) {
      for (const [i, body] of particles.entries()) if (!isStill[i]) move(body, i);
    }
  };
}

export const evolveRight: Evolve = looping();
