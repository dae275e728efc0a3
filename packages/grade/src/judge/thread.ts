/**
 * The judge's thread for tests: it evaluates the lab's tests, asks the sandbox, and says what came
 * of each check. It may block, in a question to the sandbox or to the main thread; the main thread
 * never does, and ends whoever takes too long.
 */
import { readlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { Script } from "node:vm";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { runnersOf } from "./bindings.ts";
import type { Answer, FromThread, Job, Question } from "./messages.ts";
import { ANSWERED, LIMITS_SET } from "./messages.ts";
import { runJob } from "./run-job.ts";
import { BINDINGS_KEY, type TestProgram } from "./test-bundle-types.ts";

const port = parentPort!;
const { shared } = workerData as { shared: SharedArrayBuffer };
const flags = new Int32Array(shared);
const limit = new Float64Array(shared, 0, 1);
const scripts = new Map<string, Script>();

const tell = (message: FromThread): void => port.postMessage(message);

function setLimit(limitMs: number): void {
  limit[0] = limitMs;
  Atomics.add(flags, LIMITS_SET, 1);
}

/** Only the thread itself can ask for it. */
function ownPlace(): string {
  try {
    return readlinkSync("/proc/thread-self");
  } catch {
    return "";
  }
}

tell({ type: "thread", place: ownPlace() });

/** Asks the main thread, and waits. */
function ask(question: Question): Answer {
  Atomics.store(flags, ANSWERED, 0);
  tell(question);
  Atomics.wait(flags, ANSWERED, 0);
  return (receiveMessageOnPort(port) as { message: Answer }).message;
}

port.on("message", (job: Job) => {
  const { bindings, state } = runnersOf();
  (globalThis as Record<symbol, unknown>)[Symbol.for(BINDINGS_KEY)] = bindings;
  void runJob(job, {
    state,
    tell,
    ask,
    program: programOf(job.tests),
    lab: (module) => bindings.lab(module),
    setDeadline: (limitMs) => setLimit(limitMs ?? 0),
  }).catch((error: unknown) => {
    setLimit(0);
    tell({ type: "broken", message: String((error as Error).stack ?? error) });
  });
});

/** Compiled once, evaluated anew each time. */
function programOf(text: string): TestProgram {
  let script = scripts.get(text);
  if (script === undefined) {
    script = new Script(`(function (module, exports, require) {${text}\n})`, {
      filename: "tests.cjs",
    });
    scripts.set(text, script);
  }
  const module = { exports: {} };
  const evaluate = script.runInThisContext() as (...args: unknown[]) => void;
  evaluate(module, module.exports, createRequire(import.meta.url));
  return module.exports as TestProgram;
}
