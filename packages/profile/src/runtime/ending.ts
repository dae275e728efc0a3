/**
 * The end of the program: whichever way it comes, what was measured is kept, and the program ends as
 * it would have ended.
 */
import { constants } from "node:os";
import { COMMAND, DONE, DUMP, SIGNAL_HANDLED, SIGNAL_SEEN } from "./shared.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const DUMP_LIMIT_MS = 60_000;

/** Parts of `process` that are not in its types. */
interface ProcessInternals {
  reallyExit(code?: number): never;
  emit(event: string, ...args: unknown[]): boolean;
}

/** @param finish called once, after the program's own exit handlers */
export function atEndOfProcess(control: Int32Array, finish: () => void): () => void {
  let isDone = false;
  const once = (): void => {
    if (isDone) return;
    isDone = true;
    finish();
    Atomics.store(control, COMMAND, DUMP);
    Atomics.wait(control, DONE, 0, DUMP_LIMIT_MS);
  };
  const internals = process as unknown as ProcessInternals;
  const { reallyExit, emit } = internals;
  // `process.exit` ends here; at the end of all work Node only emits "exit".
  internals.reallyExit = (code) => {
    once();
    return reallyExit.call(process, code);
  };
  internals.emit = function (this: unknown, event, ...args) {
    const result = emit.call(process, event, ...args);
    if (event === "exit") once();
    return result;
  };
  for (const signal of SIGNALS) atSignal(signal, control, once);
  return once;
}

function atSignal(signal: (typeof SIGNALS)[number], control: Int32Array, finish: () => void): void {
  const ours = (): void => {
    Atomics.store(control, SIGNAL_SEEN, 1);
    if (process.listenerCount(signal) > 1) return;
    finish();
    process.removeListener(signal, ours);
    process.kill(process.pid, constants.signals[signal]);
  };
  process.on(signal, ours);
  process.on("newListener", (event) => {
    if (event === signal) Atomics.store(control, SIGNAL_HANDLED, 1);
  });
}
