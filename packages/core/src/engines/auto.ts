/** The fastest engine for the job: see the break-even points in `chooseEngine`. */

import type { ParticleState } from "../state.ts";
import type { Engine } from "./engine.ts";
import { jump } from "./jump.ts";
import { jumpSimd } from "./jump-simd.ts";
import { wasmSimd } from "./wasm-simd.ts";

export const auto: Engine = { evolve };

/** Up to here a call of the kernel costs more than it saves. */
const FEW_PARTICLES = 16;

/** From here on stepping costs more than jumping. */
const MANY_STEPS = 4;

/**
 * Which engine `auto` takes. Measured: docs/measurements/engines.md.
 *
 * @param particles how many; @param steps how many for each
 */
export function chooseEngine(particles: number, steps: number): "jump" | "jump-simd" | "wasm-simd" {
  if (particles <= FEW_PARTICLES) return "jump";
  return steps < MANY_STEPS ? "wasm-simd" : "jump-simd";
}

function evolve(state: ParticleState, steps: number, timestep: number): void {
  const engines = { jump, "jump-simd": jumpSimd, "wasm-simd": wasmSimd };
  engines[chooseEngine(state.x.length, steps)].evolve(state, steps, timestep);
}
