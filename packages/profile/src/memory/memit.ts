/** `%memit`: the peak of resident memory while a statement runs, in memory_profiler's words. */
import { Worker } from "node:worker_threads";
import { MIB } from "./timeline-file.ts";

export interface Memit {
  /** Highest resident memory of the process while it ran. */
  readonly peakBytes: number;
  /** Resident memory before. */
  readonly baselineBytes: number;
}

export interface MemitOptions {
  /** @default 1 */
  readonly repeat?: number;
  /** @default 1 */
  readonly intervalMs?: number;
}

/** A worker looks, because the statement keeps this thread busy. Figures in KiB: 32 bits are enough. */
const WATCHER = `
const { workerData: { state, intervalMs } } = require("node:worker_threads");
const look = () => {
  const kib = Math.round(process.memoryUsage.rss() / 1024);
  if (kib > Atomics.load(state, 1)) Atomics.store(state, 1, kib);
};
Atomics.store(state, 0, 1);
Atomics.notify(state, 0);
while (Atomics.wait(state, 2, 0, intervalMs) === "timed-out") look();
Atomics.store(state, 3, 1);
Atomics.notify(state, 3);
`;
const [READY, PEAK_KIB, STOP, STOPPED] = [0, 1, 2, 3] as const;
const START_LIMIT_MS = 5000;

/** As memory_profiler does: the highest of all repeats, against what was there before. */
export async function memit(
  fn: () => unknown,
  { repeat = 1, intervalMs = 1 }: MemitOptions = {},
): Promise<Memit> {
  const state = new Int32Array(new SharedArrayBuffer(16));
  const worker = new Worker(WATCHER, {
    eval: true,
    execArgv: [],
    workerData: { state, intervalMs },
  });
  Atomics.wait(state, READY, 0, START_LIMIT_MS);
  const baselineBytes = process.memoryUsage.rss();
  Atomics.store(state, PEAK_KIB, 0);
  let last = 0;
  try {
    for (let i = 0; i < repeat; i++) {
      const kept = await fn();
      last = Math.max(last, process.memoryUsage.rss());
      void kept;
    }
  } finally {
    Atomics.store(state, STOP, 1);
    Atomics.notify(state, STOP);
    Atomics.wait(state, STOPPED, 0, START_LIMIT_MS);
    await worker.terminate();
  }
  const seen = Atomics.load(state, PEAK_KIB) * 1024;
  return { peakBytes: Math.max(seen, last), baselineBytes };
}

/** "peak memory: 65.30 MiB, increment: 0.12 MiB" */
export function memitText({ peakBytes, baselineBytes }: Memit): string {
  const mib = (bytes: number): string => (bytes / MIB).toFixed(2);
  return `peak memory: ${mib(peakBytes)} MiB, increment: ${mib(peakBytes - baselineBytes)} MiB`;
}
