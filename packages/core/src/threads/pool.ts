/**
 * The workers of the engine `threads`: started at the first large job, kept until the program ends,
 * and no reason for it not to end.
 */

import type { Worker } from "node:worker_threads";
import { FREE_MEMORY_BYTES, type Kernels, kernelsOn, sharedModule } from "../wasm/module.ts";
import {
  BLOCK_BYTES,
  CONTROL,
  CONTROL_WORDS,
  NUMBERS,
  NUMBERS_WORDS,
  WORKER_SOURCE,
} from "./protocol.ts";

/** Particles of one job: three arrays in 4 MiB less what the constants take. A multiple of 12. */
const JOB_PARTICLES = 160_000;

/** Parts a job: enough that nobody waits long for the last one. */
const PARTS = 64;

/** More threads than this have not been tried. */
const MOST_THREADS = 16;

export interface Pool {
  /** Views on the shared memory that a job's particles are written to and read from. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly angVel: Float64Array;
  /** Moves the first `blocks` blocks of twelve particles. Blocks the caller until it is done. */
  run(blocks: number, timestep: number, steps: number): void;
  readonly threads: number;
}

let pool: Pool | null | undefined;

/**
 * The pool, with its workers on their way; null where there are no worker threads (a browser) or
 * only one core.
 */
export function threadPool(): Pool | null {
  if (pool === undefined) pool = startPool();
  return pool;
}

/** Why there is no pool here, in a sentence; null if there is one. */
export function threadsProblem(): string | null {
  if (!workerThreads()) return "this JavaScript engine has no node:worker_threads";
  if (processors() < 2) return "this process may use one core only";
  return null;
}

/** Asked for at run time, so that a page may load this module. */
function workerThreads(): typeof import("node:worker_threads") | undefined {
  return globalThis.process?.getBuiltinModule?.("node:worker_threads");
}

function processors(): number {
  return globalThis.process?.getBuiltinModule?.("node:os").availableParallelism() ?? 1;
}

function startPool(): Pool | null {
  if (threadsProblem()) return null;
  const { module, memory } = sharedModule();
  const control = new Int32Array(new SharedArrayBuffer(4 * CONTROL_WORDS));
  const numbers = new Float64Array(new SharedArrayBuffer(8 * NUMBERS_WORDS));
  const kernels = kernelsOn(module, memory);
  const threads = Math.min(processors(), MOST_THREADS);
  const { Worker } = workerThreads()!;
  const workerData = { module, memory, control, numbers, CONTROL, NUMBERS, BLOCK_BYTES };
  for (let i = 1; i < threads; i++) {
    const worker: Worker = new Worker(WORKER_SOURCE, { eval: true, workerData, execArgv: [] });
    worker.unref();
  }
  const bytes = 8 * JOB_PARTICLES;
  const address = (k: number): number => FREE_MEMORY_BYTES + k * bytes;
  const view = (k: number): Float64Array =>
    new Float64Array(memory.buffer, address(k), JOB_PARTICLES);
  numbers[NUMBERS.x] = address(0);
  numbers[NUMBERS.y] = address(1);
  numbers[NUMBERS.angVel] = address(2);

  function run(blocks: number, timestep: number, steps: number): void {
    const blocksAPart = Math.ceil(blocks / PARTS);
    const parts = Math.ceil(blocks / blocksAPart);
    numbers[NUMBERS.timestep] = timestep;
    numbers[NUMBERS.steps] = steps;
    control[CONTROL.blocks] = blocks;
    control[CONTROL.blocksAPart] = blocksAPart;
    Atomics.store(control, CONTROL.parts, parts);
    Atomics.store(control, CONTROL.doneParts, 0);
    Atomics.store(control, CONTROL.nextPart, 0);
    Atomics.add(control, CONTROL.job, 1);
    Atomics.notify(control, CONTROL.job);
    takeParts(kernels, control, numbers);
    for (;;) {
      const done = Atomics.load(control, CONTROL.doneParts);
      if (done === parts) return;
      Atomics.wait(control, CONTROL.doneParts, done);
    }
  }

  return { x: view(0), y: view(1), angVel: view(2), run, threads };
}

function takeParts(kernels: Kernels, control: Int32Array, numbers: Float64Array): void {
  for (;;) {
    const part = Atomics.add(control, CONTROL.nextPart, 1);
    if (part >= Atomics.load(control, CONTROL.parts)) return;
    const first = part * control[CONTROL.blocksAPart]!;
    const blocks = Math.min(control[CONTROL.blocksAPart]!, control[CONTROL.blocks]! - first);
    const at = first * BLOCK_BYTES;
    const [x, y, angVel] = [NUMBERS.x, NUMBERS.y, NUMBERS.angVel].map((k) => numbers[k]! + at);
    const [timestep, steps] = [numbers[NUMBERS.timestep]!, numbers[NUMBERS.steps]!];
    kernels.step(x!, y!, angVel!, blocks, timestep, steps);
    Atomics.add(control, CONTROL.doneParts, 1);
  }
}
