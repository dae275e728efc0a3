/**
 * All cores: the kernel of `wasm-simd` on shared memory, by worker threads that stay, and by the
 * main thread, which takes its share instead of waiting.
 *
 * Particles do not act on each other, so the only cost is the way: waking a worker takes about
 * 0.1 ms, starting one 50 ms. So a job below a millisecond of one core's work goes straight to
 * `wasm-simd`, and so does everything where there is one core, no worker thread or no SIMD.
 * The answer is the same to the last bit.
 *
 * Cost: O(steps * particles / cores).
 */

import type { ParticleState } from "../state.ts";
import { threadPool } from "../threads/pool.ts";
import { wasmProblem } from "../wasm/module.ts";
import type { Engine } from "./engine.ts";
import { BLOCK, wasmSimd } from "./wasm-simd.ts";

export const threads: Engine = { evolve };

/** Particles x steps from which a second core pays: about 1 ms of `wasm-simd`. */
export const WORTH_A_POOL = 4e6;

function evolve(state: ParticleState, steps: number, timestep: number): void {
  const isSmall = state.x.length * steps < WORTH_A_POOL || state.x.length <= BLOCK;
  const pool = isSmall || wasmProblem() ? null : threadPool();
  if (!pool) {
    wasmSimd.evolve(state, steps, timestep);
    return;
  }
  const room = pool.x.length - (pool.x.length % BLOCK);
  for (let from = 0; from < state.x.length; from += room) {
    const to = Math.min(from + room, state.x.length);
    const count = to - from;
    const blocks = Math.ceil(count / BLOCK);
    pool.x.set(state.x.subarray(from, to));
    pool.y.set(state.y.subarray(from, to));
    pool.angVel.set(state.angVel.subarray(from, to));
    pool.x.fill(1, count, blocks * BLOCK);
    pool.y.fill(0, count, blocks * BLOCK);
    pool.angVel.fill(0, count, blocks * BLOCK);
    pool.run(blocks, timestep, steps);
    state.x.set(pool.x.subarray(0, count), from);
    state.y.set(pool.y.subarray(0, count), from);
  }
}
