/**
 * What runs first in every thread of the profiled program (`node --import`): starts the engine, then
 * takes over loading.
 */
import { subscribe } from "node:diagnostics_channel";
import { register } from "node:module";
import { BroadcastChannel, isMainThread, Worker } from "node:worker_threads";
import { hookCommonJs } from "../loader/commonjs.ts";
import type { HooksData } from "../loader/hooks.ts";
import { silenceLoadFailures } from "../loader/load-failures.ts";
import { giveOriginalTexts } from "../loader/original-texts.ts";
import { type LoaderOptions, ProgramLoader } from "../loader/program-loader.ts";
import { RUNTIME_KEY } from "../loader/transform.ts";
import { atEndOfProcess } from "./ending.ts";
import { INTERRUPT_KEY } from "./interrupt.ts";
import { options, tables, thread } from "./own-thread.ts";
import { treeResult } from "./sampler.ts";
import type { SamplerData } from "./sampler-worker.ts";
import {
  CHANNEL,
  DEPTH,
  ENDED,
  FOLDED,
  LIVE_KEY,
  NODE,
  READY,
  STARTED,
  type ThreadResult,
  type ToSampler,
} from "./shared.ts";
import { startV8, stopV8 } from "./v8-profile.ts";

/** As JavaScript: this file runs as nothing else. */
const RUNTIMES: Readonly<Record<string, string | undefined>> = {
  exact: "./tree.js",
  clock: "./clock-tree.js",
  line: "./lines.js",
  count: "./counts.js",
};
const READY_LIMIT_MS = 5000;

interface Runtime {
  readonly e?: (id: number) => number;
  readonly x?: (node: number) => void;
}

const usesV8 = options.engine === "sample" || options.engine === "count";
const { state } = tables;

const runtimeFile = new URL(RUNTIMES[options.engine] ?? "./counts.js", import.meta.url);
const runtime = (await import(runtimeFile.href)) as Runtime;
const calibrate = options.engine === "exact" ? await import("./calibrate.ts") : undefined;
Object.defineProperty(globalThis, Symbol.for(RUNTIME_KEY), { value: runtime });

Object.defineProperty(globalThis, Symbol.for(LIVE_KEY), {
  value: { options, thread, result: live, current: () => state[NODE]! >> 3 },
});
if (isMainThread) await startMainThread();
else process.on("exit", endThread);

const channel = new BroadcastChannel(CHANNEL);
channel.unref();
announce({ kind: "thread", thread, tables });
Atomics.wait(state, READY, 0, READY_LIMIT_MS);
// A thread that is terminated runs nothing more; whoever has started it sees its end.
subscribe("worker_threads", (message) => {
  const { worker } = message as { worker: Worker };
  const name = `${process.pid}-${worker.threadId}`;
  worker.once("exit", () => announce({ kind: "ended", thread: name }));
});

const loaderOptions: LoaderOptions = { ...options.loader, runtimeUrl: runtimeFile.href };
const data: HooksData = { options: loaderOptions, thread, counters: tables.counters };
register(new URL("../loader/hooks.js", import.meta.url), { data });
hookCommonJs(new ProgramLoader(loaderOptions, thread, tables.counters), frame);
silenceLoadFailures(options.dir);
if (options.engine !== "sample") giveOriginalTexts(options.dir, thread);
if (options.engine === "line") tables.calibration[1] = idleUs();
if (usesV8) startV8();

async function startMainThread(): Promise<void> {
  const control = new Int32Array(new SharedArrayBuffer(16));
  const workerData: SamplerData = { engine: options.engine, dir: options.dir, control };
  const sampler = new Worker(new URL("./sampler-worker.js", import.meta.url), {
    workerData,
    execArgv: [],
    name: "hpts profiler",
  });
  await new Promise((resolve) => sampler.once("message", resolve));
  sampler.unref();
  atEndOfProcess(control, endThread);
  Object.defineProperty(globalThis, Symbol.for(INTERRUPT_KEY), { value: { finish: endThread } });
}

function announce(message: ToSampler): void {
  channel.postMessage(message);
}

/** For the class Profiler in the program itself. */
function live(): ThreadResult {
  return {
    thread,
    engine: options.engine,
    wallUs: 0,
    samples: 0,
    isFolded: state[FOLDED] === 1,
    callCostNs: calibrate?.callCostNs() ?? 0,
    idleUs: idleUs(),
    tree: treeResult(tables),
  };
}

function endThread(): void {
  if (usesV8) stopV8();
  state[STARTED] = 2;
  tables.calibration[2] = idleUs();
  tables.calibration[0] = calibrate?.callCostNs() ?? 0;
  state[ENDED] = 1;
}

/** In which the event loop has waited so far. */
function idleUs(): number {
  return performance.eventLoopUtilization().idle * 1000;
}

/** Runs the code of a CommonJS file as a function of its own. */
function frame(moduleId: number, run: () => unknown): unknown {
  const caller = runtime.e?.(moduleId) ?? 0;
  const depth = state[DEPTH]!;
  try {
    return run();
  } finally {
    if (runtime.x === undefined) state[NODE] = 0;
    else runtime.x(caller);
    state[DEPTH] = depth;
  }
}
