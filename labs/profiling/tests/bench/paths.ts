/**
 * Holds an `evolve` against the slides' loop, particle by particle, and says what is wrong with it.
 *
 * What tells most is the distance from the origin. A step of length d is at right angles to the way
 * from the origin, so n steps make its square grow by n d^2, exactly: no more, and no less.
 */
import { DEFAULT_TIMESTEP, Particle, randomParticles, stepsFor } from "@hpts/core";
import { evolve as stepped } from "./stepped.ts";
import { growthLaw } from "./words.ts";

export type Evolve = (particles: Particle[], dt: number, timestep?: number) => void;

export interface Course {
  readonly dt: number;
  readonly timestep?: number;
  readonly particles?: readonly Particle[];
}

/** 30 particles at least 0.02 away from the origin, some at just that distance. */
export function starts(seed = 1): Particle[] {
  const random = randomParticles(30, seed).filter(({ x, y }) => x * x + y * y >= 0.02 ** 2);
  const near = [new Particle(0.02, 0, 1), new Particle(0.012, -0.016, -1)];
  return [...near, ...random];
}

const copies = (particles: readonly Particle[]): Particle[] =>
  particles.map(({ x, y, angVel }) => new Particle(x, y, angVel));

/**
 * What is wrong with the first particle that is off; undefined if all are right.
 *
 * @param tolerance for places, as a share of the distance from the origin
 */
export function faultOf(evolve: Evolve, course: Course, tolerance: number): string | undefined {
  const { dt, timestep = DEFAULT_TIMESTEP, particles = starts() } = course;
  const [right, got] = [copies(particles), copies(particles)];
  stepped(right, dt, timestep);
  evolve(got, dt, timestep);
  for (const [i, start] of particles.entries()) {
    const [to, end] = [right[i]!, got[i]!];
    const off = Math.hypot(end.x - to.x, end.y - to.y) / Math.hypot(to.x, to.y);
    if (off <= tolerance) continue;
    const from = `A particle at (${short(start.x)}, ${short(start.y)}) with speed ${short(start.angVel)}, after evolve(${dt}, ${timestep})`;
    if (Number.isNaN(off)) return `${from}: its place is (${end.x}, ${end.y})`;
    const steps = stepsFor(dt, timestep);
    const why = growthFault(start, end, steps, (timestep * start.angVel) ** 2 * steps);
    return `${from}, is off by ${off.toPrecision(2)} of its distance; at most ${tolerance}. ${why}`;
  }
  return undefined;
}

function growthFault(start: Particle, end: Particle, steps: number, growth: number): string {
  const square = start.x ** 2 + start.y ** 2;
  const share = (end.x ** 2 + end.y ** 2 - square) / growth;
  const law = growthLaw(steps);
  if (Math.abs(share) < 1e-3) {
    return `It stayed at its distance from the origin, on an exact circle. Steps go straight on along the tangent, and so a little outwards: ${law}. The steps' places are asked for`;
  }
  if (Math.abs(share - 1) < 1e-5) {
    return "Its distance from the origin is right, so the angle is not: is a term of the sum missing, or does a difference of almost equal numbers lose its digits?";
  }
  const yours = `${law}; yours grew by ${short(share)} times that`;
  if (share > 0.9 && share < 1.1) {
    return `${yours}. Is the distance that of the moment, in doubles, in every step?`;
  }
  return `${yours}. Are the steps of another length, or is it another number of them?`;
}

const short = (x: number): number => Number(x.toPrecision(3));
