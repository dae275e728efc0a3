/**
 * `jump`, two particles an instruction: the exact trajectory in O(1), with sines and cosines of its
 * own. The kernel: kernels/jump.ts.
 *
 * Its domain is r > 256 |d| and an angle below 2^19. A chunk with a particle outside goes through
 * the domain test one pair at a time, and those pairs go to `jump`. Where WebAssembly SIMD is
 * missing all of it runs as `jump`.
 *
 * Cost: O(particles).
 */

import { jumpAt } from "../exact/trajectory.ts";
import type { ParticleState } from "../state.ts";
import { type Chunk, forEachChunk } from "../wasm/chunks.ts";
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
    if (!jumpPairs(chunk, 0, filled / 2, timestep, steps)) {
      for (let pair = 0; pair < filled / 2; pair++) {
        if (!jumpPairs(chunk, pair, 1, timestep, steps)) jumpOneByOne(chunk, pair, timestep, steps);
      }
    }
    return true;
  });
}

/** False if one of them was outside the domain; then none has moved. */
function jumpPairs(
  { kernels, addresses: { x, y, angVel, angle, growth } }: Chunk,
  first: number,
  pairs: number,
  timestep: number,
  steps: number,
): boolean {
  const at = first * 16;
  return kernels.jump(x + at, y + at, angVel + at, angle, growth, pairs, timestep, steps) === 1;
}

function jumpOneByOne(chunk: Chunk, pair: number, timestep: number, steps: number): void {
  for (const i of [2 * pair, 2 * pair + 1]) {
    jumpAt(chunk.x, chunk.y, i, timestep * chunk.angVel[i]!, steps);
  }
}
