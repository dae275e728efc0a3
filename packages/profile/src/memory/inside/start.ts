/**
 * What runs first in every thread of a program whose memory is measured (`node --import`): takes over
 * loading, and writes at the end what the lines took, or what V8 sampled.
 */
import { existsSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { register } from "node:module";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";
import { hookCommonJs } from "../../loader/commonjs.ts";
import type { HooksData } from "../../loader/hooks.ts";
import { silenceLoadFailures } from "../../loader/load-failures.ts";
import { giveOriginalTexts } from "../../loader/original-texts.ts";
import { type LoaderOptions, ProgramLoader } from "../../loader/program-loader.ts";
import type { Transformed } from "../../loader/transform.ts";
import { RUNTIME_KEY } from "../../loader/transform.ts";
import { atEndOfProcess } from "../../runtime/ending.ts";
import { options, type RunOptions, tables, thread } from "../../runtime/own-thread.ts";
import { DONE } from "../../runtime/shared.ts";
import { Progress } from "./progress.ts";
import { startSampling } from "./sampling.ts";
import { STOP_FILE } from "./stop-file.ts";

/** In the run's options.json, beside RunOptions. */
export interface MemoryRunOptions {
  /** Between samples of allocations, on average. */
  readonly heapIntervalBytes: number;
  /** When it is first said on stderr how many readings are done; absent if never. */
  readonly progressAfterMs?: number;
}

/** Of one thread: `memory-*.json`. */
export interface MemoryResult {
  readonly thread: string;
  readonly resolutionBytes: number;
  /** By line id: [id, increment, used after, occurrences, collections]. */
  readonly lines: readonly (readonly number[])[];
  /** By function id: [id, calls, used before]. */
  readonly functions: readonly (readonly number[])[];
}

const usesLines = options.engine === "memory";
/** As JavaScript: this file runs as nothing else. */
const runtimeFile = new URL("./lines.js", import.meta.url);
const [runtime, meter] = await Promise.all([import("./lines.ts"), import("./meter.ts")]);
Object.defineProperty(globalThis, Symbol.for(RUNTIME_KEY), { value: runtime });

/** Reading a file that is required is not the program's memory. */
class UncountedLoader extends ProgramLoader {
  override loadSync(file: string, isRequired: boolean): Transformed {
    meter.open();
    try {
      return super.loadSync(file, isRequired);
    } finally {
      meter.close();
    }
  }
}

/**
 * A file's code is garbage when it has run, and V8 then no longer knows where its functions were: the
 * module holds on to it.
 */
class KeepingLoader extends ProgramLoader {
  override loadSync(file: string, isRequired: boolean): Transformed {
    const loaded = super.loadSync(file, isRequired);
    if (loaded.kind !== "commonjs") return loaded;
    return { ...loaded, code: `${loaded.code}\n;module[Symbol("hpts")]=()=>{};` };
  }
}

const loaderOptions: LoaderOptions = { ...options.loader, runtimeUrl: runtimeFile.href };
const data: HooksData = { options: loaderOptions, thread, counters: tables.counters };
register(new URL("../../loader/hooks.js", import.meta.url), { data });
const Loader = usesLines ? UncountedLoader : KeepingLoader;
hookCommonJs(new Loader(loaderOptions, thread, tables.counters), (_id, run) => run());

silenceLoadFailures(options.dir);
if (usesLines) giveOriginalTexts(options.dir, thread);

let finish: () => void;
if (usesLines) {
  const resolutionBytes = meter.startMeter();
  finish = () => writeLines(resolutionBytes);
} else {
  const { heapIntervalBytes } = options as RunOptions & MemoryRunOptions;
  finish = startSampling(heapIntervalBytes, thread, join(options.dir, `heap-${thread}.json`));
}
if (isMainThread) {
  const control = new Int32Array(new SharedArrayBuffer(16));
  control[DONE] = 1; // nobody else has to write anything
  atEndOfProcess(control, finish);
  meter.setLook(looking());
} else {
  process.on("exit", finish);
}

/** What is looked at now and then, between two lines of the program. */
function looking(): (now: number) => void {
  const { progressAfterMs } = options as RunOptions & MemoryRunOptions;
  if (progressAfterMs === undefined) return hearSignal;
  const progress = new Progress(performance.now(), sayNow, progressAfterMs);
  return (now) => {
    progress.look(now, meter.readingCount());
    hearSignal();
  };
}

/** A busy program has no time for process.stderr. */
function sayNow(text: string): void {
  try {
    writeSync(2, text);
  } catch {
    // Closed, or full: the program matters more.
  }
}

/** As if it had come through the event loop, unless the program has its own mind about it. */
function hearSignal(): void {
  const file = join(options.dir, STOP_FILE);
  if (!existsSync(file)) return;
  const signal = readFileSync(file, "utf8") as NodeJS.Signals;
  if (process.listenerCount(signal) === 1) process.emit(signal);
}

function writeLines(resolutionBytes: number): void {
  runtime.endAll();
  const { occurrences, increments, usedAfter, collected, calls, usedBefore } = runtime;
  const [functionCount = 0, lineCount = 0] = tables.counters;
  const ids = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
  const result: MemoryResult = {
    thread,
    resolutionBytes,
    lines: ids(lineCount)
      .filter((id) => occurrences[id]! > 0)
      .map((id) => [id, increments[id]!, usedAfter[id]!, occurrences[id]!, collected[id]!]),
    functions: ids(functionCount)
      .filter((id) => calls[id]! > 0)
      .map((id) => [id, calls[id]!, usedBefore[id]!]),
  };
  writeFileSync(join(options.dir, `memory-${thread}.json`), JSON.stringify(result));
}
