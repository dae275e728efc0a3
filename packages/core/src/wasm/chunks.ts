/**
 * Carries particles through the memory of the kernels, a chunk at a time: small enough for a near
 * cache, so that the copies cost little more than the reading and writing which the
 * work needs anyway.
 */

import type { ParticleState } from "../state.ts";
import { FREE_MEMORY_BYTES, type Kernels, ownKernels } from "./module.ts";

/**
 * A multiple of 12, the kernels' block. Three arrays and two for intermediate results make 60 KiB:
 * from the second-level cache, but fewer calls; 768 to 3072 were within 5 % of each other.
 */
const CHUNK_PARTICLES = 1536;

/** One chunk in the kernels' memory: views for copying, addresses for calling. */
export interface Chunk {
  readonly kernels: Kernels;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly angVel: Float64Array;
  readonly addresses: {
    readonly x: number;
    readonly y: number;
    readonly angVel: number;
    readonly angle: number;
    readonly growth: number;
    readonly outside: number;
  };
  /** The memory at `addresses.outside`. */
  readonly outside: Int32Array;
}

let shared: Chunk | undefined;

function chunkOf(): Chunk {
  if (shared) return shared;
  const { kernels, memory } = ownKernels();
  const bytes = CHUNK_PARTICLES * Float64Array.BYTES_PER_ELEMENT;
  const at = (k: number): number => FREE_MEMORY_BYTES + k * bytes;
  const view = (k: number): Float64Array => new Float64Array(memory.buffer, at(k), CHUNK_PARTICLES);
  shared = {
    kernels,
    x: view(0),
    y: view(1),
    angVel: view(2),
    addresses: { x: at(0), y: at(1), angVel: at(2), angle: at(3), growth: at(4), outside: at(5) },
    outside: new Int32Array(memory.buffer, at(5), CHUNK_PARTICLES / 2),
  };
  return shared;
}

/**
 * Copies each chunk in, calls `work`, and copies the positions back.
 *
 * @param block the number of particles is filled up to a multiple of it, with (1, 0) at rest
 * @param work gets the chunk and how many particles it holds with the filling
 */
export function forEachChunk(
  state: ParticleState,
  block: number,
  work: (chunk: Chunk, filled: number) => void,
): void {
  const chunk = chunkOf();
  const length = state.x.length;
  for (let from = 0; from < length; from += CHUNK_PARTICLES) {
    const to = Math.min(from + CHUNK_PARTICLES, length);
    const count = to - from;
    const filled = Math.ceil(count / block) * block;
    chunk.x.set(state.x.subarray(from, to));
    chunk.y.set(state.y.subarray(from, to));
    chunk.angVel.set(state.angVel.subarray(from, to));
    chunk.x.fill(1, count, filled);
    chunk.y.fill(0, count, filled);
    chunk.angVel.fill(0, count, filled);
    work(chunk, filled);
    state.x.set(count === CHUNK_PARTICLES ? chunk.x : chunk.x.subarray(0, count), from);
    state.y.set(count === CHUNK_PARTICLES ? chunk.y : chunk.y.subarray(0, count), from);
  }
}
