/**
 * The engines by name, and the one entrance to all of them.
 *
 * | name      | what it is                                    | answer                          |
 * |-----------|-----------------------------------------------|---------------------------------|
 * | reference | the slides' loop over objects                 | defines it                      |
 * | soa       | the same steps on Float64Arrays, one division | within 1e-13 over 10,000 steps  |
 */

import { checkState, type ParticleState } from "../state.ts";
import { checkTimestep } from "../steps.ts";
import type { Engine } from "./engine.ts";
import { reference } from "./reference.ts";
import { soa } from "./soa.ts";

const ENGINES = { reference, soa } satisfies Record<string, Engine>;

export type EngineName = "reference" | "soa";

/** All names, the defining engine first. */
export const ENGINE_NAMES: readonly EngineName[] = Object.keys(ENGINES) as EngineName[];

/** @throws RangeError for a name that no engine has; it lists those there are */
export function checkEngineName(name: string): asserts name is EngineName {
  if (!Object.hasOwn(ENGINES, name)) {
    throw new RangeError(`engine must be one of ${ENGINE_NAMES.join(", ")}, got ${name}`);
  }
}

/**
 * Moves every particle of `state` by `steps` steps of `timestep`, in place.
 * Zero steps or no particles change nothing.
 *
 * @throws RangeError before anything has changed: for a step count that is not a whole number, a
 * timestep that is not positive, arrays of different lengths, a value that is not finite, or a
 * particle so far out that the square of its distance overflows
 */
export function evolve(
  state: ParticleState,
  steps: number,
  timestep: number,
  engine: EngineName = "reference",
): void {
  if (!Number.isSafeInteger(steps) || steps < 0) {
    throw new RangeError(`steps must be a whole number, 0 or more, got ${steps}`);
  }
  checkTimestep(timestep);
  checkEngineName(engine);
  checkState(state, steps, timestep);
  if (steps > 0) ENGINES[engine].evolve(state, steps, timestep);
}
