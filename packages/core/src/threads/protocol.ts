/**
 * What the main thread and its workers share: a few counters and one job.
 *
 * A job is a number of parts. Everybody, the main thread too, takes the next part by adding 1 to
 * `NEXT_PART`, works on it, and adds 1 to `DONE_PARTS`. So nobody waits for a worker that is still
 * starting or not scheduled: who is there does the work. The main thread sleeps only for parts that
 * somebody has already taken.
 *
 *     main    write the job, DONE = 0, then NEXT = 0; JOB += 1, wake the workers; take parts;
 *             wait until DONE = PARTS
 *     worker  sleep while JOB is what it was; take parts
 *
 * A worker that comes late and adds to NEXT when a new job has begun gets a part of the new job: it
 * reads the job after it has the part, and the job was written before NEXT was set.
 */

/** Indices into the shared Int32Array. */
export const CONTROL = { job: 0, nextPart: 1, doneParts: 2, parts: 3, blocksAPart: 4, blocks: 5 };

export const CONTROL_WORDS = 8;

/** Indices into the shared Float64Array. */
export const NUMBERS = { timestep: 0, steps: 1, x: 2, y: 3, angVel: 4 };

export const NUMBERS_WORDS = 8;

/** As kernels/stepping.ts: 12 particles of 8 bytes. */
export const BLOCK_BYTES = 96;

/**
 * The worker, as text: a worker can be started from it anywhere, whatever loads TypeScript here,
 * and all that it needs is sent to it. The loop is `takeParts` of pool.ts.
 */
export const WORKER_SOURCE: string = `
const { workerData } = require("node:worker_threads");
const { module, memory, control, numbers, CONTROL, NUMBERS, BLOCK_BYTES } = workerData;
const kernels = new WebAssembly.Instance(module, { env: { memory } }).exports;
let seen = 0;
for (;;) {
  Atomics.wait(control, CONTROL.job, seen);
  seen = Atomics.load(control, CONTROL.job);
  for (;;) {
    const part = Atomics.add(control, CONTROL.nextPart, 1);
    if (part >= Atomics.load(control, CONTROL.parts)) break;
    const first = part * control[CONTROL.blocksAPart];
    const blocks = Math.min(control[CONTROL.blocksAPart], control[CONTROL.blocks] - first);
    const at = first * BLOCK_BYTES;
    kernels.step(
      numbers[NUMBERS.x] + at, numbers[NUMBERS.y] + at, numbers[NUMBERS.angVel] + at,
      blocks, numbers[NUMBERS.timestep], numbers[NUMBERS.steps],
    );
    Atomics.add(control, CONTROL.doneParts, 1);
    Atomics.notify(control, CONTROL.doneParts);
  }
}
`;
