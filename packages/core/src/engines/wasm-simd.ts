/**
 * "Data parallel": the method of `incremental`, two particles an instruction and six instructions
 * at a time, in WebAssembly. The kernel and its error bounds: kernels/stepping.ts.
 *
 * Where WebAssembly SIMD is missing it runs as `incremental`; `wasmProblem()` says why.
 *
 * Cost: O(steps * particles).
 */

import type { ParticleState } from "../state.ts";
import { chunksOf, loadChunk, storeChunk } from "../wasm/chunks.ts";
import { wasmProblem } from "../wasm/module.ts";
import type { Engine } from "./engine.ts";
import { incremental } from "./incremental.ts";

export const wasmSimd: Engine = { evolve };

/** Particles that the kernel moves at a time. */
export const BLOCK = 12;

function evolve(state: ParticleState, steps: number, timestep: number): void {
  if (wasmProblem()) {
    incremental.evolve(state, steps, timestep);
    return;
  }
  for (const { from, to } of chunksOf(state)) {
    const { chunk, filled } = loadChunk(state, from, to, BLOCK);
    const { x, y, angVel } = chunk.addresses;
    chunk.kernels.step(x, y, angVel, filled / BLOCK, timestep, steps);
    storeChunk(chunk, state, from, to);
  }
}
