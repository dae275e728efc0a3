/**
 * The slides' `ParticleSimulator`: holds particles and lets time pass.
 *
 * It changes the given objects in place, keeps their order and never writes `angVel`; two
 * simulators share nothing. A call either moves every particle or throws and moves none.
 */

import { checkEngineName, type EngineName, evolve } from "./engines/registry.ts";
import type { ParticleLike } from "./particle.ts";
import { stateOf, writePositions } from "./state.ts";
import { checkTimestep, DEFAULT_TIMESTEP, stepsFor } from "./steps.ts";

export interface SimulatorOptions {
  /** Length of one step in time units. @default 1e-5, the slides' */
  readonly timestep?: number;
  /** How the steps are computed; see `engines/registry.ts`. @default "reference" */
  readonly engine?: EngineName;
}

export class ParticleSimulator {
  /** The very array that was passed in; what is added to it takes part from the next call on. */
  readonly particles: ParticleLike[];
  readonly timestep: number;
  readonly engine: EngineName;

  /** @throws RangeError for a timestep that is not positive, or an engine that does not exist */
  constructor(particles: ParticleLike[], options: SimulatorOptions = {}) {
    const { timestep = DEFAULT_TIMESTEP, engine = "reference" } = options;
    checkTimestep(timestep);
    checkEngineName(engine);
    this.particles = particles;
    this.timestep = timestep;
    this.engine = engine;
  }

  /**
   * Lets `dt` time units pass: `stepsFor(dt, timestep)` steps. A dt below one timestep does
   * nothing, and a particle at the origin stays there. Cost O(steps * particles).
   *
   * @example
   * const simulator = new ParticleSimulator([new Particle(0.3, 0.5, 1)]);
   * simulator.evolve(0.1); // particle 0 is now at (0.210269..., 0.543863...)
   *
   * @throws RangeError when dt is negative, NaN or infinite, or a particle's field is not finite
   */
  evolve(dt: number): void {
    const steps = stepsFor(dt, this.timestep);
    const moved = groupsByTimesListed(this.particles).map(({ times, particles }) => {
      const state = stateOf(particles);
      evolve(state, times * steps, this.timestep, this.engine);
      return { state, particles };
    });
    for (const { state, particles } of moved) writePositions(state, particles);
  }
}

/**
 * The particles that are listed once, those listed twice, and so on. The slides' loop moves a
 * particle whenever it comes to it, so one that is listed twice takes two steps for each step.
 */
function groupsByTimesListed(
  particles: readonly ParticleLike[],
): { times: number; particles: readonly ParticleLike[] }[] {
  if (new Set(particles).size === particles.length) return [{ times: 1, particles }];
  const timesListed = new Map<ParticleLike, number>();
  for (const p of particles) timesListed.set(p, (timesListed.get(p) ?? 0) + 1);
  const groups = new Map<number, ParticleLike[]>();
  for (const [p, times] of timesListed) {
    const group = groups.get(times);
    if (group) group.push(p);
    else groups.set(times, [p]);
  }
  return Array.from(groups, ([times, group]) => ({ times, particles: group }));
}
