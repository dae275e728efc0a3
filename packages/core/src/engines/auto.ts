/** `auto`: the fastest engine for the job. Its break-even points: docs/measurements/engines.md. */

/** Up to here a call of the kernel costs more than it saves. */
const FEW_PARTICLES = 6;

/** From here on stepping costs more than jumping. */
const MANY_STEPS = 4;

/**
 * Which engine `auto` takes.
 *
 * @param particles how many
 * @param steps how many for each of them
 */
export function chooseEngine(particles: number, steps: number): "jump" | "jump-simd" | "wasm-simd" {
  if (particles <= FEW_PARTICLES) return "jump";
  return steps < MANY_STEPS ? "wasm-simd" : "jump-simd";
}
