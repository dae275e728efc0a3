/**
 * `jump`, two particles an instruction: the exact trajectory in O(1), with sines and cosines of its
 * own. The kernel: kernels/jump.ts.
 *
 * Its domain is r > 4096 |d| and an angle below 2^19. It leaves the pairs of which a particle
 * is outside where they are and lists them; those go to `jump`. Where WebAssembly SIMD is missing all of it runs as `jump`.
 *
 * Cost: O(particles).
 */

import { jumpAt } from "../exact/trajectory.ts";
import type { ParticleState } from "../state.ts";
import { forEachChunk } from "../wasm/chunks.ts";
import { wasmProblem } from "../wasm/module.ts";
import type { Engine } from "./engine.ts";
import { jump } from "./jump.ts";

export const jumpSimd: Engine = { evolve };

function evolve(state: ParticleState, steps: number, timestep: number): void {
  if (wasmProblem()) {
    jump.evolve(state, steps, timestep);
    return;
  }
  forEachChunk(state, 2, (chunk, filled) => {
    const { x, y, angVel, angle, growth, outside } = chunk.addresses;
    const pairs = filled / 2;
    const { kernels } = chunk;
    const found = kernels.jump(x, y, angVel, angle, growth, outside, pairs, timestep, steps);
    for (let i = 0; i < found; i++) {
      const first = 2 * chunk.outside[i]!;
      jumpAt(chunk.x, chunk.y, first, timestep * chunk.angVel[first]!, steps);
      jumpAt(chunk.x, chunk.y, first + 1, timestep * chunk.angVel[first + 1]!, steps);
    }
  });
}
