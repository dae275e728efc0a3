/**
 * `jump`, two particles an instruction: the exact trajectory in O(1), with sines and cosines of its
 * own. The kernel: kernels/jump.ts.
 *
 * Its domain is r > 4096 |d| and an angle below 2^19. It leaves the pairs of which a particle is
 * outside where they are and lists them; those go to `jump`. Where WebAssembly SIMD is missing all
 * of it runs as `jump`.
 *
 * It looks for bad particles itself, in the kernel: the loop of `checkRange` would take a quarter of
 * the time. More than one chunk is gone through twice, since all must be good before one moves.
 *
 * Cost: O(particles).
 */

import { jumpAt } from "../exact/trajectory.ts";
import { checkRange, type ParticleState } from "../state.ts";
import { CHUNK_PARTICLES, type Chunk, chunksOf, loadChunk, storeChunk } from "../wasm/chunks.ts";
import { wasmProblem } from "../wasm/module.ts";
import type { Engine } from "./engine.ts";
import { jump } from "./jump.ts";

export const jumpSimd: Engine = { evolve, checksRange: true };

function evolve(state: ParticleState, steps: number, timestep: number): void {
  if (wasmProblem()) {
    checkRange(state, steps, timestep);
    jump.evolve(state, steps, timestep);
    return;
  }
  const isOneChunk = state.x.length <= CHUNK_PARTICLES;
  if (!isOneChunk && !areAllPlain(state, steps, timestep)) {
    jump.evolve(state, steps, timestep);
    return;
  }
  for (const { from, to } of chunksOf(state)) {
    const { chunk, filled } = loadChunk(state, from, to, 2);
    if (isOneChunk && !isPlain(chunk, filled, state, steps, timestep)) {
      jump.evolve(state, steps, timestep);
      return;
    }
    moveChunk(chunk, filled, steps, timestep);
    storeChunk(chunk, state, from, to);
  }
}

function areAllPlain(state: ParticleState, steps: number, timestep: number): boolean {
  let areAll = true;
  for (const { from, to } of chunksOf(state)) {
    const { chunk, filled } = loadChunk(state, from, to, 2);
    if (!isPlain(chunk, filled, state, steps, timestep)) areAll = false;
  }
  return areAll;
}

/**
 * False if a particle is so near the origin that the kernel would be wrong.
 *
 * @throws RangeError as `checkRange` does
 */
function isPlain(
  { kernels, addresses: { x, y, angVel } }: Chunk,
  filled: number,
  state: ParticleState,
  steps: number,
  timestep: number,
): boolean {
  const found = kernels.survey(x, y, angVel, filled / 2, timestep, steps);
  if (found === OUT_OF_RANGE) checkRange(state, steps, timestep); // throws: it names the particle
  return found === IN_RANGE;
}

/** As kernels/jump.ts. */
const OUT_OF_RANGE = 0;
const IN_RANGE = 2;

function moveChunk(chunk: Chunk, filled: number, steps: number, timestep: number): void {
  const { x, y, angVel, angle, growth, outside } = chunk.addresses;
  const { kernels } = chunk;
  const found = kernels.jump(x, y, angVel, angle, growth, outside, filled / 2, timestep, steps);
  for (let i = 0; i < found; i++) {
    const first = 2 * chunk.outside[i]!;
    jumpAt(chunk.x, chunk.y, first, timestep * chunk.angVel[first]!, steps);
    jumpAt(chunk.x, chunk.y, first + 1, timestep * chunk.angVel[first + 1]!, steps);
  }
}
