/**
 * Loaded into every Node process that `hpts memory run` starts (NODE_OPTIONS --require), before the
 * program: says how large its heap is, what was collected, and which marks the program made.
 *
 * The program's thread may be busy for seconds, so a worker asks it: a message of the inspector
 * interrupts JavaScript at the next loop or call, runs `reading` below, and the program goes on. No
 * microtask runs meanwhile. CommonJS, because `--require` is understood by every Node.
 */
"use strict";
const { isMainThread, Worker } = require("node:worker_threads");
const file = process.env.HPTS_MEMORY_FILE;

if (isMainThread && file !== undefined && file !== "") start();

function start() {
  const { appendFileSync } = require("node:fs");
  const { join } = require("node:path");
  const v8 = require("node:v8");
  const MIB = 1024 * 1024;
  const mib = (bytes) => (bytes / MIB).toFixed(6);
  const now = () => (Date.now() / 1000).toFixed(4);
  const { pid } = process;
  const profiler = v8.GCProfiler === undefined ? undefined : new v8.GCProfiler();
  profiler?.start();
  // Node tells 2.5 kB of JSON about each collection: of very many, only those of some readings.
  const MANY_COLLECTIONS = 20;
  const READINGS_WITHOUT = 8;
  let without = 0;
  let isThinned = false;

  /** Lines of the file: the heap now, and the collections since the last call. */
  function reading() {
    const at = now();
    let lines = "";
    const { statistics = [] } = without > 0 ? {} : (profiler?.stop() ?? {});
    without = statistics.length > MANY_COLLECTIONS ? READINGS_WITHOUT : Math.max(0, without - 1);
    if (without === 0) profiler?.start();
    if (without > 0 && !isThinned) {
      isThinned = true;
      lines += `THIN ${pid} ${at}\n`;
    }
    for (const { gcType, cost, beforeGC, afterGC } of statistics) {
      const freed = beforeGC.heapStatistics.usedHeapSize - afterGC.heapStatistics.usedHeapSize;
      lines += `GC ${pid} ${gcType} ${(cost / 1000).toFixed(3)} ${mib(freed)} ${at}\n`;
    }
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return `HEAP ${pid} ${mib(heapUsed)} ${mib(external)} ${mib(arrayBuffers)} ${at}\n${lines}`;
  }

  function write(text) {
    try {
      appendFileSync(file, text);
    } catch {
      // The program must not fail because its measurement does.
    }
  }

  const hidden = { enumerable: false, configurable: true };
  const key = Symbol.for("hpts.memory.reading");
  Object.defineProperty(globalThis, key, { value: reading, ...hidden });
  Object.defineProperty(globalThis, Symbol.for("hpts.memory.mark"), {
    value: (label) => write(`MARK ${pid} ${now()} ${label}\n`),
    ...hidden,
  });

  // state[0]: 0 starting, 1 the worker is connected, 2 the program ends; state[1]: it has let go
  const state = new Int32Array(new SharedArrayBuffer(8));
  let worker;
  try {
    worker = new Worker(join(__dirname, "memory-worker.cjs"), {
      workerData: { state, file, pid },
      env: { ...process.env },
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    worker.on("error", () => {});
    worker.unref();
  } catch {
    worker = undefined;
  }
  process.on("exit", () => {
    // Node would wait for a connected inspector, and say so on the program's stderr.
    const was = Atomics.exchange(state, 0, 2);
    if (worker !== undefined && was === 1) {
      Atomics.notify(state, 0);
      Atomics.wait(state, 1, 0, 500);
    }
    write(reading());
  });
}
