/**
 * Carries particles through the memory of the kernels, a chunk at a time: small enough for a near
 * cache, so that the copies cost little more than the reading and writing that is needed anyway.
 */

import type { ParticleState } from "../state.ts";
import { FREE_MEMORY_BYTES, type Kernels, ownKernels } from "./module.ts";

/**
 * A multiple of 12, the kernels' block. Three arrays and two for intermediate results make 60 KiB:
 * from the second-level cache, but fewer calls; 768 to 3072 were within 5 % of each other.
 */
export const CHUNK_PARTICLES = 1536;

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

/** There is one: the kernels are never called while another call of them is on its way. */
let shared: Chunk | undefined;

function theChunk(): Chunk {
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

/** The chunks of a state: from which particle to before which. */
export function* chunksOf(state: ParticleState): Generator<{ from: number; to: number }> {
  for (let from = 0; from < state.x.length; from += CHUNK_PARTICLES) {
    yield { from, to: Math.min(from + CHUNK_PARTICLES, state.x.length) };
  }
}

/**
 * Copies particles `from` to before `to` into the kernels' memory.
 *
 * @param block the number of particles is filled up to a multiple of it, with (1, 0) at rest
 * @returns the chunk, and how many particles it holds with the filling
 */
export function loadChunk(
  state: ParticleState,
  from: number,
  to: number,
  block: number,
): { chunk: Chunk; filled: number } {
  const chunk = theChunk();
  const count = to - from;
  const filled = Math.ceil(count / block) * block;
  const isAll = count === state.x.length;
  chunk.x.set(isAll ? state.x : state.x.subarray(from, to));
  chunk.y.set(isAll ? state.y : state.y.subarray(from, to));
  chunk.angVel.set(isAll ? state.angVel : state.angVel.subarray(from, to));
  if (filled > count) {
    chunk.x.fill(1, count, filled);
    chunk.y.fill(0, count, filled);
    chunk.angVel.fill(0, count, filled);
  }
  return { chunk, filled };
}

/** Copies the positions in the chunk back to particles `from` to before `to`. */
export function storeChunk(chunk: Chunk, state: ParticleState, from: number, to: number): void {
  const count = to - from;
  const isFull = count === CHUNK_PARTICLES;
  state.x.set(isFull ? chunk.x : chunk.x.subarray(0, count), from);
  state.y.set(isFull ? chunk.y : chunk.y.subarray(0, count), from);
}
