/**
 * The judge's thread for tests: it evaluates the lab's tests, asks the sandbox, and says what came
 * of each check. It may block, in a question to the sandbox or to the main thread; the main thread
 * never does, and ends whoever takes too long.
 */
import { readlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { Script } from "node:vm";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import type { Calls } from "../wall/foresight.ts";
import { runnersOf } from "./bindings.ts";
import type { Answer, FromThread, Job, Question } from "./messages.ts";
import { ANSWERED, LIMITS_SET } from "./messages.ts";
import { runJob, Unforeseen } from "./run-job.ts";
import { BINDINGS_KEY, type TestProgram } from "./test-bundle-types.ts";

const port = parentPort!;
const { shared } = workerData as { shared: SharedArrayBuffer };
const flags = new Int32Array(shared);
const limit = new Float64Array(shared, 0, 1);
const scripts = new Map<string, Script>();
/** By the tests' text: what their checks have called. */
const foreseen = new Map<string, Map<string, readonly Calls[]>>();

/** Results go with the next message: each one costs both threads as much as some questions. */
const results: FromThread[] = [];

function tell(message: FromThread): void {
  results.push(message);
  if (message.type !== "check") port.postMessage(results.splice(0));
}

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
  if (!foreseen.has(job.tests)) foreseen.set(job.tests, new Map());
  void runJob(job, {
    foreseen: foreseen.get(job.tests)!,
    state,
    tell,
    ask,
    program: programOf(job.tests),
    lab: (module) => bindings.lab(module),
    setDeadline: (limitMs) => setLimit(limitMs ?? 0),
  }).catch((error: unknown) => {
    setLimit(0);
    if (error instanceof Unforeseen) tell({ type: "unforeseen" });
    else tell({ type: "broken", message: String((error as Error).stack ?? error) });
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
